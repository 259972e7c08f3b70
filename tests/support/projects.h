#pragma once

#include "core/archive/ziparchive.h"
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
    Scene &scene = project.scene;
    scene.network = {QStringLiteral("builtin"), {}, QStringLiteral("blake2b-256:00ff")};
    scene.parameters.size = 384;
    scene.parameters.ratio = 0.1 + 0.2; // needs all its digits
    scene.parameters.styleLoss = StyleLoss::Distribution;
    scene.parameters.layerWeights[layerIndex(Layer::Pixels)] = 0.3;
    scene.parameters.layerWeights[layerIndex(Layer::Patches)] = 2.5;
    scene.content = {QStringLiteral("a lake.jpg"),
                     QStringLiteral("/pictures/a lake.jpg"),
                     QStringLiteral("blake2b-256:aa"),
                     {},
                     {}};
    scene.styles = {{{QStringLiteral("Ölbild.png"),
                      QStringLiteral("/pictures/Ölbild.png"),
                      QStringLiteral("blake2b-256:bb"),
                      {},
                      {}},
                     1},
                    {{QStringLiteral("Pasted picture"),
                      {},
                      QStringLiteral("blake2b-256:cc"),
                      {},
                      QByteArray("a PNG")},
                     0.25}};
    scene.start = {
        QStringLiteral("start"), {}, QStringLiteral("blake2b-256:dd"), {}, QByteArray("png")};
    project.recoveryOf = QStringLiteral("/home/ann/lake.gramarye");
    project.run = ProjectRun{scene.runParameters(),
                             QStringLiteral("cpu"),
                             77,
                             false,
                             true,
                             QByteArray("the picture so far"),
                             QByteArray("where\0it stood", 14)};
    project.run->parameters.iterations = 12;
    project.run->parameters.styleLoss = StyleLoss::Gram; // another one was chosen since
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
