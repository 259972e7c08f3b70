#include "ui/edits/edithistory.h"

#include "ui/edits/editchange.h"

#include <set>

namespace gramarye {

namespace {

constexpr int seriesPauseMs = 1000; ///< longer than between two turns of a wheel

/// The bytes of all images it is shown, each counted once.
class ImageBytes
{
public:
    void add(const EditState &state)
    {
        for (const LoadedPicture *picture : state.pictures())
            add(*picture);
    }

    qint64 sum() const { return m_sum; }

private:
    void add(const LoadedPicture &picture)
    {
        add(picture.picture.image);
        add(picture.picture.alpha);
        for (const QImage &level : picture.pyramid.levels())
            add(level);
    }

    void add(const QImage &image)
    {
        if (m_seen.insert(image.cacheKey()).second)
            m_sum += image.sizeInBytes();
    }

    std::set<qint64> m_seen;
    qint64 m_sum = 0;
};

} // namespace

EditHistory::EditHistory(const EditState &beginning, QObject *parent)
    : QObject(parent), m_states{{beginning, {}}}
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(seriesPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &EditHistory::endSeries);
}

void EditHistory::begin(const EditState &state)
{
    endSeries();
    m_states = {{state, {}}};
    m_present = 0;
    Q_EMIT changed();
}

void EditHistory::take(const EditState &state)
{
    if (state == present())
        return;
    const EditChange change = describeChange(present(), state);
    if (change.continuous && change.text == m_series) {
        amend(state);
    } else {
        push(state, change.text);
        m_series = change.continuous ? change.text : QString();
    }
    if (!m_inGesture)
        m_pause.start();
    Q_EMIT changed();
}

void EditHistory::take(const EditState &state, const QString &what)
{
    if (state == present())
        return;
    endSeries();
    push(state, what);
    Q_EMIT changed();
}

void EditHistory::push(const EditState &state, const QString &what)
{
    m_states.erase(m_states.begin() + std::ptrdiff_t(m_present + 1), m_states.end());
    m_states.push_back({state, what});
    ++m_present;
    trim();
}

void EditHistory::amend(const EditState &state)
{
    if (m_present > 0 && state == m_states[m_present - 1].state) {
        m_states.pop_back();
        --m_present;
        endSeries();
    } else {
        m_states.back().state = state;
    }
}

QString EditHistory::undoText() const
{
    return canUndo() ? m_states[m_present].what : QString();
}

QString EditHistory::redoText() const
{
    return canRedo() ? m_states[m_present + 1].what : QString();
}

void EditHistory::undo()
{
    if (canUndo())
        goTo(m_present - 1);
}

void EditHistory::redo()
{
    if (canRedo())
        goTo(m_present + 1);
}

void EditHistory::goTo(std::size_t place)
{
    endSeries();
    m_present = place;
    Q_EMIT restored(present());
    Q_EMIT changed();
}

void EditHistory::beginGesture()
{
    endSeries();
    m_inGesture = true;
}

void EditHistory::endGesture()
{
    endSeries();
    m_inGesture = false;
}

void EditHistory::endSeries()
{
    m_pause.stop();
    m_series.clear();
}

void EditHistory::setByteLimit(qint64 bytes)
{
    m_byteLimit = bytes;
    trim();
    Q_EMIT changed();
}

qint64 EditHistory::bytes() const
{
    ImageBytes all;
    all.add(present());
    const qint64 inUse = all.sum();
    for (const Entry &entry : m_states)
        all.add(entry.state);
    return all.sum() - inUse;
}

void EditHistory::trim()
{
    while (m_present > 0 && (m_present > std::size_t(maximumSteps) || bytes() > m_byteLimit)) {
        m_states.pop_front();
        --m_present;
    }
}

} // namespace gramarye
