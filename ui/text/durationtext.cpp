#include "ui/text/durationtext.h"

#include <cmath>

namespace gramarye {

QString durationText(double seconds)
{
    const auto whole = qint64(std::ceil(seconds));
    const qint64 hours = whole / 3600;
    const QChar zero(u'0');
    const QString rest = QStringLiteral(":%1").arg(whole % 60, 2, 10, zero);
    if (hours == 0)
        return QString::number(whole / 60) + rest;
    return QStringLiteral("%1:%2").arg(hours).arg(whole / 60 % 60, 2, 10, zero) + rest;
}

} // namespace gramarye
