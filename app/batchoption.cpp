#include "app/batchoption.h"

#include "app/commandline.h"
#include "app/renderoptions.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace gramarye {

namespace {

constexpr QLatin1String styleKey("style");
constexpr QLatin1String styleLayerKey("style-layer");
constexpr QLatin1String layerKey("layer");
constexpr QLatin1String fileKey("file");
constexpr QLatin1String weightKey("weight");
/// Options that on the command line follow the style that they are about.
constexpr QLatin1String ofStyleKeys[] = {QLatin1String("region"), QLatin1String("style-mask"),
                                         QLatin1String("scale"), QLatin1String("layer")};

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
    const QString file = style.value(fileKey).toString();
    if (file.isEmpty())
        return std::nullopt;
    // Left open it stays open, but where the file's name would pass for one with a weight.
    const bool seemsWeighted = readNumber(file.mid(file.lastIndexOf(u':') + 1)).has_value();
    if (!style.contains(weightKey) && !seemsWeighted)
        return QStringList{file};
    const Texts weight = plainText(style.contains(weightKey) ? style.value(weightKey) : 1);
    return weight ? Texts(QStringList{file + u':' + weight->first()}) : std::nullopt;
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

Texts textsOf(const OptionSpec &spec, const QJsonValue &value)
{
    if (value.isObject() && spec.name == styleKey)
        return styleText(value.toObject());
    if (value.isObject() && (spec.name == styleLayerKey || spec.name == layerKey))
        return layerTexts(value.toObject());
    if (!value.isArray() || !spec.is(OptionTrait::Repeats))
        return plainText(value);
    QStringList texts;
    for (const QJsonValue &element : value.toArray()) {
        const Texts text = element.isArray() ? std::nullopt : textsOf(spec, element);
        if (!text)
            return std::nullopt;
        texts += *text;
    }
    return texts;
}

UsageError wrongKind(const QString &key)
{
    if (key == styleKey)
        return {CommandLine::tr("--%1 takes a file, {\"file\": …, \"weight\": …, \"region\": …, "
                                "\"style-mask\": …}, or a list of these.")
                    .arg(key)};
    if (key == styleLayerKey || key == layerKey)
        return {CommandLine::tr("--%1 takes layers with their weights, as in {\"conv3_1\": 0.5}.")
                    .arg(key)};
    return {CommandLine::tr("--%1 takes one text or number.").arg(key)};
}

QString seenFrom(const QDir &folder, const OptionSpec &spec, const QString &text)
{
    if (text.startsWith(PictureRef::pngAddress()))
        return text;
    const QString file = folder.filePath(text);
    const bool isFile = spec.is(OptionTrait::ReadsFile) || spec.is(OptionTrait::WritesFile)
                        || (spec.is(OptionTrait::MayBeFile) && QFileInfo(file).isFile());
    return isFile ? file : text;
}

MaybeError readOption(RenderArguments &arguments, const Option<RenderArguments> &option,
                      const QJsonValue &json, const QDir &folder)
{
    if (!option.is(OptionTrait::Job))
        return UsageError{
            CommandLine::tr("--%1 is for the command line, not for a job.").arg(option.name)};
    if (!option.takesValue() && !json.isBool())
        return UsageError{CommandLine::tr("--%1 takes true or false.").arg(option.name)};
    if (!option.takesValue())
        return json.toBool() ? option.read(arguments, QString()) : std::nullopt;
    const Texts texts = textsOf(option, json);
    if (!texts)
        return wrongKind(option.name);
    for (const QString &text : *texts) {
        const auto value = readValue(option, text);
        if (!value)
            return value.error();
        if (isStandardStream(*value) && option.is(OptionTrait::Stream))
            return UsageError{
                CommandLine::tr("--%1 of a job is a file: a list has no standard input and output.")
                    .arg(option.name)};
        if (auto error = option.read(arguments, seenFrom(folder, option, *value)))
            return error;
    }
    return std::nullopt;
}

const Option<RenderArguments> *findOption(const QString &name)
{
    for (const auto &group : renderOptions()) {
        for (const Option<RenderArguments> &option : group.options) {
            if (option.name == name)
                return &option;
        }
    }
    return nullptr;
}

/// Each style, and after it what is said of it.
MaybeError readStyles(RenderArguments &arguments, const Option<RenderArguments> &option,
                      const QJsonValue &json, const QDir &folder)
{
    for (const QJsonValue &value : json.isArray() ? json.toArray() : QJsonArray{json}) {
        QJsonObject style = value.toObject();
        QJsonObject more;
        for (const QLatin1String key : ofStyleKeys) {
            if (style.contains(key))
                more[key] = style.take(key);
        }
        const QJsonValue own = value.isObject() ? QJsonValue(style) : value;
        if (auto error = checkIsOneFile(own.toString(), folder))
            return error;
        if (auto error = readOption(arguments, option, own, folder))
            return error;
        for (auto entry = more.begin(); entry != more.end(); ++entry) {
            if (auto error = readOption(arguments, *findOption(entry.key()), *entry, folder))
                return error;
        }
    }
    return std::nullopt;
}

} // namespace

MaybeError readBatchOptions(RenderArguments &arguments, const QJsonObject &object,
                            const QDir &folder)
{
    QStringList unknown = object.keys();
    for (const auto &group : renderOptions()) {
        for (const Option<RenderArguments> &option : group.options) {
            if (unknown.removeAll(option.name) == 0)
                continue;
            const auto read = option.name == styleKey ? readStyles : readOption;
            if (auto error = read(arguments, option, object.value(option.name), folder))
                return error;
        }
    }
    return unknown.isEmpty() ? std::nullopt : std::optional(noSuchOption(unknown.first()));
}

} // namespace gramarye
