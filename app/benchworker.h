#pragma once

#include "core/base/error.h"

#include <QJsonObject>
#include <QProcess>

#include <functional>

namespace gramarye {

// Each variant of a benchmark runs in a process of its own, since high-water marks of memory
// belong to processes. Its instructions are JSON on its command line; then each line "go"
// makes it measure once and answer with a line of JSON, by the keys of `gramarye bench --json`.

/// The commands of such processes, and of those that open a window for it.
QString benchWorkerName();
QString stallWorkerName();

/// The work, in such a process: returns its exit status.
int runBenchWorker(const QString &instructions);

/// The work where it is @p measure, which returns a line that may hold an "error".
int serveMeasurements(const std::function<QJsonObject()> &measure);

/// Such a process, as seen by the one that compares.
class BenchWorker
{
public:
    /// Runs the command @p name.
    explicit BenchWorker(const QJsonObject &instructions, const QString &name = benchWorkerName());
    ~BenchWorker();

    /// What the worker says when it is ready.
    Result<QJsonObject> prepare() { return answer(); }

    /// One measurement.
    Result<QJsonObject> measure();

private:
    Result<QJsonObject> answer();

    QProcess m_process;
};

} // namespace gramarye
