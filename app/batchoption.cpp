#include "app/batchoption.h"

#include "app/commandline.h"
#include "app/renderoptions.h"
#include "app/typedoption.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace gramarye {

namespace {

constexpr QLatin1String styleKey("style");
constexpr QLatin1String styleLayerKey("style-layer");
constexpr QLatin1String fileKey("file");
constexpr QLatin1String weightKey("weight");

const QStringList &keysOfFiles()
{
    static const QStringList keys{QStringLiteral("content"), styleKey, QStringLiteral("output"),
                                  QStringLiteral("preview-dir"), QStringLiteral("log")};
    return keys;
}

// Where the value may be a word as well.
const QStringList &keysOfWordsOrFiles()
{
    static const QStringList keys{QStringLiteral("network"), QStringLiteral("init"),
                                  QStringLiteral("preset")};
    return keys;
}

bool mayBeList(const QString &key)
{
    return key == styleKey || key == styleLayerKey;
}

/// What an option reads, once for each time it would be typed; or that it takes no such value.
using Texts = std::optional<QStringList>;

Texts plainText(const QJsonValue &value)
{
    if (value.isString())
        return QStringList{value.toString()};
    if (value.isDouble())
        return QStringList{QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)};
    return std::nullopt;
}

// {"file": FILE, "weight": NUMBER}
Texts styleText(const QJsonObject &style)
{
    for (const QString &key : style.keys()) {
        if (key != fileKey && key != weightKey)
            return std::nullopt;
    }
    const Texts weight = plainText(style.contains(weightKey) ? style.value(weightKey) : 1);
    if (!style.value(fileKey).isString() || !weight)
        return std::nullopt;
    return QStringList{style.value(fileKey).toString() + u':' + weight->first()};
}

// {"conv3_1": NUMBER, …}
Texts layerTexts(const QJsonObject &weights)
{
    QStringList texts;
    for (auto entry = weights.begin(); entry != weights.end(); ++entry) {
        const Texts weight = plainText(*entry);
        if (!weight)
            return std::nullopt;
        texts << entry.key() + u'=' + weight->first();
    }
    return texts;
}

Texts textsOf(const QString &key, const QJsonValue &value)
{
    if (value.isObject() && key == styleKey)
        return styleText(value.toObject());
    if (value.isObject() && key == styleLayerKey)
        return layerTexts(value.toObject());
    if (!value.isArray() || !mayBeList(key))
        return plainText(value);
    QStringList texts;
    for (const QJsonValue &element : value.toArray()) {
        const Texts text = element.isArray() ? std::nullopt : textsOf(key, element);
        if (!text)
            return std::nullopt;
        texts += *text;
    }
    return texts;
}

UsageError wrongKind(const QString &key)
{
    if (key == styleKey)
        return {CommandLine::tr("--%1 takes a file, {\"file\": …, \"weight\": …}, or a list of "
                                "these.")
                    .arg(key)};
    if (key == styleLayerKey)
        return {CommandLine::tr("--%1 takes layers with their weights, as in {\"conv3_1\": 0.5}.")
                    .arg(key)};
    return {CommandLine::tr("--%1 takes one text or number.").arg(key)};
}

QString seenFrom(const QDir &folder, const QString &key, const QString &text)
{
    const QString file = folder.filePath(text);
    const bool isFile = keysOfFiles().contains(key)
                        || (keysOfWordsOrFiles().contains(key) && QFileInfo(file).isFile());
    return isFile && !text.isEmpty() ? file : text;
}

std::optional<UsageError> readSwitch(RenderArguments &arguments, const RenderOption &option,
                                     const QJsonValue &value)
{
    if (!value.isBool())
        return UsageError{CommandLine::tr("--%1 takes true or false.").arg(option.name)};
    return value.toBool() ? option.read(arguments, QString()) : std::nullopt;
}

std::optional<UsageError> readOption(RenderArguments &arguments, const RenderOption &option,
                                     const QJsonValue &value, const QDir &folder)
{
    if (!isForJobs(option.name))
        return UsageError{
            CommandLine::tr("--%1 is for the command line, not for a job.").arg(option.name)};
    if (!option.takesValue())
        return readSwitch(arguments, option, value);
    const Texts texts = textsOf(option.name, value);
    if (!texts)
        return wrongKind(option.name);
    for (const QString &text : *texts) {
        if (auto error = option.read(arguments, seenFrom(folder, option.name, text)))
            return error;
    }
    return std::nullopt;
}

} // namespace

bool isSeenFromList(const QString &option)
{
    return keysOfFiles().contains(option) || keysOfWordsOrFiles().contains(option);
}

bool isForJobs(const QString &option)
{
    static const QStringList others{
        QStringLiteral("batch"),   QStringLiteral("again"),  QStringLiteral("quiet"),
        QStringLiteral("project"), QStringLiteral("resume"), QStringLiteral("save-every"),
        QStringLiteral("recipe"),  QStringLiteral("bits"),   QStringLiteral("alpha")};
    return !others.contains(option);
}

bool standsBesideBatch(const QString &option)
{
    static const QStringList options{QStringLiteral("batch"), QStringLiteral("again"),
                                     QStringLiteral("quiet"), QStringLiteral("device"),
                                     QStringLiteral("threads")};
    return options.contains(option);
}

std::optional<UsageError> readBatchOptions(RenderArguments &arguments, const QJsonObject &object,
                                           const QDir &folder)
{
    QStringList unknown = object.keys();
    for (const RenderOptionGroup &group : renderOptions()) {
        for (const RenderOption &option : group.options) {
            if (unknown.removeAll(option.name) == 0)
                continue;
            if (auto error = readOption(arguments, option, object.value(option.name), folder))
                return error;
        }
    }
    return unknown.isEmpty() ? std::nullopt : std::optional(noSuchOption(unknown.first()));
}

} // namespace gramarye
