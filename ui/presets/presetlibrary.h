#pragma once

#include "core/base/background.h"
#include "core/documents/presetstore.h"

#include <QPointer>

#include <utility>

namespace gramarye {

/// The user's own presets as they were last read, for a window that does not wait for the disk. All
/// that the window does with the PresetStore it does through here, off its thread.
class PresetLibrary : public QObject
{
    Q_OBJECT

public:
    /// Begins to read.
    PresetLibrary() { refresh(); }

    /// By name.
    const std::vector<Preset> &own() const { return m_own; }

    /// One of these, or a shipped one.
    bool contains(const QString &name) const;

    void refresh();

    /// Does @p work with the store, after all that was asked for before, and reads anew. @p then
    /// gets its Result when changed() has said what came of it; never where @p context is gone by
    /// then. The work is done even so, and even where this object goes.
    template<typename Work, typename Then>
    void run(QObject *context, Work work, Then then)
    {
        const auto workAndRead = [work = std::move(work)] {
            PresetStore store;
            auto outcome = caught([&] { return work(store); });
            return std::pair(std::move(outcome), store.own());
        };
        const auto tell = [this, context = QPointer<QObject>(context),
                           then = std::move(then)](const auto &done) {
            if (done)
                setOwn(done.value().second);
            if (context)
                then(done ? done.value().first : done.error());
        };
        m_queue.run(this, workAndRead, tell);
    }

Q_SIGNALS:
    /// The presets are others than before.
    void changed();

private:
    void setOwn(const std::vector<Preset> &own);

    std::vector<Preset> m_own;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
