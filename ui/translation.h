#pragma once

#include <QLocale>

namespace gramarye {

/// Makes the program speak the language of @p locale where it knows it (English otherwise). To be
/// called once, before the first window.
void installTranslations(const QLocale &locale);

} // namespace gramarye
