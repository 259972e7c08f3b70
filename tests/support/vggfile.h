#pragma once

#include "core/network/networkcatalog.h"
#include "tests/support/torchsave.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <random>

/// Weight files of random networks, as other programs would write them.
namespace gramarye {

/// A tensor for such a file: random numbers of a trained network's spread, or a hole, which costs
/// no time and no room on the disk.
struct RandomTensor
{
    QByteArray name;
    std::vector<qint64> shape;
    bool isHole = false;

    qint64 elementCount() const { return TensorView{{}, shape, nullptr}.elementCount(); }
    qint64 byteSize() const { return elementCount() * qint64(sizeof(float)); }

    QByteArray bytes() const
    {
        std::seed_seq seed(name.begin(), name.end());
        std::mt19937 random(seed);
        const double inputs = shape.size() == 1 ? 1000 : double(elementCount()) / double(shape[0]);
        const auto widest = float(std::sqrt(6 / inputs)); // variance 2 / inputs
        QByteArray bytes(byteSize(), Qt::Uninitialized);
        for (qint64 i = 0; i < elementCount(); ++i)
            qToLittleEndian(widest * (float(random()) * 0x1p-31f - 1), bytes.data() + 4 * i);
        return bytes;
    }
};

/// The convolutions of @p network, down to conv5_4 where its keys go that far.
inline std::vector<RandomTensor> randomConvolutions(const NetworkInfo &network)
{
    std::vector<RandomTensor> tensors;
    const auto add = [&](const QString &key, qint64 outputs, qint64 inputs, qint64 window) {
        tensors.push_back({key.toUtf8() + ".weight", {outputs, inputs, window, window}});
        tensors.push_back({key.toUtf8() + ".bias", {outputs}});
    };
    if (!network.colorTransform.isEmpty())
        add(network.colorTransform, 3, 3, 1);
    qint64 inputs = 3;
    for (std::size_t i = 1; i <= network.widths.size(); ++i) {
        add(network.keys.at(layerAt(i)), network.channelCount(layerAt(i)), inputs, 3);
        inputs = network.channelCount(layerAt(i));
    }
    return tensors;
}

/// VGG-19's classifier by torchvision's names, which nobody is to read: 494 MB of holes.
inline std::vector<RandomTensor> classifierHoles()
{
    return {{"classifier.0.weight", {4096, 25088}, true}, {"classifier.0.bias", {4096}, true},
            {"classifier.3.weight", {4096, 4096}, true},  {"classifier.3.bias", {4096}, true},
            {"classifier.6.weight", {1000, 4096}, true},  {"classifier.6.bias", {1000}, true}};
}

namespace weightfiles {

/// Writes on, and remembers what went wrong.
class Output
{
public:
    explicit Output(const QString &path) : m_file(path)
    {
        m_ok = m_file.open(QIODevice::WriteOnly);
    }

    qint64 position() const { return m_file.pos(); }
    void write(const QByteArray &bytes) { m_ok = m_ok && m_file.write(bytes) == bytes.size(); }
    void write(const RandomTensor &tensor)
    {
        if (tensor.isHole)
            m_ok = m_ok && m_file.seek(m_file.pos() + tensor.byteSize());
        else
            write(tensor.bytes());
    }
    bool finish()
    {
        const qint64 end = m_file.pos(); // behind a hole the file would end too early
        return m_ok && m_file.resize(end) && m_file.flush();
    }

private:
    QFile m_file;
    bool m_ok = false;
};

// The state dict; storages have their tensor's place for a key.
inline QByteArray stateDict(const std::vector<RandomTensor> &tensors)
{
    using namespace torchsave;
    QByteArray items;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto &shape = tensors[i].shape;
        std::vector<qint64> strides(shape.size(), 1);
        for (std::size_t d = shape.size() - 1; d > 0; --d)
            strides[d - 1] = strides[d] * shape[d];
        items += text(tensors[i].name)
                 + tensor(storage("FloatStorage", QByteArray::number(qulonglong(i)),
                                  tensors[i].elementCount()),
                          0, shape, strides);
    }
    return pickle(orderedDict() + '(' + items + 'u');
}

} // namespace weightfiles

inline bool writeLegacyStream(const QString &path, const std::vector<RandomTensor> &tensors)
{
    using namespace torchsave;
    QByteArrayList keys;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        keys << text(QByteArray::number(qulonglong(i)));
    weightfiles::Output out(path);
    out.write(pickle(magic) + pickle(integer(1001)) + pickle(systemFacts())
              + weightfiles::stateDict(tensors) + pickle(list(keys)));
    for (const RandomTensor &tensor : tensors) {
        out.write(littleEndian(tensor.elementCount()));
        out.write(tensor);
    }
    return out.finish();
}

inline bool writeZipArchive(const QString &path, const std::vector<RandomTensor> &tensors)
{
    using namespace torchsave;
    weightfiles::Output out(path);
    QByteArray directory;
    const auto begin = [&](const QByteArray &name, qint64 size) {
        directory += zipDirectoryEntry(name, quint32(size), quint32(out.position()));
        out.write(zipLocalHeader(name));
    };
    const QByteArray object = weightfiles::stateDict(tensors);
    begin("vgg19/data.pkl", object.size());
    out.write(object);
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        begin("vgg19/data/" + QByteArray::number(qulonglong(i)), tensors[i].byteSize());
        out.write(tensors[i]);
    }
    const auto start = quint64(out.position());
    out.write(directory
              + zipEnd(start, quint64(directory.size()), quint64(tensors.size()) + 1, true));
    return out.finish();
}

inline bool writeSafetensorsFile(const QString &path, std::vector<RandomTensor> tensors)
{
    std::sort(tensors.begin(), tensors.end(),
              [](const RandomTensor &a, const RandomTensor &b) { return a.name < b.name; });
    QJsonObject header;
    qint64 start = 0;
    for (const RandomTensor &tensor : tensors) {
        QJsonArray shape;
        for (const qint64 extent : tensor.shape)
            shape << extent;
        const qint64 end = start + tensor.byteSize();
        header[QLatin1String(tensor.name)] =
            QJsonObject{{QStringLiteral("dtype"), QStringLiteral("F32")},
                        {QStringLiteral("shape"), shape},
                        {QStringLiteral("data_offsets"), QJsonArray{start, end}}};
        start = end;
    }
    const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
    weightfiles::Output out(path);
    out.write(torchsave::littleEndian(quint64(text.size())) + text);
    for (const RandomTensor &tensor : tensors)
        out.write(tensor);
    return out.finish();
}

} // namespace gramarye
