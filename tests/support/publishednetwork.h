#pragma once

#include "tests/support/tinycatalog.h"
#include "tests/support/vggfile.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

/// The tiny VGG-19 as it might be published: with parts that nobody needs.
namespace gramarye {

/// A tensor among its own that nobody needs, and a classifier of 4 MB.
inline std::vector<RandomTensor> publishedTensors()
{
    auto tensors = randomConvolutions(*tinyCatalog().find(QStringLiteral("vgg19")));
    tensors.push_back({"features.20.unused", {250}});
    tensors.push_back({"classifier.0.weight", {1024, 1024}, true});
    return tensors;
}

inline QByteArray safetensorsOf(const std::vector<RandomTensor> &tensors)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    const bool isWritten = writeSafetensorsFile(file.fileName(), tensors);
    return isWritten && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString sha256(const QByteArray &bytes)
{
    return QLatin1String(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// Bytes of length, header and convolutions: all that has to be fetched.
inline qint64 neededBytes(const QByteArray &safetensors)
{
    qint64 bytes = 8 + qFromLittleEndian<qint64>(safetensors.data());
    for (const RandomTensor &tensor :
         randomConvolutions(*tinyCatalog().find(QStringLiteral("vgg19"))))
        bytes += tensor.byteSize();
    return bytes;
}

} // namespace gramarye
