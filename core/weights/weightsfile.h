#pragma once

#include "core/base/error.h"
#include "core/weights/tensorview.h"

#include <QByteArrayView>

#include <memory>

namespace gramarye {

class MappedFile;

/// The key of a safetensors file's metadata that its checksum stands at.
inline const QString checksumKey = QStringLiteral("checksum");

struct WeightsContents
{
    TensorMap tensors;                   ///< only floating-point ones; others are checked as well
    std::map<QString, QString> metadata; ///< safetensors' __metadata__; empty for torch.save files
};

/// A weight file of any kind we read, opened (memory-mapped), checked and never trusted.
/// Recognised by its content: safetensors, torch.save's zip layout, torch.save's legacy stream;
/// what begins as two of them do is tried as both.
class WeightsFile
{
public:
    ~WeightsFile();
    WeightsFile(const WeightsFile &) = delete;
    WeightsFile &operator=(const WeightsFile &) = delete;

    /// Opens and validates @p path. Errors: FileNotFound, FileUnreadable, WeightsUnknown,
    /// WeightsDamaged, WeightsRefused.
    static Result<std::unique_ptr<WeightsFile>> open(const QString &path);

    const TensorMap &tensors() const { return m_contents.tensors; }
    const std::map<QString, QString> &metadata() const { return m_contents.metadata; }

    /// Whether all was there that was read of the tensors; else another program cut the file short.
    /// Error: FileUnreadable.
    Status check() const;

    /// Whether the tensors are still those that the checksum was made from; true where there is
    /// none.
    bool matchesChecksum() const;

private:
    WeightsFile(WeightsContents contents, std::unique_ptr<MappedFile> file);

    WeightsContents m_contents;
    std::unique_ptr<MappedFile> m_file; ///< keeps mapped what the tensors point into
};

// Each format by itself, on bytes that outlive the result. Errors have no subject.

/// Whether a safetensors header's opening brace is where it must be.
bool isSafetensors(QByteArrayView bytes);

/// Reads a whole file for which that is so. Errors: WeightsDamaged.
Result<WeightsContents> readSafetensors(QByteArrayView bytes);

/// Whether the bytes begin as a zip archive or as a pickle does.
bool isTorchSave(QByteArrayView bytes);

/// Reads a whole file for which that is so: a state dict in the zip archive or the legacy stream of
/// pickles and raw storages. A pickle is a program; this runs the few instructions that a state
/// dict needs, imports nothing and calls nothing. Tensors are named by the keys of the innermost
/// dict that holds them: a checkpoint's {"epoch": …, "model": {"conv0.weight": …}} has a
/// "conv0.weight". Errors: WeightsUnknown, WeightsDamaged, WeightsRefused.
Result<WeightsContents> readTorchSave(QByteArrayView bytes);

/// Bytes of the file that writeSafetensors() makes of @p tensors, but for its header.
qint64 safetensorsDataSize(const TensorMap &tensors);

/// Writes @p tensors as F32, in the order of their names, with @p metadata and their checksum().
/// Atomic: an existing file is replaced whole or left as it was. Errors: FileNotWritable,
/// WrittenFileDiffers.
Status writeSafetensors(const QString &path, const TensorMap &tensors,
                        const std::map<QString, QString> &metadata);

} // namespace gramarye
