#include "app/recipearguments.h"

#include "app/commandline.h"
#include "core/documents/recipereader.h"
#include "core/documents/renderedpicture.h"
#include "ui/text/recipetext.h"

#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

Error missing(const QString &name)
{
    return {
        ErrorCode::PictureMissing, name.isEmpty() ? CommandLine::tr("pasted picture") : name, {}};
}

Status takePicture(QString &file, const PictureRef &picture)
{
    if (!file.isEmpty())
        return success();
    if (picture.path.isEmpty())
        return missing(picture.name);
    file = picture.path;
    return success();
}

Status takeStyles(std::vector<StyleArgument> &styles, const Scene &scene)
{
    if (!styles.empty())
        return success();
    for (const Style &style : scene.styles) {
        if (style.picture.path.isEmpty())
            return missing(style.picture.name);
        styles.push_back({style.picture.path, style.weight});
    }
    return success();
}

} // namespace

Result<RenderArguments> withRecipe(RenderArguments arguments)
{
    auto recipe = readRecipe(arguments.recipeFile);
    if (!recipe)
        return recipe.error();
    Scene &scene = recipe->scene;
    findPictures(scene, {QFileInfo(arguments.recipeFile).absolutePath(), QDir::currentPath()});
    if (auto status = takePicture(arguments.contentFile, scene.content); !status)
        return status.error();
    if (auto status = takeStyles(arguments.styles, scene); !status)
        return status.error();
    const bool choosesStart = arguments.values.count(QStringLiteral("init")) == 1;
    if (scene.parameters.start == Start::File && !choosesStart) {
        if (auto status = takePicture(arguments.startFile, scene.start); !status)
            return status.error();
    }
    if (arguments.network.isEmpty())
        arguments.network = scene.network.name;
    arguments.recipe = std::move(recipe).value();
    return arguments;
}

QStringList recipeNotes(const RenderArguments &arguments, const RenderJob &job)
{
    if (!arguments.recipe)
        return {};
    return recipeNotes(arguments.recipeFile, *arguments.recipe,
                       recipeOf({QImage(), job, 0, false}).scene);
}

QString overwrittenInput(const RenderArguments &arguments)
{
    QStringList inputs{arguments.contentFile, arguments.startFile, arguments.recipeFile};
    for (const StyleArgument &style : arguments.styles)
        inputs << style.file;
    const QString output = QFileInfo(arguments.outputFile).canonicalFilePath();
    for (const QString &input : inputs) {
        if (!output.isEmpty() && QFileInfo(input).canonicalFilePath() == output)
            return input;
    }
    return {};
}

} // namespace gramarye
