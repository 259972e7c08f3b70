#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturesource.h"
#include "ui/run/rendersession.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_snapshotstrip {

namespace {

Recipe recipe()
{
    Recipe recipe;
    recipe.scene.content.name = QStringLiteral("tree.jpg");
    recipe.scene.parameters.ratio = 0.5;
    return recipe;
}

Snapshot snapshot(const QColor &color, int iteration, SnapshotKind kind = SnapshotKind::ByHand)
{
    return Snapshot::of(plainPicture(color), recipe(), iteration, kind);
}

ShownSnapshot shown(const Snapshot &snapshot)
{
    return {snapshot, thumbnailOf(snapshot.picture())};
}

} // namespace

/// The filmstrip in its panel, and what fills it.
class TestSnapshotStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_panel.reset(); }

    void everyOneIsNamed();
    void isDraggedOutAsAPngFile();
    void isDraggedOutAsAPicture();
    void severalAreDraggedOutTogether();
    void whatIsDraggedOutCanBeDroppedOnAWell();
    void anAutomaticOneReplacesThatOfTheSameSize();
    void automaticOnesOfOtherRunsStay();
    void whatTheStoreDroppedIsNotShown();
    void actionsHandOnTheCurrentOne_data();
    void actionsHandOnTheCurrentOne();
    void deleteKeyRemovesTheChosenOnes();
    void nothingCanBeDoneWithNothing();
    void aProjectsOnesReturn();

    void takerTakesAtWill();
    void takerTakesTheLastOfEachSize();
    void takerTakesNothingOfNothing();

private:
    void keep(const Snapshot &snapshot, SnapshotOrigin origin = {})
    {
        m_panel->keep(shown(snapshot), origin);
    }
    std::unique_ptr<QMimeData> dragged(const QList<int> &rows) const;
    std::vector<int> iterations() const;

    std::unique_ptr<SnapshotsPanel> m_panel;
};

void TestSnapshotStrip::init()
{
    m_panel = std::make_unique<SnapshotsPanel>();
    m_panel->resize(240, 240);
    m_panel->show();
}

std::unique_ptr<QMimeData> TestSnapshotStrip::dragged(const QList<int> &rows) const
{
    QList<QListWidgetItem *> items;
    for (const int row : rows)
        items << m_panel->strip()->item(row);
    return std::unique_ptr<QMimeData>(m_panel->strip()->mimeData(items));
}

std::vector<int> TestSnapshotStrip::iterations() const
{
    std::vector<int> iterations;
    for (const quint64 id : m_panel->store().ids())
        iterations.push_back(m_panel->store().facts(id).iteration);
    return iterations;
}

