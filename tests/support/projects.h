#pragma once

#include "core/archive/zipwriter.h"
#include "core/model/project.h"

#include <QBuffer>

#include <utility>
#include <vector>

namespace gramarye {

/// A small project with something in every field.
inline Project sampleProject()
{
    Project project;
    project.program = QStringLiteral("Gramarye 0.1.0");
    project.network = {QStringLiteral("builtin"), {}, QStringLiteral("blake2b-256:00ff")};
    project.parameters.size = 384;
    project.parameters.ratio = 0.1 + 0.2; // needs all its digits
    project.parameters.layerWeights[0] = 0.3;
    project.parameters.blend = {1, 0.25};
    project.content = {QStringLiteral("a lake.jpg"),
                       QStringLiteral("/pictures/a lake.jpg"),
                       QStringLiteral("../pictures/a lake.jpg"),
                       12345,
                       QStringLiteral("aa55"),
                       {}};
    project.styles = {
        {QStringLiteral("Ölbild.png"),
         QStringLiteral("/pictures/Ölbild.png"),
         QStringLiteral("../pictures/Ölbild.png"),
         99,
         QStringLiteral("bb66"),
         {}},
        {QStringLiteral("Pasted picture"), {}, {}, 5, QStringLiteral("cc77"), QByteArray("a PNG")}};
    project.recoveryOf = QStringLiteral("/home/ann/lake.gramarye");
    project.start = {QStringLiteral("start"), {}, {}, 3, QStringLiteral("dd88"), QByteArray("png")};
    project.run = ProjectRun{project.parameters,
                             QStringLiteral("cpu"),
                             77,
                             false,
                             true,
                             QByteArray("the picture so far"),
                             QByteArray("where\0it stood", 14)};
    project.run->parameters.iterations = 12;
    project.snapshots = {{QByteArray("first"), 10, false}, {QByteArray("second"), 20, true}};
    return project;
}

/// A zip archive of @p entries, as the writer makes it.
inline QByteArray zipOf(const std::vector<std::pair<QString, QByteArray>> &entries)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ZipWriter writer(buffer);
    bool written = true;
    for (const auto &[name, data] : entries)
        written = written && writer.add(name, data);
    return written && writer.finish() ? buffer.data() : QByteArray();
}

/// A project file with nothing but @p json.
inline QByteArray projectOf(const QByteArray &json)
{
    return zipOf({{QStringLiteral("project.json"), json}});
}

} // namespace gramarye
