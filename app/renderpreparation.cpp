#include "app/renderpreparation.h"

#include "app/commandline.h"
#include "core/documents/pictureexport.h"
#include "core/documents/presetstore.h"
#include "core/network/networkref.h"
#include "core/pictures/outputformat.h"
#include "core/pictures/referredpicture.h"
#include "ui/settings/settings.h"

#include <QFileInfo>
#include <QTemporaryFile>

#include <cstdio>
#include <map>

namespace gramarye {

namespace {

// What was asked for, else what was chosen in the window, else the one that is always here.
QString networkName(const QString &nameOrPath)
{
    if (!nameOrPath.isEmpty())
        return nameOrPath;
    const QString chosen = Settings().network();
    return chosen.isEmpty() ? QStringLiteral("builtin") : chosen;
}

// Whether the file still holds the recipe's picture is looked at later, and only said.
Status takePicture(PictureRef &taken, const PictureRef &picture)
{
    if (!taken.isEmpty())
        return success();
    if (picture.isEmbedded()) {
        taken = picture;
        return success();
    }
    if (picture.path.isEmpty())
        return Error{ErrorCode::PictureMissing,
                     picture.name.isEmpty() ? CommandLine::tr("pasted picture") : picture.name,
                     {}};
    taken = PictureRef::ofFile(picture.path);
    return success();
}

/// There need not be one.
Status takeMask(PictureRef &taken, const PictureRef &mask)
{
    return mask.isEmpty() ? success() : takePicture(taken, mask);
}

Status takeStyles(std::vector<Style> &taken, const std::vector<Style> &styles)
{
    for (const Style &style : styles) {
        Style &own = taken.emplace_back();
        own.weight = style.weight;
        own.scale = style.scale;
        own.layers = style.layers;
        if (auto status = takePicture(own.picture, style.picture); !status)
            return status;
        for (PictureRef Style::*mask : {&Style::region, &Style::mask}) {
            if (auto status = takeMask(own.*mask, style.*mask); !status)
                return status;
        }
    }
    return success();
}

/// What is in the file of @p picture; null where there is nothing.
Picture pictureIn(const PictureRef &picture)
{
    if (picture.path.isEmpty())
        return {};
    auto read = readPicture(picture.path, CutPictures::Accept);
    return read ? std::move(read).value() : Picture();
}

/// A style of a recipe that one which was given stands for, or is.
struct Counterpart
{
    const Style *style = nullptr;
    bool isSame = false; ///< of the same picture
};

/// Pairs styles that were given with a recipe's: those of the same pixels, then those of the same
/// name, and where there are as many the rest in their order.
class StylePairs
{
public:
    /// @p looksInside: pictures are read where their names do not tell.
    StylePairs(const std::vector<Style> &given, const std::vector<Style> &known, bool looksInside)
        : m_known(known), m_pairs(given.size()), m_isTaken(known.size())
    {
        std::map<std::size_t, Picture> read; // those that were looked at
        const auto hasSamePixels = [&](std::size_t g, std::size_t k) {
            const auto [picture, isNew] = read.emplace(g, Picture());
            if (isNew)
                picture->second = pictureIn(given[g].picture);
            return !picture->second.isNull() && isMeant(known[k].picture, picture->second);
        };
        const auto hasSameName = [&](std::size_t g, std::size_t k) {
            return !known[k].picture.name.isEmpty()
                   && known[k].picture.name == given[g].picture.name;
        };
        const auto tellsPixels = [&](std::size_t k) {
            return looksInside && !known[k].picture.hash.isEmpty();
        };
        pair(true,
             [&](std::size_t g, std::size_t k) { return tellsPixels(k) && hasSamePixels(g, k); });
        pair(true,
             [&](std::size_t g, std::size_t k) { return !tellsPixels(k) && hasSameName(g, k); });
        pair(false, hasSameName); // another picture of that name
        if (given.size() == known.size())
            pair(false, [](std::size_t, std::size_t) { return true; });
    }

    const Counterpart &of(std::size_t given) const { return m_pairs[given]; }

    /// The recipe's styles that none was given for.
    std::vector<const Style *> rest() const
    {
        std::vector<const Style *> rest;
        for (std::size_t k = 0; k < m_known.size(); ++k) {
            if (!m_isTaken[k])
                rest.push_back(&m_known[k]);
        }
        return rest;
    }

