#pragma once

#include "app/interruptsignal.h"
#include "app/progressline.h"
#include "core/download/networkdownload.h"

#include <QObject>
#include <QTextStream>

namespace gramarye {

/// `gramarye networks download`: one download, told of on stderr until it ends; Ctrl-C cancels it.
/// Needs a QCoreApplication, no display. The main thread.
class DownloadCommand : public QObject
{
    Q_OBJECT

public:
    explicit DownloadCommand(const DownloadJob &order);

    /// Downloads to the end; returns the program's exit status.
    int run();

private:
    void progressed(const DownloadProgress &progress);
    void finished();
    void failed(const Error &error);
    void cancelled();

    DownloadJob m_order;
    QTextStream m_stdout{stdout};
    QTextStream m_stderr{stderr};
    ProgressLine m_progress{m_stderr, progressStyleOfStandardError()};
    InterruptSignal m_interrupt;
    NetworkDownload m_download;
    bool m_hasBegun = false;
};

} // namespace gramarye
