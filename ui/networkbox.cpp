#include "ui/networkbox.h"

#include "ui/catalogtext.h"
#include "ui/rememberedfolder.h"

#include <QFileDialog>
#include <QSettings>

namespace gramarye {

namespace {

constexpr QLatin1String settingsKey("network");

} // namespace

NetworkBox::NetworkBox(const NetworkCatalog &catalog, QWidget *parent)
    : QComboBox(parent), m_catalog(catalog)
{
    setAccessibleName(tr("Network"));
    setSizeAdjustPolicy(AdjustToContents);
    for (const NetworkInfo &network : catalog.networks()) {
        addItem(catalogText(network.title), network.name);
        setItemData(count() - 1, catalogText(network.summary), Qt::ToolTipRole);
    }
    addItem(tr("Weight file…"));
    connect(this, &QComboBox::activated, this, &NetworkBox::itemActivated);

    m_source.info = catalog.networks().front();
    choose(QSettings().value(settingsKey, m_source.info.name).toString());
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
    QSettings().setValue(settingsKey, nameOrPath);
    Q_EMIT chosen(m_source.info);
}

void NetworkBox::addFile(const QString &path, const NetworkInfo &network)
{
    insertItem(count() - 1, QFileInfo(path).fileName(), path);
    setItemData(count() - 2, catalogText(network.title), Qt::ToolTipRole);
}

void NetworkBox::itemActivated(int index)
{
    const QString nameOrPath = itemData(index).toString();
    if (nameOrPath.isEmpty())
        browse();
    else
        choose(nameOrPath);
}

void NetworkBox::browse()
{
    showSource();
    const RememberedFolder folder(QStringLiteral("networks"));
    const QString path =
        QFileDialog::getOpenFileName(window(), tr("Open weight file"), folder.path(),
                                     tr("Weight files (*.safetensors *.pth *.pt);;All files (*)"));
    if (path.isEmpty())
        return;
    folder.rememberFolderOf(path);
    choose(path);
}

// After a choice that came to nothing.
void NetworkBox::showSource()
{
    const int file = findData(m_source.path);
    setCurrentIndex(file >= 0 ? file : findData(m_source.info.name));
}

} // namespace gramarye
