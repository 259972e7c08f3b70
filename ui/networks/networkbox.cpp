#include "ui/networks/networkbox.h"

#include "core/network/networkstore.h"
#include "ui/networks/weightfiles.h"
#include "ui/settings/settings.h"
#include "ui/text/catalogtext.h"
#include "ui/text/networktext.h"

#include <QFileInfo>
#include <QKeyEvent>

#include <set>

namespace gramarye {

namespace {

constexpr int itemsBehind = 2; ///< the networks and files: "Weight file…" and "Networks…"

bool isHere(NetworkState state)
{
    return state == NetworkState::BuiltIn || state == NetworkState::Installed;
}

} // namespace

NetworkBox::NetworkBox(const NetworkCatalog &catalog, QWidget *parent)
    : QComboBox(parent), m_catalog(catalog)
{
    setAccessibleName(tr("Network"));
    setSizeAdjustPolicy(AdjustToContents);
    for (const NetworkInfo &network : catalog.networks()) {
        addItem(catalogText(network.title), network.name);
        setItemData(count() - 1, catalogText(network.summary), Qt::ToolTipRole);
        showState(network);
    }
    for (const QString &item : {tr("Weight file…"), tr("Networks…")})
        addItem(item);
    connect(this, &QComboBox::activated, this, &NetworkBox::itemActivated);

    m_source.info = catalog.networks().front();
    const QString remembered = Settings().network();
    if (!remembered.isEmpty())
        choose(remembered);
    if (m_source.path.isEmpty())
        choose(m_source.info.name);
}

void NetworkBox::choose(const QString &nameOrPath)
{
    const auto source = m_catalog.locate(nameOrPath);
    if (!source) {
        showSource();
        Q_EMIT refused(source.error());
        return;
    }
    m_source = *source;
    if (findData(nameOrPath) < 0)
        addFile(nameOrPath, m_source.info);
    setCurrentIndex(findData(nameOrPath));
    setToolTip(catalogText(m_source.info.summary));
    Settings().setLastNetwork(nameOrPath);
    Q_EMIT chosen(m_source.info);
}

void NetworkBox::refresh()
{
    const NetworkStore store(m_catalog);
    for (const NetworkInfo &network : m_catalog.networks())
        showState(network);
    const NetworkInfo *chosen = m_catalog.find(chosenName());
    if (chosen && !isHere(store.state(*chosen)))
        choose(m_catalog.networks().front().name);
}

void NetworkBox::showState(const NetworkInfo &network)
{
    const QString title = catalogText(network.title);
    const NetworkState state = NetworkStore(m_catalog).state(network);
    setItemText(
        findData(network.name),
        isHere(state)
            ? title
            : tr("%1 (%2)…", "a network: not here or damaged").arg(title, stateText(state)));
}

void NetworkBox::showPopup()
{
    refresh(); // other programs may have changed the store
    QComboBox::showPopup();
}

void NetworkBox::keyPressEvent(QKeyEvent *event)
{
    static const std::set<int> walking{Qt::Key_Up,     Qt::Key_Down,     Qt::Key_Home,
                                       Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_End};
    const QString text = event->text();
    const bool isTyped = !text.isEmpty() && text.front().isLetterOrNumber();
    const bool isPlain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (isPlain && (isTyped || walking.count(event->key()) == 1))
        showPopup();
    else
        QComboBox::keyPressEvent(event);
}

void NetworkBox::setSource(const NetworkSource &source)
{
    m_source = source;
    const bool isFile = !source.path.isEmpty() && source.path != source.info.resource
                        && source.path != networkFile(source.info.name);
    if (isFile && findData(source.path) < 0)
        addFile(source.path, source.info);
    showSource();
    setToolTip(catalogText(source.info.summary));
    Settings().setLastNetwork(currentData().toString());
}

void NetworkBox::addFile(const QString &path, const NetworkInfo &network)
{
    const int index = count() - itemsBehind;
    insertItem(index, QFileInfo(path).fileName(), path);
    setItemData(index, catalogText(network.title), Qt::ToolTipRole);
}

void NetworkBox::itemActivated(int index)
{
    const QString nameOrPath = itemData(index).toString();
    const NetworkInfo *network = m_catalog.find(nameOrPath);
    const bool isWanted = network && !isHere(NetworkStore(m_catalog).state(*network));
    if (index == count() - itemsBehind)
        return browse();
    if (!isWanted && !nameOrPath.isEmpty())
        return choose(nameOrPath);
    showSource();
    Q_EMIT wanted(nameOrPath);
}

void NetworkBox::browse()
{
    showSource();
    askForWeightFile(this, tr("Open weight file"), [this](const QString &path) { choose(path); });
}

// After a choice that came to nothing.
void NetworkBox::showSource()
{
    const int file = findData(m_source.path);
    setCurrentIndex(file >= 0 ? file : findData(m_source.info.name));
}

} // namespace gramarye
