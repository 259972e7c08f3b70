#include "ui/edits/edithistory.h"

#include "core/model/parameterspec.h"
#include "ui/text/catalogtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
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
        if (m_seenFiles.insert(picture.picture.file.constData()).second)
            m_sum += picture.picture.file.size();
    }

    void add(const QImage &image)
    {
        if (m_seen.insert(image.cacheKey()).second)
            m_sum += image.sizeInBytes();
    }

    std::set<qint64> m_seen;
    std::set<const char *> m_seenFiles;
    qint64 m_sum = 0;
};

/// What steps are called, as the Edit menu has it after "Undo".
struct EditText
{
    Q_DECLARE_TR_FUNCTIONS(EditText)
};

std::vector<LoadedPicture> picturesOf(const std::vector<StyleOf<LoadedPicture>> &styles)
{
    std::vector<LoadedPicture> pictures;
    for (const StyleOf<LoadedPicture> &style : styles)
        pictures.push_back(style.picture);
    return pictures;
}

QString stylesText(const std::vector<LoadedPicture> &before,
                   const std::vector<LoadedPicture> &after)
{
    if (after.size() == before.size() + 1)
        return EditText::tr("Add style");
    if (after.size() > before.size())
        return EditText::tr("Add styles");
    if (after.size() + 1 == before.size())
        return EditText::tr("Remove style");
    if (after.size() < before.size())
        return EditText::tr("Remove styles");
    const bool reordered = std::is_permutation(before.begin(), before.end(), after.begin());
    return reordered ? EditText::tr("Reorder styles") : EditText::tr("Replace style");
}

/// Of states with the same styles; empty where their masks are the same.
QString masksText(const EditState &before, const EditState &after)
{
    int regions = 0;
    int parts = 0;
    for (std::size_t i = 0; i < before.styles.size(); ++i) {
        regions += before.styles[i].region != after.styles[i].region;
        parts += before.styles[i].mask != after.styles[i].mask;
    }
    if (regions + parts > 1)
        return EditText::tr("Regions");
    if (regions > 0)
        return EditText::tr("Region");
    if (parts > 0)
        return EditText::tr("Part of a style");
    return before.strength != after.strength ? EditText::tr("What stays as it is") : QString();
}

/// Empty where the pictures are the same.
QString picturesText(const EditState &before, const EditState &after)
{
    QStringList texts;
    if (before.content != after.content || before.canvas != after.canvas)
        texts << EditText::tr("Content picture");
    const std::vector<LoadedPicture> styles = picturesOf(before.styles);
    const std::vector<LoadedPicture> stylesAfter = picturesOf(after.styles);
    if (styles != stylesAfter)
        texts << stylesText(styles, stylesAfter);
    if (before.start != after.start)
        texts << EditText::tr("Start picture");
    if (texts.isEmpty())
        return masksText(before, after);
    return texts.size() > 1 ? EditText::tr("Pictures") : texts.first();
}

EditChange specChange(const ParameterSpec &spec)
{
    return {parameterText(spec.label), spec.kind != ParameterKind::Choice};
}

std::vector<EditChange> parameterChanges(const StyleParameters &before,
                                         const StyleParameters &after, const NetworkInfo &network)
{
    std::vector<EditChange> changes;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.get(before) != spec.get(after))
            changes.push_back(specChange(spec));
    }
    for (const auto &[layer, word] : network.sliderLayers(comparesDistributions(after))) {
        if (before.layerWeights[layerIndex(layer)] != after.layerWeights[layerIndex(layer)])
            changes.push_back({EditText::tr("Layer “%1”").arg(catalogText(word)), true});
    }
    if (before.blend != after.blend)
        changes.push_back({EditText::tr("Style weights"), true});
    if (before.styleScales != after.styleScales)
        changes.push_back({EditText::tr("Scale of a style"), true});
    if (before.styleLayers != after.styleLayers)
        changes.push_back({EditText::tr("Layers of a style"), true});
    return changes;
}

/// The choice that brings defaults of its own, and so explains all else that changed.
std::optional<EditChange> leadingChange(const StyleParameters &before, const StyleParameters &after)
{
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.is(ParameterTrait::Leading) && spec.get(before) != spec.get(after))
            return specChange(spec);
    }
    return std::nullopt;
}

} // namespace

EditChange describeChange(const EditState &before, const EditState &after)
{
    const QString pictures = picturesText(before, after);
    if (!pictures.isEmpty())
        return {pictures, false};
    if (before.network != after.network)
        return {EditText::tr("Network"), false};
    if (const auto leading = leadingChange(before.parameters, after.parameters))
        return *leading;
    const auto changes =
        parameterChanges(before.runParameters(), after.runParameters(), after.network.info);
    return changes.size() == 1 ? changes.front() : EditChange{EditText::tr("Settings"), false};
}

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
