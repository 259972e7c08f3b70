#include "ui/snapshots/snapshotspanel.h"

#include "core/base/background.h"
#include "core/pictures/imagewriter.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/widgets/glyphicon.h"
#include "ui/widgets/rememberedfolder.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gramarye {

SnapshotsPanel::SnapshotsPanel(QWidget *parent)
    : QWidget(parent),
      m_strip(new SnapshotStrip(m_store)),
      m_keepAction(new QAction(glyphIcon(Glyph::Keep), tr("&Keep snapshot"), this))
{
    m_keepAction->setShortcut(Qt::CTRL | Qt::Key_K);
    m_keepAction->setToolTip(tr("Keep the picture as it is now, with its settings"));
    m_keepAction->setEnabled(false);
    connect(m_keepAction, &QAction::triggered, this, &SnapshotsPanel::keepRequested);

    auto *keep = new QToolButton;
    keep->setDefaultAction(m_keepAction);
    keep->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    keep->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(keep);
    layout->addWidget(m_strip, 1);

    createActions();
    m_strip->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_strip, &QWidget::customContextMenuRequested, this, &SnapshotsPanel::showMenu);
    connect(m_strip, &QListWidget::itemDoubleClicked, m_compareAction, &QAction::trigger);
    connect(m_strip, &QListWidget::currentItemChanged, this, &SnapshotsPanel::updateActions);
    updateActions();
}

void SnapshotsPanel::createActions()
{
    m_restoreAction =
        createAction(tr("&Use its settings"), [this] { Q_EMIT restoreRequested(current()); });
    m_restoreAction->setShortcut(Qt::Key_Return);
    m_continueAction = createAction(tr("Use them and &start from its picture"),
                                    [this] { Q_EMIT continueRequested(current()); });
    m_continueAction->setShortcut(Qt::SHIFT | Qt::Key_Return);
    m_compareAction = createAction(tr("&Compare with the current picture"),
                                   [this] { Q_EMIT compareRequested(current()); });
    m_compareAction->setShortcut(Qt::Key_Space);
    m_exportAction = createAction(tr("&Export PNG…"), &SnapshotsPanel::exportCurrent);
    m_copyAction = createAction(tr("Co&py picture"), &SnapshotsPanel::copyCurrent);
    m_removeAction = createAction(tr("&Remove"), &SnapshotsPanel::removeChosen);
    m_removeAction->setShortcut(QKeySequence::Delete);
    m_removeAutomaticAction = createAction(tr("Remove all that were kept &by themselves"),
                                           &SnapshotsPanel::removeAutomatic);
}

template<typename Handler>
QAction *SnapshotsPanel::createAction(const QString &text, Handler handler)
{
    auto *action = new QAction(text, m_strip);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, handler);
    m_strip->addAction(action);
    return action;
}

void SnapshotsPanel::updateActions()
{
    const bool has = m_strip->current() != 0;
    for (QAction *action : {m_restoreAction, m_continueAction, m_compareAction, m_exportAction,
                            m_copyAction, m_removeAction})
        action->setEnabled(has);
    m_removeAutomaticAction->setEnabled(!m_store.isEmpty());
}

void SnapshotsPanel::showMenu(const QPoint &position)
{
    if (m_store.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_compareAction, m_restoreAction, m_continueAction});
    menu->addSeparator();
    menu->addActions({m_exportAction, m_copyAction});
    menu->addSeparator();
    menu->addActions({m_removeAction, m_removeAutomaticAction});
    menu->popup(m_strip->viewport()->mapToGlobal(position));
}

// In and out

void SnapshotsPanel::keep(const ShownSnapshot &shown, SnapshotOrigin origin)
{
    if (const Status status = add(shown); !status) {
        Q_EMIT refused(status.error());
        return;
    }
    if (shown.snapshot.kind == SnapshotKind::Automatic) {
        if (origin.run != m_run)
            m_automaticOfRun.clear();
        m_run = origin.run;
        quint64 &id = m_automaticOfRun[origin.size];
        remove(id);
        id = m_store.ids().back();
    }
    Q_EMIT changed();
}

Status SnapshotsPanel::add(const ShownSnapshot &shown)
{
    const auto id = m_store.add(shown.snapshot);
    m_strip->removeGone();
    if (!id)
        return id.error();
    m_strip->append(*id, shown.thumbnail);
    updateActions();
    return success();
}

void SnapshotsPanel::remove(quint64 id)
{
    m_store.remove(id);
    m_strip->removeGone();
    updateActions();
}

bool SnapshotsPanel::hasKeptByHand() const
{
    const std::vector<quint64> ids = m_store.ids();
    return std::any_of(ids.begin(), ids.end(), [this](quint64 id) {
        return m_store.facts(id).kind == SnapshotKind::ByHand;
    });
}

void SnapshotsPanel::replaceAll(const std::vector<ShownSnapshot> &snapshots)
{
    m_strip->clear();
    m_store.clear();
    m_automaticOfRun.clear();
    for (const ShownSnapshot &shown : snapshots) {
        if (const Status status = add(shown); !status) {
            Q_EMIT refused(status.error());
            break;
        }
    }
    updateActions();
}

// What can be done with one

KeptSnapshot SnapshotsPanel::current() const
{
    const std::vector<quint64> ids = m_store.ids();
    const auto place = std::find(ids.begin(), ids.end(), m_strip->current()) - ids.begin();
    return m_store.all()[std::size_t(place)];
}

void SnapshotsPanel::exportCurrent()
{
    // Read before the question: one that was kept by itself may be gone by the time of the answer.
    runInBackground(
        this, [kept = current()] { return kept.whole(); },
        [this](const Result<Snapshot> &snapshot) {
            if (!snapshot)
                return Q_EMIT refused(snapshot.error());
            askWhereToSave(
                this,
                {QStringLiteral("exports"), tr("Export snapshot"), tr("PNG pictures (*.png)")},
                snapshotFileName(*snapshot) + QStringLiteral(".png"),
                [this, snapshot = *snapshot](const QString &path) { write(snapshot, path); });
        });
}

void SnapshotsPanel::write(const Snapshot &snapshot, const QString &path)
{
    const auto work = [snapshot, path] {
        Encoding encoding;
        encoding.metadata.recipe = QString::fromUtf8(snapshot.recipe.toJson());
        return writePictureOver(snapshot.picture(), path, encoding);
    };
    runInBackground(this, work, [this, snapshot, path](const Result<bool> &isReplaced) {
        if (isReplaced)
            Q_EMIT exported(snapshot, path, *isReplaced);
        else
            Q_EMIT refused(isReplaced.error());
    });
}

void SnapshotsPanel::copyCurrent()
{
    const auto work = [kept = current()]() -> Result<QImage> {
        const auto snapshot = kept.whole();
        return snapshot ? Result<QImage>(snapshot->picture()) : snapshot.error();
    };
    runInBackground(this, work, [this](const Result<QImage> &picture) {
        if (picture)
            QGuiApplication::clipboard()->setImage(*picture);
        else
            Q_EMIT refused(picture.error());
    });
}

void SnapshotsPanel::removeChosen()
{
    for (const quint64 id : m_strip->chosen())
        remove(id);
    Q_EMIT changed();
}

void SnapshotsPanel::removeAutomatic()
{
    for (const quint64 id : m_store.ids()) {
        if (m_store.facts(id).kind == SnapshotKind::Automatic)
            remove(id);
    }
    Q_EMIT changed();
}

} // namespace gramarye
