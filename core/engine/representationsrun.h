#pragma once

#include "core/engine/renderengine.h"
#include "core/engine/representations.h"

#include <QObject>

namespace gramarye {

/// Makes representations one after the other on an engine of its own. Lives on the thread of who
/// listens. Ends in exactly one of finished(), stopped() and failed().
class RepresentationsRun : public QObject
{
    Q_OBJECT

public:
    /// @p makeFactory: other mathematics, for tests.
    explicit RepresentationsRun(StyleTransferFactoryMaker makeFactory = singleTransfers,
                                QObject *parent = nullptr);

    /// Begins with the first of @p representations; only where none is being made.
    void start(std::vector<Representation> representations);
    void stop();
    bool isRunning() const { return m_engine.isRunning(); }

Q_SIGNALS:
    /// How the one at place @p index looks by now.
    void pictureChanged(int index, const QImage &picture);

    /// Of the one being made, but progress and time left are those of all together.
    void iterated(const gramarye::IterationReport &report);

    void finished();
    void stopped();
    void failed(const gramarye::Error &error);

private:
    void startNext();
    void report(IterationReport report);
    void take(const RenderResult &result);
    void goOn();

    std::vector<Representation> m_representations;
    int m_index = 0; ///< of the one being made
    bool m_stopping = false;
    double m_workBefore = 0; ///< of those that are done
    double m_work = 0;       ///< of all
    double m_secondsBefore = 0;
    double m_seconds = 0; ///< of the one being made, so far
    RenderEngine m_engine;
};

} // namespace gramarye
