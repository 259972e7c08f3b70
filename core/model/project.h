#pragma once

#include "core/model/styleparameters.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace gramarye {

/// A picture that a project needs: a file somewhere, or carried along. A value.
struct ProjectPicture
{
    QString name;         ///< as shown to a person
    QString path;         ///< absolute; empty for pictures that have no file, as pasted ones
    QString relativePath; ///< from the project's folder; set by writing a project
    qint64 size = 0;      ///< bytes of the file
    QString sha256;       ///< of the file's bytes, hexadecimal
    QByteArray file;      ///< the file's bytes where they are carried along, else empty

    bool isEmpty() const { return sha256.isEmpty(); }
    bool isEmbedded() const { return !file.isEmpty(); }

    friend bool operator==(const ProjectPicture &a, const ProjectPicture &b)
    {
        return a.name == b.name && a.path == b.path && a.relativePath == b.relativePath
               && a.size == b.size && a.sha256 == b.sha256 && a.file == b.file;
    }
};

/// The network that a project was made with. A value.
struct ProjectNetwork
{
    QString name;
    QString path;     ///< of a weight file outside the store, else empty
    QString checksum; ///< of its numbers (core/weights/checksum); may be empty

    friend bool operator==(const ProjectNetwork &a, const ProjectNetwork &b)
    {
        return a.name == b.name && a.path == b.path && a.checksum == b.checksum;
    }
};

/// Where the run of the project's pictures stands. A value.
struct ProjectRun
{
    StyleParameters parameters; ///< after its last iteration
    QString device;             ///< one of computeDevices(), here or elsewhere
    int iterations = 0;         ///< done over the whole run
    bool finished = false;
    bool steered = false;  ///< earlier iterations had other parameters
    QByteArray picture;    ///< the picture so far, as a PNG file; may be empty
    QByteArray checkpoint; ///< RenderCheckpoint; empty: to be begun, or finished

    friend bool operator==(const ProjectRun &a, const ProjectRun &b)
    {
        return a.parameters == b.parameters && a.device == b.device && a.iterations == b.iterations
               && a.finished == b.finished && a.steered == b.steered && a.picture == b.picture
               && a.checkpoint == b.checkpoint;
    }
};

/// A picture kept on the way. A value.
struct ProjectSnapshot
{
    QByteArray png; ///< with its recipe (core/model/recipe) among its texts
    int iteration = 0;
    bool automatic = false; ///< else kept by hand

    friend bool operator==(const ProjectSnapshot &a, const ProjectSnapshot &b)
    {
        return a.png == b.png && a.iteration == b.iteration && a.automatic == b.automatic;
    }
};

/// A picture in the making, with everything that is needed to go on with it tomorrow. A value;
/// core/documents/projectfile reads and writes it.
struct Project
{
    QString program;    ///< the version that wrote it
    QString recoveryOf; ///< path of the project that this is kept for, in case of a sudden end
    ProjectPicture content;
    std::vector<ProjectPicture> styles; ///< their weights are in parameters.blend
    ProjectPicture start;               ///< for Start::File only
    ProjectNetwork network;
    StyleParameters parameters; ///< as they are set, for the next run
    std::optional<ProjectRun> run;
    std::vector<ProjectSnapshot> snapshots;

    friend bool operator==(const Project &a, const Project &b)
    {
        return a.program == b.program && a.recoveryOf == b.recoveryOf && a.content == b.content
               && a.styles == b.styles && a.start == b.start && a.network == b.network
               && a.parameters == b.parameters && a.run == b.run && a.snapshots == b.snapshots;
    }
};

} // namespace gramarye