    /// The recipe's styles in the order of those that were given for them.
    std::vector<Style> inOrder() const
    {
        std::vector<const Style *> others = rest();
        std::vector<Style> styles;
        for (const Counterpart &known : m_pairs) {
            if (known.style) {
                styles.push_back(*known.style);
            } else if (!others.empty()) {
                styles.push_back(*others.front());
                others.erase(others.begin());
            } else {
                styles.emplace_back();
            }
        }
        for (const Style *style : others)
            styles.push_back(*style);
        return styles;
    }

private:
    /// Pairs what is not paired yet where @p isIt is true of the places.
    template<typename Predicate>
    void pair(bool isSame, const Predicate &isIt)
    {
        for (std::size_t g = 0; g < m_pairs.size(); ++g) {
            for (std::size_t k = 0; k < m_known.size() && !m_pairs[g].style; ++k) {
                if (m_isTaken[k] || !isIt(g, k))
                    continue;
                m_pairs[g] = {&m_known[k], isSame};
                m_isTaken[k] = true;
            }
        }
    }

    const std::vector<Style> &m_known;
    std::vector<Counterpart> m_pairs;
    std::vector<bool> m_isTaken;
};

/// Whether a recipe sets something for @p style that others do not have by themselves.
bool isSetApart(const Style &style)
{
    return !style.region.isEmpty() || !style.mask.isEmpty() || style.weight != 1 || style.scale != 1
           || !style.layers.empty();
}

/// Fills in what @p style leaves open as @p known has it.
void fillStyle(Style &style, const SaidOfStyle &said, const Counterpart &known, QStringList &unused)
{
    if (!said.weight)
        style.weight = known.style->weight;
    if (!said.scale)
        style.scale = known.style->scale;
    for (const auto &[layer, factor] : known.style->layers)
        style.layers.emplace(layer, factor);
    const auto fill = [&](PictureRef Style::*mask) {
        if (!takeMask(style.*mask, known.style->*mask))
            unused << CommandLine::tr("A mask that the recipe has for “%1” is not to be found, and "
                                      "not used.")
                          .arg(style.picture.name);
    };
    fill(&Style::region);
    if (known.isSame) // it is of the picture itself
        fill(&Style::mask);
}

/// Fills in what the styles of @p arguments leave open as those of the recipe, @p known, have it,
/// and brings these into their order, in which they are compared.
void fillStyles(RenderArguments &arguments, std::vector<Style> &known, bool looksInside)
{
    std::vector<Style> &styles = arguments.scene.styles;
    const StylePairs pairs(styles, known, looksInside);
    for (std::size_t i = 0; i < styles.size(); ++i) {
        if (pairs.of(i).style)
            fillStyle(styles[i], arguments.saidOfStyles[i], pairs.of(i), arguments.unusedOfRecipe);
    }
    QStringList unused;
    for (const Style *style : pairs.rest()) {
        if (isSetApart(*style))
            unused << CommandLine::tr("“%1”").arg(style->picture.name);
    }
    if (!unused.isEmpty())
        arguments.unusedOfRecipe
            << CommandLine::tr("What the recipe sets for %1, such as a region or a weight, is not "
                               "used: no --style stands for it.")
                   .arg(unused.join(QLatin1String(", ")));
    known = pairs.inOrder();
}

} // namespace

Result<NetworkSource> locateNetwork(const QString &nameOrPath)
{
    return NetworkCatalog::builtIn().locate(networkName(nameOrPath));
}

Result<BatchJob> batchJob(const RenderArguments &arguments)
{
    const auto network = locateNetwork(arguments.scene.network.name);
    if (!network)
        return network.error();
    std::optional<Preset> look;
    if (!arguments.preset.isEmpty()) {
        auto found = PresetStore().find(arguments.preset);
        if (!found)
            return found.error();
        look = std::move(found).value();
    }
    BatchJob job;
    job.scene = arguments.scene;
    job.scene.network = networkRef(*network);
    job.scene.parameters = arguments.parameters(network->info, look);
    job.output = arguments.outputFile;
    job.exportOptions = arguments.exportOptions;
    job.print = arguments.print;
    if (job.print && job.exportOptions.resolution <= 0)
        job.exportOptions.resolution = PrintSize::usualResolution;
    job.cut = arguments.cut;
    if (!arguments.device.isEmpty())
        job.device = arguments.device;
    return job;
}

Result<RenderArguments> withRecipe(RenderArguments arguments, const QString &folder,
                                   bool looksInside)
{
    auto recipe = readRecipe(arguments.recipeFile);
    if (!recipe)
        return recipe.error();
    Scene &scene = arguments.scene;
    Scene &known = recipe->scene;
    findPictures(known, {QFileInfo(arguments.recipeFile).absolutePath(), folder});
    if (known.isTexture()) {
        if (scene.content.isEmpty() && !scene.isTexture())
            scene.canvas = known.canvas;
    } else if (auto status = takePicture(scene.content, known.content); !status) {
        return status.error();
    }
    if (!scene.styles.empty())
        fillStyles(arguments, known.styles, looksInside);
    else if (auto status = takeStyles(scene.styles, known.styles); !status)
        return status.error();
    if (auto status = takeMask(scene.strength, known.strength); !status)
        return status.error();
    const bool choosesStart = arguments.values.count(QStringLiteral("init")) == 1;
    if (known.parameters.start == Start::File && !choosesStart) {
        if (auto status = takePicture(scene.start, known.start); !status)
            return status.error();
    }
    if (scene.network.name.isEmpty())
        scene.network.name = nameHere(known.network, NetworkCatalog::builtIn());
    arguments.recipe = std::move(recipe).value();
    return arguments;
}

Status readStandardInput(Scene &scene)
{
    for (PictureRef *picture : scene.pictures()) {
        if (!isStandardInput(*picture))
            continue;
        picture->name = CommandLine::tr("standard input");
        QFile input;
        if (input.open(stdin, QIODevice::ReadOnly))
            picture->file = input.readAll();
        if (picture->file.isEmpty())
            return Error{ErrorCode::PictureEmpty, picture->name, {}};
    }
    return success();
}

NameParts namePartsOf(const Scene &scene, int size)
{
    QStringList styles;
    for (const Style &style : scene.styles)
        styles << style.picture.name;
    return namePartsOf(scene.content.name, styles, size);
}

UsageError unknownPlace(const QString &place, const NameParts &parts)
{
    QStringList known;
    for (const auto &part : parts)
        known << u'{' + part.first + u'}';
    return {CommandLine::tr("Names of files have places %1, but not “%2”.")
                .arg(known.join(QLatin1String(", ")), place)};
}

MaybeError settleOutput(RenderArguments &arguments, const ReadScene &scene)
{
    QString &output = arguments.outputFile;
    if (isStandardStream(output) || !arguments.job.isEmpty())
        return std::nullopt;
    const Scene named =
        scene.mapped([](const Picture &picture) { return picture.ref; }, networkRef);
    const QSize size = resultSize(scene);
    const NameParts parts = namePartsOf(named, std::max(size.width(), size.height()));
    const qsizetype name = output.lastIndexOf(u'/') + 1;
    const auto filled = filledPattern(output.mid(name), parts);
    if (!filled)
        return unknownPlace(filled.error().place, parts);
    const auto folder = filledPattern(output.left(name), parts);
    output = (folder ? *folder : output.left(name)) + *filled; // folders may have any name
    if (arguments.existing == ExistingFile::Number)
        output = numberedPath(output);
    return std::nullopt;
}

QSize resultSize(const ReadScene &scene)
{
    const QSize shape = scene.isTexture() ? scene.canvas : scene.content.size();
    return scene.parameters.size > 0 ? scaledSize(shape, scene.parameters.size) : shape;
}

QString streamedFile(const RenderArguments &arguments)
{
    const QString suffix =
        arguments.streamFormat.isEmpty() ? outputSuffixes().front() : arguments.streamFormat;
    return QDir::temp().filePath(QLatin1String("gramarye-XXXXXX.") + suffix);
}

Status exportResult(const RenderedPicture &picture, const RenderArguments &arguments)
{
    if (!isStandardStream(arguments.outputFile))
        return exportPicture(picture, arguments.outputFile, arguments.exportOptions);
    QTemporaryFile file(streamedFile(arguments));
    if (!file.open())
        return Error{ErrorCode::FileNotWritable, file.fileName(), file.errorString()};
    if (const Status status = exportPicture(picture, file.fileName(), arguments.exportOptions);
        !status)
        return status;
    QFile written(file.fileName()); // another one by now
    QFile out;
    bool isOut = written.open(QIODevice::ReadOnly) && out.open(stdout, QIODevice::WriteOnly);
    while (isOut && !written.atEnd()) {
        constexpr qint64 atOnce = 1 << 20;
        const QByteArray part = written.read(atOnce);
        isOut = !part.isEmpty() && out.write(part) == part.size();
    }
    return isOut && out.flush()
               ? success()
               : Status(Error{ErrorCode::FileNotWritable, CommandLine::tr("standard output"),
                              out.errorString()});
}

QString overwrittenInput(const RenderArguments &arguments)
{
    QStringList inputs{arguments.recipeFile};
    for (const PictureRef *picture : arguments.scene.pictures())
        inputs << picture->path;
    const QString output = QFileInfo(arguments.outputFile).canonicalFilePath();
    for (const QString &input : inputs) {
        if (!output.isEmpty() && QFileInfo(input).canonicalFilePath() == output)
            return input;
    }
    return {};
}

} // namespace gramarye
