#pragma once

#include "ui/queue/queuedialog.h"

#include <QObject>

namespace gramarye {

class MainWindow;
class NetworkCatalog;

/// The dialogs that the window opens beside itself: settings, queue, representations, surprises,
/// new textures.
class WindowDialogs : public QObject
{
    Q_OBJECT

public:
    /// The parts of @p window are there; @p inputs and @p catalog outlive this object.
    WindowDialogs(MainWindow *window, const NetworkCatalog &catalog);

    void showSettings();

    /// Asks for a texture in place of the content picture.
    void showNewTexture();

    /// Asks how large the picture is to be when it is printed.
    void showPrintSize();

    void showQueue();
    void showRepresentations();

    /// Offers six other looks of the picture.
    void showSurprise();

    /// How the queue reads lists of jobs.
    void setBatchListReader(BatchListReader reader) { m_listReader = std::move(reader); }

    /// Null before it is first shown.
    QueueDialog *queue() const { return m_queue; }

private:
    void createQueue();
    void startTexture(QSize size, bool isSeamless);
    void takePrintSize(QSize size, double resolution);
    void applyPreferences();

    MainWindow *m_window;
    const NetworkCatalog &m_catalog;
    BatchListReader m_listReader;
    QueueDialog *m_queue = nullptr;
};

} // namespace gramarye
