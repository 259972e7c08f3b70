#include "ui/networks/networkcenter.h"

#include "core/download/networkinstaller.h"
#include "ui/networks/networkbar.h"
#include "ui/networks/networkbox.h"
#include "ui/networks/networkquestion.h"
#include "ui/networks/networksdialog.h"

namespace gramarye {

NetworkCenter::NetworkCenter(const NetworkCatalog &catalog, QWidget *window)
    : QObject(window),
      m_window(window),
      m_box(new NetworkBox(catalog)),
      m_installer(new NetworkInstaller(catalog, this)),
      m_dialog(new NetworksDialog(*m_installer, window)),
      m_bar(new NetworkBar(*m_installer))
{
    connectInstaller();
    connectChoice();
    showChosen();
    m_bar->offer();
}

void NetworkCenter::showChosen()
{
    m_dialog->setChosen(m_box->chosenName());
}

// What goes on is said in one place: in the dialog, or while that is closed in the bar.
void NetworkCenter::connectInstaller()
{
    connect(m_installer, &NetworkInstaller::storeChanged, m_box, &NetworkBox::refresh);
    connect(m_installer, &NetworkInstaller::activityChanged, this, [this](const QString &name) {
        if (!m_dialog->isVisible())
            m_bar->follow(name);
    });
    connect(m_installer, &NetworkInstaller::undecided, this,
            [this](const QString &path, const std::vector<NetworkInfo> &networks) {
                QWidget *seen = m_dialog->isVisible() ? m_dialog : m_window;
                askWhichNetwork(seen, path, networks, [this, path](const QString &name) {
                    m_installer->import(path, name);
                });
            });
}

void NetworkCenter::connectChoice()
{
    connect(m_box, &NetworkBox::wanted, m_dialog, &NetworksDialog::showNetwork);
    connect(m_box, &NetworkBox::chosen, this, [this](const NetworkInfo &network) {
        showChosen();
        m_bar->used(network.name);
    });
    connect(m_dialog, &NetworksDialog::useRequested, m_box, &NetworkBox::choose);
    connect(m_dialog, &NetworksDialog::shown, m_bar, &NetworkBar::standBack);
    connect(m_bar, &NetworkBar::useRequested, m_box, &NetworkBox::choose);
    connect(m_bar, &NetworkBar::networksRequested, m_dialog, &NetworksDialog::showNetwork);
}

} // namespace gramarye
