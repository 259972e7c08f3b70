#include "core/documents/projectfile.h"

#include <QString>

using namespace gramarye;

/// Project files, as far as their bytes go: archive, JSON, what that names.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QString name = QStringLiteral("name");
    const auto project = readProject(QByteArrayView(data, qsizetype(size)), name);
    if (project) {
        qsizetype taken = 0;
        for (const PictureRef *picture : project->scene.pictures())
            taken += picture->file.size();
        for (const ProjectSnapshot &snapshot : project->snapshots)
            taken += snapshot.png.size();
        if (project->run)
            taken += project->run->picture.size() + project->run->checkpoint.size();
        if (taken > qsizetype(size))
            qFatal("more was taken out of the file than it has");
        return 0;
    }
    const Error &error = project.error();
    const bool isExplained =
        error.subject == name && !error.detail.isEmpty()
        && (error.code == ErrorCode::DocumentDamaged || error.code == ErrorCode::DocumentNewer);
    if (!isExplained)
        qFatal("the error explains nothing");
    return 0;
}
