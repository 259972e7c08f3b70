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

// Whether the file still holds the recipe's picture is looked at later, and only said.
Status takePicture(PictureRef &taken, const PictureRef &picture)
{
    if (!taken.isEmpty())
        return success();
    if (picture.path.isEmpty())
        return missing(picture.name);
    taken = PictureRef::ofFile(picture.path);
    return success();
}

Status takeStyles(std::vector<Style> &taken, const std::vector<Style> &styles)
{
    if (!taken.empty())
        return success();
    for (const Style &style : styles) {
        taken.push_back({{}, style.weight});
        if (auto status = takePicture(taken.back().picture, style.picture); !status)
            return status;
    }
    return success();
}

} // namespace

Result<RenderArguments> withRecipe(RenderArguments arguments)
{
    auto recipe = readRecipe(arguments.recipeFile);
    if (!recipe)
        return recipe.error();
    Scene &scene = arguments.scene;
    Scene &known = recipe->scene;
    findPictures(known, {QFileInfo(arguments.recipeFile).absolutePath(), QDir::currentPath()});
    if (auto status = takePicture(scene.content, known.content); !status)
        return status.error();
    if (auto status = takeStyles(scene.styles, known.styles); !status)
        return status.error();
    const bool choosesStart = arguments.values.count(QStringLiteral("init")) == 1;
    if (known.parameters.start == Start::File && !choosesStart) {
        if (auto status = takePicture(scene.start, known.start); !status)
            return status.error();
    }
    if (scene.network.name.isEmpty())
        scene.network.name = known.network.name;
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
