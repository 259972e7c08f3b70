#pragma once

#include "testpaths.h"

#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>

namespace gramarye {

/// How a run of the program ended.
struct Outcome
{
    int status = -1;
    QString out;
    QString err;
};

/// Makes @p process the built program, as a user or a script runs it: in English, in @p folder,
/// with settings ("config") and networks ("data") of that folder's own, and without a display.
inline void prepareProgram(QProcess &process, const QString &folder, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE"})
        environment.remove(QLatin1String(name));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                       QDir(folder).filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("GRAMARYE_DATA_DIR"),
                       QDir(folder).filePath(QStringLiteral("data")));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.setProgram(QStringLiteral(GRAMARYE_PROGRAM));
    process.setArguments(arguments);
}

/// What @p process has left behind; status −1 where it crashed.
inline Outcome outcomeOf(QProcess &process)
{
    if (process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Runs the program to its end.
inline Outcome runProgram(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    prepareProgram(process, folder, arguments);
    process.start();
    return process.waitForFinished(120000) ? outcomeOf(process) : Outcome();
}

} // namespace gramarye
