#include "ui/networks/networkrow.h"

#include "ui/networks/weightfiles.h"
#include "ui/text/catalogtext.h"
#include "ui/text/networktext.h"

#include <QAccessible>
#include <QGridLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QUrl>

namespace gramarye {

using Kind = NetworkActivity::Kind;

namespace {

constexpr int barSteps = 1000;

QLabel *wrappedLabel()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // files and servers have names of all kinds
    return label;
}

} // namespace

NetworkRow::NetworkRow(const NetworkInfo &network, NetworkInstaller &installer, QWidget *parent)
    : QFrame(parent),
      m_network(network),
      m_installer(installer),
      m_facts(wrappedLabel()),
      m_use(new QPushButton(tr("Use it"))),
      m_download(new QPushButton),
      m_import(new QPushButton(tr("Import file…"))),
      m_more(new QPushButton(tr("More"))),
      m_progress(new QWidget),
      m_bar(new QProgressBar),
      m_progressText(new QLabel),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_icon(new QLabel),
      m_message(wrappedLabel())
{
    const QString title = catalogText(network.title);
    setAccessibleName(title);
    setAccessibleDescription(catalogText(network.summary));
    m_use->setAccessibleName(tr("Use %1").arg(title));
    m_import->setAccessibleName(tr("Import the weight file of %1").arg(title));
    m_cancel->setAccessibleName(tr("Cancel the download of %1").arg(title));
    m_bar->setAccessibleName(tr("Progress of %1").arg(title));
    m_more->setAccessibleName(tr("More about %1").arg(title));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    createMenu(new QMenu(m_more));
    createLayout();

    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT useRequested(m_network.name); });
    connect(m_download, &QPushButton::clicked, this, &NetworkRow::download);
    connect(m_import, &QPushButton::clicked, this, &NetworkRow::importFile);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_installer.cancel(m_network.name); });
    connect(&installer, &NetworkInstaller::activityChanged, this, [this](const QString &name) {
        if (name == m_network.name)
            activityChanged();
    });
    refresh();
}

void NetworkRow::createMenu(QMenu *menu)
{
    m_downloadAgain = menu->addAction(tr("Download again"), this, &NetworkRow::download);
    m_downloadWhole = menu->addAction(tr("Download whole and verify its SHA-256"), this, [this] {
        m_installer.download({m_network, {}, true});
    });
    m_downloadFrom =
        menu->addAction(tr("Download from another address…"), this, &NetworkRow::downloadFrom);
    m_importAs = menu->addAction(tr("Import file…"), this, &NetworkRow::importFile);
    menu->addSeparator();
    m_verify = menu->addAction(tr("Verify"), this, [this] { m_installer.verify(m_network.name); });
    m_remove = menu->addAction(tr("Remove…"), this, &NetworkRow::remove);
    m_more->setMenu(menu);
}