void TestSnapshotStrip::everyOneIsNamed()
{
    keep(snapshot(Qt::red, 120));
    keep(snapshot(Qt::blue, 300, SnapshotKind::Automatic));
    const auto name = [this](int row) {
        return m_panel->strip()->item(row)->data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(name(0), QStringLiteral("Kept by hand, 64 × 48 px, after iteration 120"));
    QCOMPARE(name(1), QStringLiteral("Kept by itself, 64 × 48 px, after iteration 300"));
    QCOMPARE(m_panel->strip()->accessibleName(), QStringLiteral("Snapshots"));
    QVERIFY(m_panel->strip()->item(0)->text() != m_panel->strip()->item(1)->text());
}

void TestSnapshotStrip::isDraggedOutAsAPngFile()
{
    const Snapshot kept = snapshot(Qt::red, 120);
    keep(kept);
    const auto data = dragged({0});
    QCOMPARE(data->urls().size(), 1);
    const QString path = data->urls().constFirst().toLocalFile();
    QVERIFY(QFileInfo(path).fileName().startsWith(QStringLiteral("tree-64px-120")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), kept.png); // with its recipe
    QCOMPARE(dragged({0})->urls(), data->urls());
    QVERIFY(m_panel->strip()->dragEnabled());
}

void TestSnapshotStrip::isDraggedOutAsAPicture()
{
    keep(snapshot(Qt::red, 1));
    const auto data = dragged({0});
    QVERIFY(data->hasImage());
    const QImage image = qvariant_cast<QImage>(data->imageData());
    QCOMPARE(image.size(), QSize(64, 48));
    QCOMPARE(image.pixelColor(5, 5), QColor(Qt::red));
}

void TestSnapshotStrip::severalAreDraggedOutTogether()
{
    keep(snapshot(Qt::red, 1));
    keep(snapshot(Qt::red, 1)); // the same name would be the same file
    QCOMPARE(dragged({0, 1})->urls().size(), 2);
    QVERIFY(dragged({0, 1})->urls().at(0) != dragged({0, 1})->urls().at(1));
}

void TestSnapshotStrip::whatIsDraggedOutCanBeDroppedOnAWell()
{
    keep(snapshot(Qt::red, 1));
    ImageWell well(QStringLiteral("Well"), QString());
    QVERIFY(dropOn(&well, *dragged({0})));
    QTRY_VERIFY(!well.isEmpty());
    QCOMPARE(well.picture().picture.image.pixelColor(5, 5), QColor(Qt::red));
}

void TestSnapshotStrip::anAutomaticOneReplacesThatOfTheSameSize()
{
    keep(snapshot(Qt::red, 100, SnapshotKind::Automatic), {1, 0});
    keep(snapshot(Qt::red, 150, SnapshotKind::Automatic), {1, 1});
    keep(snapshot(Qt::red, 160), {1, 1});
    keep(snapshot(Qt::red, 200, SnapshotKind::Automatic), {1, 1});
    QCOMPARE(iterations(), (std::vector<int>{100, 160, 200}));
    QCOMPARE(m_panel->strip()->count(), 3);
}

void TestSnapshotStrip::automaticOnesOfOtherRunsStay()
{
    keep(snapshot(Qt::red, 100, SnapshotKind::Automatic), {1, 0});
    keep(snapshot(Qt::red, 50, SnapshotKind::Automatic), {2, 0});
    keep(snapshot(Qt::red, 100, SnapshotKind::Automatic), {2, 0});
    QCOMPARE(iterations(), (std::vector<int>{100, 100}));
}

void TestSnapshotStrip::whatTheStoreDroppedIsNotShown()
{
    const QTemporaryDir folder;
    SnapshotStore store(0, folder.path(), 1);
    SnapshotStrip strip(store);
    const Snapshot byHand = snapshot(Qt::red, 1);
    for (const Snapshot &each : {byHand, snapshot(Qt::green, 2, SnapshotKind::Automatic),
                                 snapshot(Qt::blue, 3, SnapshotKind::Automatic)}) {
        const auto id = store.add(each);
        QVERIFY(id);
        strip.append(*id, thumbnailOf(each.picture()));
    }
    QCOMPARE(strip.count(), 3);
    strip.removeGone();
    QCOMPARE(strip.count(), 2);
    QCOMPARE(strip.item(0)->toolTip(), snapshotDescription(byHand));
}

void TestSnapshotStrip::actionsHandOnTheCurrentOne_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::newRow("settings") << int(Qt::Key_Return) << int(Qt::NoModifier);
    QTest::newRow("start from it") << int(Qt::Key_Return) << int(Qt::ShiftModifier);
    QTest::newRow("compare") << int(Qt::Key_Space) << int(Qt::NoModifier);
}

