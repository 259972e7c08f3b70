#include "ui/text/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

namespace gramarye {

namespace {

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

const QString folder = QStringLiteral(":/i18n");
const QString prefix = QStringLiteral("gramarye");

} // namespace

void installTranslations(const QLocale &locale)
{
    QLocale::setDefault(locale);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, prefix, folder);
}

QStringList languages()
{
    QStringList codes{QStringLiteral("en")};
    for (const QString &file : QDir(folder).entryList({prefix + QLatin1String("_*.qm")}))
        codes << file.mid(prefix.size() + 1).chopped(3);
    return codes;
}

} // namespace gramarye
