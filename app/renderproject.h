#pragma once

#include "app/renderarguments.h"
#include "core/documents/documentlock.h"
#include "core/model/project.h"
#include "core/model/savepace.h"
#include "core/transfer/renderjob.h"

#include <QElapsedTimer>

#include <memory>

namespace gramarye {

/// The project file of one run on the command line: no other program writes it while this object
/// lives. The main thread.
class RenderProject
{
public:
    /// A new file, --project, for @p job. Errors: DocumentBusy, FileNotWritable.
    static Result<std::unique_ptr<RenderProject>> create(const RenderArguments &arguments,
                                                         const RenderJob &job);

    /// The file of --resume, with the pictures that @p arguments name in place of missing ones.
    /// Errors: DocumentBusy, FileNotWritable, PictureChanged, and those of readProject().
    static Result<std::unique_ptr<RenderProject>> open(const RenderArguments &arguments);

    bool isFinished() const { return m_project.run && m_project.run->finished; }
    bool isSteered() const { return m_project.run && m_project.run->steered; }

    /// The picture of a run that is finished. Errors: those of readPicture().
    Result<QImage> picture() const;

    /// What goes on with the project. Errors: PictureMissing, PictureChanged, NoContent, NoStyle,
    /// WeightsOtherNetwork, and those of readPicture() and NetworkCatalog::locate().
    Result<RenderJob> job() const;

    /// Writes the file as it is at the beginning. Errors, of this and the others: those of
    /// writeProject().
    Status saveBeginning();

    /// Whether it is time for save(); true once for each.
    bool takeSaveDue();

    /// Writes where the run stands, by a result with a checkpoint.
    Status save(const RenderResult &result);
    Status saveFinished(const RenderResult &result);

private:
    RenderProject(QString path, std::unique_ptr<DocumentLock> lock,
                  const RenderArguments &arguments);

    Status replacePictures(const RenderArguments &arguments);
    Status replace(PictureRef &ref, const QString &file, CutPictures cut) const;
    Status write(const RenderResult &result);

    QString m_path;
    std::unique_ptr<DocumentLock> m_lock;
    Project m_project; ///< without the checkpoint, but for the one it begins with
    SavePace m_pace;
    QElapsedTimer m_clock;
    bool m_isAsked = false; ///< a save is due that is not done yet
};

} // namespace gramarye
