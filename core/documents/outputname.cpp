#include "core/documents/outputname.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace gramarye {

NameParts namePartsOf(const QString &content, const QStringList &styles, int longestSide)
{
    const auto base = [](const QString &name) {
        QString base = QFileInfo(name).completeBaseName();
        return base.remove(u'/');
    };
    QStringList names;
    for (const QString &style : styles)
        names << base(style);
    return {{QStringLiteral("content"), base(content)},
            {QStringLiteral("style"), names.join(u'+')},
            {QStringLiteral("size"),
             longestSide > 0 ? QString::number(longestSide) : QStringLiteral("original")}};
}

Expected<QString, UnknownPlace> filledPattern(const QString &pattern, const NameParts &parts)
{
    static const QRegularExpression place(QStringLiteral("\\{([^{}]*)\\}"));
    QString filled;
    qsizetype end = 0;
    for (auto match = place.globalMatch(pattern); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const auto part = parts.find(found.captured(1));
        if (part == parts.end())
            return UnknownPlace{found.captured()};
        filled += pattern.mid(end, found.capturedStart() - end) + part->second;
        end = found.capturedEnd();
    }
    return filled + pattern.mid(end);
}

QString fileNameOf(const QString &pattern, const NameParts &parts)
{
    const auto filled = filledPattern(pattern, parts);
    QString name = filled ? *filled : pattern;
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    return name.isEmpty() ? QStringLiteral("gramarye") : name;
}

QString numberedPath(const QString &path)
{
    const QString name = QFileInfo(path).suffix();
    const QString suffix = name.isEmpty() ? QString() : u'.' + name;
    const QString stem = path.chopped(suffix.size());
    QString numbered = path;
    for (int number = 2; QFileInfo::exists(numbered); ++number)
        numbered = QStringLiteral("%1-%2%3").arg(stem).arg(number).arg(suffix);
    return numbered;
}

} // namespace gramarye
