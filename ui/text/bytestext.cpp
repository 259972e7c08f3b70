#include "ui/text/bytestext.h"

#include <QLocale>

namespace gramarye {

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace gramarye
