#pragma once

#include "core/base/error.h"

#include <QJsonObject>
#include <QProcess>

namespace gramarye {

// Each variant of a benchmark runs in a process of its own, since high-water marks of memory
// belong to processes. What it is to do it is told as JSON on its command line; then each line "go"
// makes it measure once and answer with a line of JSON.

/// The work, in such a process: returns its exit status.
int runBenchWorker(const QString &instructions);

/// Such a process, as seen by the one that compares.
class BenchWorker
{
public:
    explicit BenchWorker(const QJsonObject &instructions);
    ~BenchWorker();

    /// What the worker says when it is ready.
    Result<QJsonObject> prepare() { return answer(); }

    /// One measurement.
    Result<QJsonObject> measure();

    /// Ends the worker; what it says last.
    Result<QJsonObject> finish();

private:
    Result<QJsonObject> answer();

    QProcess m_process;
};

} // namespace gramarye
