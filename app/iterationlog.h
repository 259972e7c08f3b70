#pragma once

#include "core/transfer/renderjob.h"

#include <QByteArray>
#include <QFile>

namespace gramarye {

/// @p report as one line of JSON, its end included. Numbers are written so that they read back the
/// same; what is not finite becomes null, since JSON has no word for it.
QByteArray iterationLogLine(const IterationReport &report);

/// A file with a line for every iteration, each there as soon as it was appended.
class IterationLog
{
public:
    /// Begins the file @p path anew. Error: FileNotWritable.
    Status open(const QString &path);
    bool isOpen() const { return m_file.isOpen(); }

    /// Error: FileNotWritable, e.g. where the disk is full.
    Status append(const IterationReport &report);

private:
    QFile m_file;
};

} // namespace gramarye
