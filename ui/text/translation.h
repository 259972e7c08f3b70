#pragma once

#include <QLocale>
#include <QStringList>

namespace gramarye {

/// Makes the program speak the language of @p locale where it knows it (English otherwise). To be
/// called once, before the first window.
void installTranslations(const QLocale &locale);

/// The languages the program knows, English first: "en", "de".
QStringList languages();

} // namespace gramarye
