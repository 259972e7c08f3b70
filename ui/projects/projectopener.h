#pragma once

#include "core/base/background.h"
#include "core/model/project.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editstate.h"
#include "ui/snapshots/snapshottaker.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gramarye {

/// A project that was read, with its pictures. A value.
struct OpenedProject
{
    QString path;
    Project project;
    EditState state;
    QImage picture; ///< the run's so far; null where there is none
    std::vector<ShownSnapshot> snapshots;
};

/// Reads a project and its pictures off the GUI thread; the newest request wins. Pictures that are
/// not to be had are asked for one after the other.
class ProjectOpener : public QObject
{
    Q_OBJECT

public:
    /// @p catalog outlives this object.
    explicit ProjectOpener(const NetworkCatalog &catalog, QObject *parent = nullptr);

    void open(const QString &path);

    /// Forgets what is being read, or waits for an answer.
    void cancel();

    // Answers to pictureMissing(). Without any the project is not opened.
    void takeInstead(const QString &file);
    void leaveOut();

Q_SIGNALS:
    void opened(const gramarye::OpenedProject &project);

    /// PictureMissing or PictureChanged.
    void pictureMissing(const gramarye::Error &error);
    void failed(const gramarye::Error &error);

private:
    /// What came of reading.
    struct Attempt
    {
        OpenedProject opened;
        std::optional<Error> error;
        int missing = -1; ///< which of the scene's pictures() the error is about; −1: none
    };

    static Attempt read(const QString &path, const NetworkCatalog &catalog);
    static void readPictures(Attempt &attempt, const NetworkCatalog &catalog);
    static void readSnapshots(OpenedProject &opened);
    void start(const std::function<std::shared_ptr<Attempt>()> &work);
    void deliver(const Result<std::shared_ptr<Attempt>> &result);

    const NetworkCatalog &m_catalog;
    std::shared_ptr<Attempt> m_attempt; ///< the last one, while it waits for an answer
    quint64 m_lastStart = 0;
    quint64 m_wanted = 0; ///< the start whose result is; 0: none
    WorkQueue m_queue;    ///< waits for its work before all else here goes
};

} // namespace gramarye
