#pragma once

#include "app/option.h"
#include "core/documents/pictureexport.h"
#include "core/documents/printsize.h"
#include "core/model/preset.h"
#include "core/model/recipe.h"
#include "core/pictures/imagereader.h"

#include <map>

namespace gramarye {

/// One of several parts that a list of jobs is done in. A value.
struct JobPart
{
    int number = 1; ///< from 1
    int count = 1;
};

/// What becomes of a file that has the name of the result.
enum class ExistingFile
{
    Replace,
    Number, ///< the result gets another name: "a-2.png"
    Skip,   ///< nothing is made
};

/// Whether @p file is the word for standard input or output, "-".
bool isStandardStream(const QString &file);

/// The picture that is named @p file on the command line, and whether that is standard input.
PictureRef pictureNamed(const QString &file);
bool isStandardInput(const PictureRef &picture);

/// What was said of a style that its values do not show. A value.
struct SaidOfStyle
{
    bool weight = false; ///< its weight was given, even where it is the usual one
    bool scale = false;  ///< the same of its scale
};

/// What `gramarye render` was asked for; nothing has been read or written yet. A value.
struct RenderArguments
{
    Scene scene; ///< pictures by their files, the network by its name or file; empty: the recipe's,
                 ///< and then the network is the choice in the settings. For its parameters see
                 ///< parameters().
    std::vector<SaidOfStyle> saidOfStyles; ///< one for each of the scene's styles that was given
    QString outputFile;   ///< "-": standard output; else with places (documents/outputname)
    QString streamFormat; ///< of standard output, as its files' suffix; empty: "png"
    ExistingFile existing = ExistingFile::Replace;
    QString device;               ///< one of computeDevices(); empty: the processor
    QString preset;               ///< a name or a file; empty: none
    QString recipeFile;           ///< empty: none
    std::optional<Recipe> recipe; ///< what that file says, once it has been read
    QStringList unusedOfRecipe;   ///< sentences about what of it is not taken
    ExportOptions exportOptions;
    std::optional<PrintSize> print; ///< in place of the parameter for the size
    CutPictures cut = CutPictures::Refuse;
    std::map<QString, double> values; ///< of the parameters that were given, by ParameterSpec::key
    std::map<Layer, double> layerWeights; ///< empty: the defaults; else only these are used
    QString previewFolder;                ///< empty: no previews
    QString logFile;                      ///< empty: no log
    bool quiet = false;
    QString projectFile;         ///< a new project to save the run in; empty: none
    QString resumeFile;          ///< a project to go on with; empty: a new run
    double saveEvery = 30;       ///< seconds between two saves of the project, at the least
    QString batchFile;           ///< a list of jobs; then the pictures stand there
    bool again = false;          ///< what was done before, too
    bool listsJobs = false;      ///< says which jobs there are instead of doing them
    std::optional<JobPart> part; ///< of the list
    std::vector<int> only;       ///< numbers of the list's jobs, from 1; empty: all
    QString job; ///< BatchJob::fingerprint() of the list's job that this is; empty: of no list

    /// The recipe's parameters, or else the defaults for the method, the optimiser and @p source;
    /// with @p look, if any, on top of them, and changed as was asked for.
    StyleParameters parameters(const NetworkInfo &source,
                               const std::optional<Preset> &look = std::nullopt) const;
};

/// What only all options together can show to be wrong.
MaybeError checkWhole(const RenderArguments &arguments);

/// Understands @p words, what follows "gramarye render", by the table in renderoptions.
Parsed<RenderArguments> parseRenderArguments(const QStringList &words);

} // namespace gramarye
