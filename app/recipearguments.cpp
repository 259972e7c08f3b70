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

Status takePicture(QString &file, const QString &name, const QString &found)
{
    if (!file.isEmpty())
        return success();
    if (found.isEmpty())
        return missing(name);
    file = found;
    return success();
}

Status takeStyles(std::vector<StyleArgument> &styles, const Recipe &recipe,
                  const RecipePictures &pictures)
{
    if (!styles.empty())
        return success();
    std::vector<double> weights = recipe.parameters.blend;
    weights.resize(recipe.styles.size(), 1);
    for (std::size_t i = 0; i < recipe.styles.size(); ++i) {
        if (pictures.styles[i].isEmpty())
            return missing(recipe.styles[i]);
        styles.push_back({pictures.styles[i], weights[i]});
    }
    return success();
}

} // namespace

Result<RenderArguments> withRecipe(RenderArguments arguments)
{
    const auto recipe = readRecipe(arguments.recipeFile);
    if (!recipe)
        return recipe.error();
    const RecipePictures pictures = findPictures(
        *recipe, {QFileInfo(arguments.recipeFile).absolutePath(), QDir::currentPath()});
    if (auto status = takePicture(arguments.contentFile, recipe->content, pictures.content);
        !status)
        return status.error();
    if (auto status = takeStyles(arguments.styles, *recipe, pictures); !status)
        return status.error();
    const bool choosesStart = arguments.values.count(QStringLiteral("init")) == 1;
    if (recipe->parameters.start == Start::File && !choosesStart) {
        if (auto status = takePicture(arguments.startFile, recipe->start, pictures.start); !status)
            return status.error();
    }
    if (arguments.network.isEmpty())
        arguments.network = recipe->network;
    arguments.recipe = *recipe;
    return arguments;
}

QStringList recipeNotes(const RenderArguments &arguments, const RenderJob &job)
{
    if (!arguments.recipe)
        return {};
    return recipeNotes(arguments.recipeFile, *arguments.recipe,
                       recipeOf({QImage(), job, 0, false}));
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
