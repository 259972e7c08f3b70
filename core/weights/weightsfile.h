#pragma once

#include "core/base/error.h"
#include "core/weights/tensorview.h"

#include <QString>

#include <map>
#include <memory>

namespace gramarye {

class MappedFile;

/// A weight file of any kind we read, opened (memory-mapped), checked and never trusted.
/// Recognised by its content: safetensors, torch.save's zip layout, torch.save's legacy stream;
/// what begins as two of them do is tried as both.
class WeightsFile
{
public:
    virtual ~WeightsFile();
    WeightsFile(const WeightsFile &) = delete;
    WeightsFile &operator=(const WeightsFile &) = delete;

    /// Opens and validates @p path. Errors: FileNotFound, FileUnreadable, WeightsUnknown,
    /// WeightsDamaged, WeightsRefused.
    static Result<std::unique_ptr<WeightsFile>> open(const QString &path);

    /// The tensors by name; only floating-point ones, others are checked and left out.
    const TensorMap &tensors() const { return m_tensors; }

    /// Whether all was there that was read of the tensors; else another program cut the file short.
    /// Error: FileUnreadable.
    Status check() const;

    /// Free text that came with the file (safetensors' __metadata__); empty for torch.save files.
    const std::map<QString, QString> &metadata() const { return m_metadata; }

protected:
    WeightsFile();

    TensorMap m_tensors;
    std::map<QString, QString> m_metadata;

private:
    std::unique_ptr<MappedFile> m_file; ///< keeps mapped what the tensors point into
};

} // namespace gramarye
