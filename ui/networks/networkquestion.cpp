#include "ui/networks/networkquestion.h"

#include "ui/networks/weightfiles.h"
#include "ui/text/bytestext.h"
#include "ui/text/catalogtext.h"
#include "ui/widgets/rememberedfolder.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace gramarye {

namespace {

class NetworkQuestion
{
    Q_DECLARE_TR_FUNCTIONS(NetworkQuestion)
};

QMessageBox *question(QWidget *parent, const QString &title, const QString &text,
                      const QString &explanation)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // file names are not markup
    box->setInformativeText(explanation);
    return box;
}

QString described(const std::vector<NetworkInfo> &networks)
{
    QStringList lines;
    for (const NetworkInfo &network : networks)
        lines << NetworkQuestion::tr("%1: %2", "a network and what it is good for")
                     .arg(catalogText(network.title), catalogText(network.summary));
    return lines.join(u'\n');
}

} // namespace

void askWhichNetwork(QWidget *parent, const QString &path, const std::vector<NetworkInfo> &networks,
                     const std::function<void(const QString &name)> &answered)
{
    QMessageBox *box = question(
        parent, NetworkQuestion::tr("Which network?"),
        NetworkQuestion::tr("“%1” may hold one of several networks, which expect their colours in "
                            "another order, and the file itself does not tell. Which one is it?")
            .arg(QFileInfo(path).fileName()),
        described(networks) + QStringLiteral("\n\n")
            + NetworkQuestion::tr("If you do not know, it is most likely the first."));
    for (const NetworkInfo &network : networks) {
        const QPushButton *button =
            box->addButton(catalogText(network.title), QMessageBox::AcceptRole);
        QObject::connect(button, &QPushButton::clicked, parent,
                         [answered, name = network.name] { answered(name); });
    }
    box->addButton(QMessageBox::Cancel);
    box->open();
}

void askToRemove(QWidget *parent, const NetworkInfo &network, const std::function<void()> &answered)
{
    const QString title = catalogText(network.title);
    const QString explanation =
        network.published.empty()
            ? NetworkQuestion::tr("It cannot be downloaded: keep its weight file to import it "
                                  "again.")
            : NetworkQuestion::tr("It can be downloaded again (%1).")
                  .arg(bytesText(network.downloadSize));
    QMessageBox *box =
        question(parent, NetworkQuestion::tr("Remove a network"),
                 NetworkQuestion::tr("Remove “%1” from this computer?").arg(title), explanation);
    const QPushButton *remove =
        box->addButton(NetworkQuestion::tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    QObject::connect(remove, &QPushButton::clicked, parent, answered);
    box->open();
}

void askForAddress(QWidget *parent, const NetworkInfo &network,
                   const std::function<void(const QString &address)> &answered)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(NetworkQuestion::tr("Download %1").arg(catalogText(network.title)));
    dialog->setLabelText(NetworkQuestion::tr("Address of the weight file, beginning with https:"));
    dialog->setOkButtonText(NetworkQuestion::tr("Download"));
    dialog->resize(560, dialog->sizeHint().height());
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent,
                     [answered](const QString &text) {
                         if (!text.trimmed().isEmpty())
                             answered(text.trimmed());
                     });
    dialog->open();
}

void askForWeightFile(QWidget *parent, const NetworkInfo *network,
                      const std::function<void(const QString &path)> &answered)
{
    const RememberedFolder folder(QStringLiteral("networks"));
    const QString title =
        network
            ? NetworkQuestion::tr("Import the weight file of %1").arg(catalogText(network->title))
            : NetworkQuestion::tr("Import a weight file");
    auto *dialog = new QFileDialog(parent, title, folder.path(), weightFileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [answered, folder](const QString &path) {
                         folder.rememberFolderOf(path);
                         answered(path);
                     });
    dialog->open();
}

} // namespace gramarye