void NetworkRow::createLayout()
{
    auto *title = new QLabel(catalogText(m_network.title));
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    QLabel *summary = wrappedLabel();
    summary->setText(catalogText(m_network.summary));

    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setVerticalSpacing(3);
    layout->addWidget(title, 0, 0, 1, 2);
    layout->addWidget(summary, 1, 0, 1, 2);
    layout->addWidget(m_facts, 2, 0, 1, 2);
    layout->addWidget(buttons(), 0, 2, 3, 1, Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(progress(), 3, 0, 1, 3);
    layout->addWidget(m_icon, 4, 0, Qt::AlignTop);
    layout->addWidget(m_message, 4, 1, 1, 2);
    layout->setColumnStretch(1, 1);
}

QWidget *NetworkRow::buttons()
{
    auto *widget = new QWidget;
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(12, 0, 0, 0);
    for (QPushButton *button : {m_use, m_download, m_import, m_more})
        layout->addWidget(button);
    return widget;
}

QWidget *NetworkRow::progress()
{
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(10);
    auto *layout = new QGridLayout(m_progress);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(3);
    layout->addWidget(m_bar, 0, 0, Qt::AlignVCenter);
    layout->addWidget(m_progressText, 1, 0);
    layout->addWidget(m_cancel, 0, 1, 2, 1, Qt::AlignVCenter);
    layout->setColumnStretch(0, 1);
    return m_progress;
}

void NetworkRow::refresh()
{
    m_state = NetworkStore(m_installer.catalog()).state(m_network);
    showFacts();
    showActivity();
    showButtons();
}

void NetworkRow::setChosen(bool chosen)
{
    m_isChosen = chosen;
    showFacts();
    showButtons();
}

void NetworkRow::focusAction()
{
    for (QPushButton *button : {m_cancel, m_use, m_download, m_import, m_more}) {
        if (button->isVisible())
            return button->setFocus(Qt::ShortcutFocusReason); // by which it is seen
    }
}

bool NetworkRow::isHere() const
{
    return m_state == NetworkState::BuiltIn || m_state == NetworkState::Installed;
}

// The focus stays in the row, what had it may be hidden now, and is there for what comes next.
void NetworkRow::activityChanged()
{
    const QWidget *focused = focusWidget() && focusWidget()->hasFocus() ? focusWidget() : nullptr;
    const Kind kind = m_installer.activity(m_network.name).kind;
    if (kind == Kind::Downloading && m_cancel->isVisible())
        showActivity(); // often: the store is not looked into
    else
        refresh();
    if (focused && (!focused->isVisible() || kind == Kind::Installed))
        focusAction();
}

void NetworkRow::showFacts()
{
    const NetworkStore store(m_installer.catalog());
    const bool isUsed = m_isChosen && isHere();
    QStringList facts{isUsed ? tr("%1, in use", "%1: installed or built in").arg(stateText(m_state))
                             : stateText(m_state)};
    const QString size = sizeText(m_network, store);
    if (!size.isEmpty())
        facts << (store.size(m_network) > 0 ? size : tr("%1 to download").arg(size));
    facts << m_network.licence;
    if (!m_network.published.empty())
        facts << tr("from %1", "a server").arg(QUrl(m_network.published.front().address).host());
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void NetworkRow::showActivity()
{
    const NetworkActivity activity = m_installer.activity(m_network.name);
    const bool isCounted = activity.kind == Kind::Downloading && activity.progress.total > 0;
    m_progress->setVisible(activity.isUnderWay());
    m_cancel->setVisible(activity.kind == Kind::Downloading);
    m_bar->setRange(0, isCounted ? barSteps : 0); // without an end: something goes on
    m_bar->setValue(int(activity.progress.part() * barSteps));
    m_progressText->setText(activity.isUnderWay() ? activityText(activity) : QString());
    showMessage(activity);
}

void NetworkRow::showMessage(const NetworkActivity &activity)
{
    const QString message = activity.isUnderWay() ? QString() : activityText(activity);
    if (message == m_message->text() && m_message->isHidden() == message.isEmpty())
        return;
    const auto icon = activity.kind == Kind::Failed ? QStyle::SP_MessageBoxWarning
                                                    : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(16));
    m_icon->setVisible(!message.isEmpty());
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    if (message.isEmpty())
        return;
    QAccessibleEvent event(m_message, QAccessible::Alert); // nobody looks there unasked
    QAccessible::updateAccessibility(&event);
}

void NetworkRow::showButtons()
{
    const bool isIdle = !m_installer.activity(m_network.name).isUnderWay();
    const bool isPublished = !m_network.published.empty();
    const bool isBuiltIn = m_state == NetworkState::BuiltIn;
    m_use->setVisible(isIdle && isHere() && !m_isChosen);
    m_download->setVisible(isIdle && !isHere() && isPublished);
    m_download->setText(downloadLabel());
    m_download->setAccessibleName(tr("%1: %2", "a network: what a button does")
                                      .arg(catalogText(m_network.title), downloadLabel()));
    m_import->setVisible(isIdle && !isHere() && !isPublished);
    for (QAction *action : m_more->menu()->actions())
        action->setEnabled(isIdle);
    m_downloadAgain->setVisible(isPublished && m_state == NetworkState::Installed);
    m_downloadWhole->setVisible(isPublished);
    m_downloadFrom->setVisible(!isBuiltIn);
    m_importAs->setVisible(!isBuiltIn);
    m_verify->setEnabled(isIdle && m_state != NetworkState::Absent);
    m_remove->setVisible(!isBuiltIn);
    m_remove->setEnabled(isIdle && m_state != NetworkState::Absent);
}

QString NetworkRow::downloadLabel() const
{
    const qint64 here = NetworkDownload::bytesLeftBehind(m_network);
    if (here > 0)
        return tr("Continue download at %1").arg(bytesText(here));
    return m_state == NetworkState::Damaged ? tr("Download again") : tr("Download");
}

QString NetworkRow::messageText() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

// What the buttons do

void NetworkRow::downloadFrom()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Download %1").arg(catalogText(m_network.title)));
    dialog->setLabelText(tr("Address of the weight file, beginning with https:"));
    dialog->setOkButtonText(tr("Download"));
    dialog->resize(560, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        if (!text.trimmed().isEmpty())
            m_installer.download({m_network, text.trimmed(), false});
    });
    dialog->open();
}

void NetworkRow::importFile()
{
    askForWeightFile(this, m_import->accessibleName(),
                     [this](const QString &path) { m_installer.import(path, m_network.name); });
}

void NetworkRow::remove()
{
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Remove a network"),
                        tr("Remove “%1” from this computer?").arg(catalogText(m_network.title)),
                        QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        m_network.published.empty()
            ? tr("It cannot be downloaded: keep its weight file to import it again.")
            : tr("It can be downloaded again (%1).").arg(bytesText(m_network.downloadSize)));
    const QPushButton *remove = question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this] { m_installer.remove(m_network.name); });
    question->open();
}

} // namespace gramarye