void TestSnapshotStrip::actionsHandOnTheCurrentOne()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QSignalSpy restore(m_panel.get(), &SnapshotsPanel::restoreRequested);
    QSignalSpy start(m_panel.get(), &SnapshotsPanel::continueRequested);
    QSignalSpy compare(m_panel.get(), &SnapshotsPanel::compareRequested);
    QSignalSpy &expected = key == Qt::Key_Space ? compare : modifiers ? start : restore;
    keep(snapshot(Qt::red, 1));
    keep(snapshot(Qt::blue, 2));
    m_panel->strip()->setCurrentRow(1);
    m_panel->activateWindow();
    m_panel->strip()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(m_panel->strip(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(restore.size() + start.size() + compare.size(), 1);
    QCOMPARE(expected.size(), 1);
    const Snapshot handedOn =
        expected.constFirst().constFirst().value<KeptSnapshot>().whole().value();
    QCOMPARE(handedOn.iteration, 2);
    QCOMPARE(handedOn.recipe.scene.parameters.ratio, 0.5);
    QCOMPARE(handedOn.picture().pixelColor(5, 5), QColor(Qt::blue));
}

void TestSnapshotStrip::deleteKeyRemovesTheChosenOnes()
{
    for (int i = 1; i <= 4; ++i)
        keep(snapshot(Qt::red, i));
    m_panel->strip()->item(1)->setSelected(true);
    m_panel->strip()->item(3)->setSelected(true);
    m_panel->strip()->setCurrentRow(3, QItemSelectionModel::NoUpdate);
    QSignalSpy changed(m_panel.get(), &SnapshotsPanel::changed);
    m_panel->activateWindow();
    m_panel->strip()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(m_panel->strip(), Qt::Key_Delete);
    QCOMPARE(iterations(), (std::vector<int>{1, 3}));
    QCOMPARE(m_panel->strip()->count(), 2);
    QCOMPARE(changed.size(), 1);
}

void TestSnapshotStrip::nothingCanBeDoneWithNothing()
{
    QVERIFY(!m_panel->restoreAction()->isEnabled());
    QVERIFY(!m_panel->removeAction()->isEnabled());
    keep(snapshot(Qt::red, 1));
    m_panel->strip()->setCurrentRow(0);
    QVERIFY(m_panel->restoreAction()->isEnabled());
    m_panel->removeAction()->trigger();
    QVERIFY(!m_panel->restoreAction()->isEnabled());
    QVERIFY(m_panel->store().isEmpty());
}

void TestSnapshotStrip::aProjectsOnesReturn()
{
    keep(snapshot(Qt::red, 1));
    keep(snapshot(Qt::blue, 2, SnapshotKind::Automatic), {1, 0});
    std::vector<ShownSnapshot> saved;
    for (const KeptSnapshot &kept : m_panel->store().all())
        saved.push_back(shown(kept.whole().value()));
    SnapshotsPanel other;
    QSignalSpy changed(&other, &SnapshotsPanel::changed);
    other.replaceAll({shown(snapshot(Qt::yellow, 9))});
    other.replaceAll(saved);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(other.strip()->count(), 2);
    const std::vector<KeptSnapshot> kept = other.store().all();
    QCOMPARE(kept.size(), saved.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
        QVERIFY(kept[i].whole().value() == saved[i].snapshot);
    QVERIFY(other.hasKeptByHand());
    other.replaceAll({saved[1]});
    QVERIFY(!other.hasKeptByHand());
}

// What takes them

namespace {

/// A session on a fake, and what its taker takes.
struct Taking
{
    explicit Taking(int iterations, int perSize)
    {
        fake->iterations = iterations;
        job.scene.content.image = plainPicture(Qt::red);
        job.scene.styles = {{{plainPicture(Qt::green)}}};
        job.scene.parameters.iterations = perSize;
        job.scene.parameters.previewEvery = 1;
    }

    static Snapshot snapshotOf(const QVariantList &arguments)
    {
        return arguments.constFirst().value<ShownSnapshot>().snapshot;
    }

    std::vector<int> iterations() const
    {
        std::vector<int> iterations;
        for (const auto &arguments : taken)
            iterations.push_back(snapshotOf(arguments).iteration);
        return iterations;
    }

    std::shared_ptr<FakeControl> fake = std::make_shared<FakeControl>();
    RenderJob job;
    RenderSession session{std::make_unique<RenderEngine>(fakeFactory(fake))};
    SnapshotTaker taker{session};
    QSignalSpy taken{&taker, &SnapshotTaker::taken};
};

} // namespace

void TestSnapshotStrip::takerTakesAtWill()
{
    Taking t(1000, 1000);
    t.fake->holdSteps();
    t.session.startAnew(t.job);
    t.fake->let(2);
    QTRY_COMPARE(int(t.fake->seen().size()), 2);
    QTest::qWait(17); // the engine sends no more than the screen shows
    t.fake->let(1);
    QTRY_COMPARE(t.session.pictureIteration(), 3);
    t.taker.take();
    QTRY_COMPARE(t.taken.size(), 1);
    const Snapshot snapshot = Taking::snapshotOf(t.taken.constFirst());
    QCOMPARE(snapshot.iteration, 3);
    QVERIFY(snapshot.kind == SnapshotKind::ByHand);
    QVERIFY(snapshot.recipe == recipeOf(t.session.rendered()));
    QCOMPARE(snapshot.recipe.stoppedAfter, 3);
    QCOMPARE(snapshot.picture().pixelColor(0, 0).red(), 3);
    QVERIFY(!t.taken.constFirst().constFirst().value<ShownSnapshot>().thumbnail.isNull());
    t.session.stop();
}

void TestSnapshotStrip::takerTakesTheLastOfEachSize()
{
    Taking t(25, 10);
    // Every preview is waited for: one that the screen has no time for could be the last.
    t.fake->holdSteps();
    t.session.startAnew(t.job);
    for (int i = 1; i < 25; ++i) {
        QTest::qWait(17); // the engine sends no more than the screen shows
        t.fake->let(1);
        QTRY_COMPARE(t.session.pictureIteration(), i);
    }
    t.fake->let(1);
    QTRY_COMPARE(t.taken.size(), 3);
    QCOMPARE(t.iterations(), (std::vector<int>{10, 20, 25}));
    for (int size = 0; size < 3; ++size) {
        const auto origin = t.taken.at(size).at(1).value<SnapshotOrigin>();
        QCOMPARE(origin.run, 1);
        QCOMPARE(origin.size, size);
        QVERIFY(Taking::snapshotOf(t.taken.at(size)).kind == SnapshotKind::Automatic);
    }
}

void TestSnapshotStrip::takerTakesNothingOfNothing()
{
    Taking t(10, 10);
    t.taker.take();
    t.fake->throwAt = 1;
    QSignalSpy failed(&t.session, &RenderSession::failed);
    t.session.startAnew(t.job);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(t.taken.size(), 0);
}

GRAMARYE_TEST(TestSnapshotStrip)

} // namespace gramarye::tst_snapshotstrip

#include "tst_snapshotstrip.moc"
