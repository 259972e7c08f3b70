#include "app/typedoption.h"

#include "app/commandline.h"

namespace gramarye {

bool looksLikeOption(const QString &word)
{
    return word.startsWith(QLatin1String("--"));
}

TypedOption splitAtEquals(const QString &word)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    if (equals < 0)
        return {word.mid(2), std::nullopt};
    return {word.mid(2, equals - 2), word.mid(equals + 1)};
}

UsageError noSuchOption(const QString &name)
{
    return {CommandLine::tr("There is no option “%1”.").arg(QLatin1String("--") + name)};
}

std::optional<UsageError> takeValue(TypedOption &option, const QString &placeholder,
                                    QStringList &words)
{
    if (placeholder.isEmpty()) {
        if (option.value)
            return UsageError{CommandLine::tr("--%1 takes no value.").arg(option.name)};
    } else if (!option.value) {
        if (words.isEmpty() || looksLikeOption(words.first()))
            return UsageError{
                CommandLine::tr("--%1 needs a value: %2.").arg(option.name, placeholder)};
        option.value = words.takeFirst();
    }
    return std::nullopt;
}

} // namespace gramarye
