#include "ui/networks/networksdialog.h"

#include "ui/networks/networkrow.h"
#include "ui/networks/weightfiles.h"
#include "ui/text/catalogtext.h"
#include "ui/text/networktext.h"

#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gramarye {

NetworksDialog::NetworksDialog(NetworkInstaller &installer, QWidget *parent)
    : QDialog(parent),
      m_installer(installer),
      m_area(new QScrollArea),
      m_import(new QPushButton(tr("Import file…"))),
      m_fileText(new QLabel)
{
    setWindowTitle(tr("Networks"));
    setAcceptDrops(true);
    m_import->setToolTip(tr("A weight file of VGG-19 (.safetensors, .pth or .pt); which network it "
                            "holds is seen from what is in it. Dropping it here does the same."));
    m_fileText->setWordWrap(true);
    m_fileText->setTextFormat(Qt::PlainText); // file names are not markup
    createRows();
    createLayout();
    resize(720, 560);

    connect(m_import, &QPushButton::clicked, this, [this] {
        askForWeightFile(this, tr("Import a weight file"),
                         [this](const QString &path) { m_installer.import(path); });
    });
    connect(&installer, &NetworkInstaller::storeChanged, this, &NetworksDialog::refresh);
    connect(&installer, &NetworkInstaller::undecided, this, &NetworksDialog::askWhichNetwork);
    connect(&installer, &NetworkInstaller::activityChanged, this, [this](const QString &name) {
        if (name.isEmpty())
            showFile();
    });
    showFile();
}

void NetworksDialog::createRows()
{
    auto *rows = new QWidget;
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins({});
    for (const NetworkInfo &network : m_installer.catalog().networks()) {
        auto *row = new NetworkRow(network, m_installer);
        connect(row, &NetworkRow::useRequested, this, &NetworksDialog::useRequested);
        layout->addWidget(row);
        m_rows[network.name] = row;
    }
    layout->addStretch();
    m_area->setWidget(rows);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
}

void NetworksDialog::createLayout()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setIcon({}); // the style's is black in the dark, too
    close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_import);
    bottom->addWidget(m_fileText, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_area);
    layout->addLayout(bottom);
}

void NetworksDialog::showNetwork(const QString &name)
{
    show();
    raise();
    activateWindow();
    if (NetworkRow *found = row(name)) {
        found->focusAction();
        m_area->ensureWidgetVisible(found);
    }
}

void NetworksDialog::setChosen(const QString &name)
{
    for (const auto &[network, row] : m_rows)
        row->setChosen(network == name);
}

NetworkRow *NetworksDialog::row(const QString &name) const
{
    const auto found = m_rows.find(name);
    return found == m_rows.end() ? nullptr : found->second;
}

void NetworksDialog::showEvent(QShowEvent *event)
{
    refresh();
    QDialog::showEvent(event);
    Q_EMIT shown();
}

// Somebody may have come from another program that changed the store.
void NetworksDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        refresh();
    QDialog::changeEvent(event);
}

void NetworksDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!weightFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void NetworksDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    for (const QString &path : weightFiles(*event->mimeData()))
        m_installer.import(path);
}

// Comes up over what is seen, and holds nothing else up.
void NetworksDialog::askWhichNetwork(const QString &path, const std::vector<NetworkInfo> &networks)
{
    QWidget *seen = isVisible() ? this : parentWidget();
    auto *question = new QMessageBox(
        QMessageBox::Question, tr("Which network?"),
        tr("“%1” may hold one of several networks, which expect their colours in another order, "
           "and the file itself does not tell. Which one is it?")
            .arg(QFileInfo(path).fileName()),
        QMessageBox::NoButton, seen);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText); // file names are not markup
    QString explanation;
    for (const NetworkInfo &network : networks) {
        const QString title = catalogText(network.title);
        explanation += tr("%1: %2", "a network and what it is good for")
                           .arg(title, catalogText(network.summary))
                       + u'\n';
        connect(question->addButton(title, QMessageBox::AcceptRole), &QPushButton::clicked, this,
                [this, path, name = network.name] { m_installer.import(path, name); });
    }
    question->setInformativeText(explanation + u'\n'
                                 + tr("If you do not know, it is most likely the first."));
    question->addButton(QMessageBox::Cancel);
    question->open();
}

void NetworksDialog::refresh()
{
    for (const auto &[name, row] : m_rows)
        row->refresh();
}

void NetworksDialog::showFile()
{
    m_fileText->setText(activityText(m_installer.activity({})));
}

} // namespace gramarye
