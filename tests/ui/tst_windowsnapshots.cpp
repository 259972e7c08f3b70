#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"
#include "ui/representations/gramview.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/snapshots/timelapsemenu.h"
#include "ui/snapshots/timelapserecorder.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QMouseEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace gramarye::tst_windowsnapshots {

/// Looking back and inside, in the real window on a fake: snapshots, time-lapse and Gram matrices.
class TestWindowSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void nothingCanBeKeptBeforeThereIsAPicture();
    void keepsThePictureWithItsParameters();
    void theResultIsKeptByItself();
    void aSnapshotsSettingsReturn();
    void regionsReturnWithThem();
    void whatWasPaintedOnOtherPicturesDoesNot();
    void aRunStartsFromASnapshot();
    void aSnapshotIsComparedWithThePicture();
    void aRecordedRunIsExported();
    void statisticsAreMadeOnlyWhileTheyAreSeen();

private:
    /// Paints in this column of every mask of the content, and of the style's own.
    void paintMasks(int column) const;
    std::vector<QString> masks() const;
    void startAndShow(int iterations);
    void keep();
    QColor colorAt(double x) const;

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    PictureFolder m_folder;
};

void TestWindowSnapshots::init()
{
    QSettings().clear();
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 90;
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                                            NetworkCatalog::builtIn());
    m_window->show();
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.previewEvery = 1;
    m_window->edits()->applyParameters(parameters, QStringLiteral("Preview"));
    m_fake->holdSteps();
}

/// Starts, and shows the picture after so many iterations.
void TestWindowSnapshots::startAndShow(int iterations)
{
    m_window->startAction()->trigger();
    m_fake->let(iterations - 1);
    QTRY_COMPARE(int(m_fake->seen().size()), iterations - 1);
    QTest::qWait(17); // previews come no faster than the screen shows them
    m_fake->let(1);
    QTRY_COMPARE(m_window->session()->pictureIteration(), iterations);
}

void TestWindowSnapshots::keep()
{
    QSignalSpy changed(m_window->snapshots(), &SnapshotsPanel::changed);
    m_window->snapshots()->keepAction()->trigger();
    QTRY_COMPARE(changed.size(), 1);
    m_window->snapshots()->strip()->setCurrentRow(m_window->snapshots()->strip()->count() - 1);
}

/// In the canvas, at @p x of its width, in the middle of its height.
QColor TestWindowSnapshots::colorAt(double x) const
{
    const QImage image = m_window->canvas()->grab().toImage();
    return image.pixelColor(int(x * image.width()), image.height() / 2);
}

void TestWindowSnapshots::nothingCanBeKeptBeforeThereIsAPicture()
{
    QVERIFY(!m_window->snapshots()->keepAction()->isEnabled());
    QCOMPARE(m_window->snapshots()->keepAction()->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
    startAndShow(2);
    QVERIFY(m_window->snapshots()->keepAction()->isEnabled());
}

void TestWindowSnapshots::keepsThePictureWithItsParameters()
{
    startAndShow(5);
    keep();
    const std::vector<KeptSnapshot> snapshots = m_window->snapshots()->store().all();
    QCOMPARE(snapshots.size(), std::size_t(1));
    const Snapshot snapshot = snapshots.front().whole().value();
    QCOMPARE(snapshot.iteration, 5);
    QCOMPARE(snapshot.picture().pixelColor(0, 0).red(), 5);
    QVERIFY(snapshot.recipe.scene.runParameters()
            == m_window->session()->job().scene.runParameters());
    QCOMPARE(snapshot.recipe.scene.content.name, QStringLiteral("tree.png"));
    QCOMPARE(snapshot.recipe.scene.styles.front().picture.name, QStringLiteral("waves.png"));
    QCOMPARE(snapshot.recipe.scene.network.name, QStringLiteral("builtin"));
}

void TestWindowSnapshots::theResultIsKeptByItself()
{
    m_fake->iterations = 50; // of one size
    m_window->run()->start();
    m_fake->let(1000);
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1);
    const Snapshot &facts =
        m_window->snapshots()->store().facts(m_window->snapshots()->store().ids().front());
    QVERIFY(facts.kind == SnapshotKind::Automatic);
    QCOMPARE(facts.iteration, 50);
}

void TestWindowSnapshots::aSnapshotsSettingsReturn()
{
    StyleParameters before = m_window->parameterPanel()->parameters();
    before.ratio = 0.5;
    before.size = 640;
    m_window->edits()->applyParameters(before, QStringLiteral("Before"));
    startAndShow(3);
    keep();
    m_window->edits()->applyParameters(StyleParameters(), QStringLiteral("After"));
    QVERIFY(m_window->parameterPanel()->parameters().ratio != before.ratio);
    m_window->snapshots()->restoreAction()->trigger();
    QTRY_COMPARE(m_window->parameterPanel()->parameters().ratio, before.ratio);
    QCOMPARE(m_window->parameterPanel()->parameters().size, before.size);
}

void TestWindowSnapshots::paintMasks(int column) const
{
    std::vector<RegionButton *> buttons = m_window->pictures()->regions();
    for (const StyleRow *row : m_window->pictures()->styles()->rows())
        buttons.push_back(row->details()->part());
    for (RegionButton *button : buttons) {
        QImage painted = blankMask({64, 48});
        editPolygon(painted, QRectF(column, 0, 1, 48), MaskEdit::Paint);
        button->changePainted(painted);
    }
}

/// The hashes of those that are set.
std::vector<QString> TestWindowSnapshots::masks() const
{
    std::vector<QString> hashes;
    const EditState state = m_window->edits()->state();
    for (const LoadedPicture *mask : state.masks())
        hashes.push_back(mask->picture.ref.hash);
    return hashes;
}

void TestWindowSnapshots::regionsReturnWithThem()
{
    paintMasks(10);
    const std::vector<QString> painted = masks();
    QCOMPARE(painted.size(), std::size_t(3));
    startAndShow(3);
    keep();
    paintMasks(20);
    const std::vector<QString> others = masks();
    QVERIFY(others != painted);
    m_window->snapshots()->restoreAction()->trigger();
    QTRY_COMPARE(masks(), painted);
    QVERIFY(m_window->messageBar()->message().isEmpty());
    // The running picture is steered by them.
    QCOMPARE(m_window->session()->job().scene.styles.front().region.ref.hash, painted[0]);
    m_window->edits()->undoAction()->trigger(); // one step
    QCOMPARE(masks(), others);

    m_window->edits()->redoAction()->trigger(); // a run with another part would have to begin anew
    m_window->pictures()->styles()->rows().front()->region()->clearAction()->trigger();
    keep(); // one without a region
    paintMasks(30);
    m_window->snapshots()->restoreAction()->trigger();
    QTRY_VERIFY(masks()[0].isEmpty());
    m_window->snapshots()->strip()->setCurrentRow(0);
    m_window->session()->stop();
    m_window->snapshots()->continueAction()->trigger(); // the same, and its picture
    QTRY_COMPARE(masks(), painted);
}

void TestWindowSnapshots::whatWasPaintedOnOtherPicturesDoesNot()
{
    paintMasks(10);
    const std::vector<QString> painted = masks();
    startAndShow(3);
    keep();
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->isIdle());
    m_window->setContent(m_folder.add(QStringLiteral("lake.png"), plainPicture(Qt::yellow)));
    QTRY_COMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("lake.png"));
    paintMasks(20);
    const std::vector<QString> others = masks();
    m_window->snapshots()->restoreAction()->trigger();
    QTRY_COMPARE(masks(), (std::vector<QString>{others[0], painted[1], others[2]}));
    QVERIFY2(m_window->messageBar()->message().contains(QStringLiteral("left out")),
             qPrintable(m_window->messageBar()->message()));
}

void TestWindowSnapshots::aRunStartsFromASnapshot()
{
    startAndShow(4);
    keep();
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->isIdle());
    m_window->snapshots()->continueAction()->trigger();
    QTRY_VERIFY(m_window->parameterPanel()->parameters().start == Start::File);
    QVERIFY(m_window->pictures()->start()->isVisible());
    m_window->session()->markSaved(m_window->session()->picture(), true); // else it asks first
    m_window->startAction()->trigger();
    QTRY_COMPARE(int(m_fake->jobs().size()), 2);
    QCOMPARE(m_fake->jobs().back().scene.start.image.pixelColor(0, 0).red(), 4);
    QVERIFY(m_fake->jobs().back().checkpoint.isEmpty());
}

void TestWindowSnapshots::aSnapshotIsComparedWithThePicture()
{
    startAndShow(50);
    keep();
    m_fake->let(30);
    QTRY_COMPARE(int(m_fake->seen().size()), 80);
    m_window->session()->stop();
    QTRY_COMPARE(colorAt(0.6).red(), 80);
    m_window->snapshots()->compareAction()->trigger();
    QTRY_VERIFY(m_window->canvas()->isComparing());
    QCOMPARE(colorAt(0.4).red(), 50);
    QCOMPARE(colorAt(0.6).red(), 80);
    m_window->canvas()->setComparing(false);
    m_window->canvas()->setComparing(true); // with the content again
    QCOMPARE(colorAt(0.4), QColor(Qt::red));
}

void TestWindowSnapshots::aRecordedRunIsExported()
{
    TimeLapseMenu *menu = m_window->timeLapse();
    QVERIFY(!menu->exportFramesAction()->isEnabled());
    menu->recordAction()->setChecked(true);
    startAndShow(3);
    QTRY_VERIFY(menu->recorder()->frameCount() > 0);
    for (int i = 0; i < 20 && menu->recorder()->frameCount() < 5; ++i) {
        QTest::qWait(17);
        m_fake->let(1);
    }
    menu->recordAction()->setChecked(false);
    QTest::qWait(17); // what is being written is a frame still
    QVERIFY(menu->exportFramesAction()->isEnabled());
    const QString folder = m_folder.path(QStringLiteral("lapse"));
    menu->exportFramesTo(folder);
    QTRY_VERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Exported")));
    const QStringList names = QDir(folder).entryList(QDir::Files, QDir::Name);
    QCOMPARE(names.size(), menu->recorder()->frameCount());
    int before = 0;
    for (const QString &name : names) {
        const int iteration = QImage(QDir(folder).filePath(name)).pixelColor(0, 0).red();
        QVERIFY(iteration > before);
        before = iteration;
    }

    // What cannot be written is said.
    menu->exportFramesTo(folder);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("cannot be written")));
}

void TestWindowSnapshots::statisticsAreMadeOnlyWhileTheyAreSeen()
{
    auto *dock = m_window->findChild<QDockWidget *>(QStringLiteral("grams"));
    QVERIFY(dock);
    QVERIFY(!dock->isVisible());
    startAndShow(3);
    QCOMPARE(m_fake->statisticsRequests.load(), 0);
    dock->toggleViewAction()->trigger();
    QSignalSpy statistics(m_window->session(), &RenderSession::statisticsChanged);
    for (int i = 0; i < 20 && statistics.isEmpty(); ++i) {
        QTest::qWait(17);
        m_fake->let(1);
    }
    QVERIFY(!statistics.isEmpty());
    GramView *view = m_window->gramView();
    QMouseEvent move(QEvent::MouseMove, view->pictureMap(0).center(), QPointF(), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view, &move);
    QVERIFY2(view->reading().startsWith(QStringLiteral("conv1_1")), qPrintable(view->reading()));
    dock->toggleViewAction()->trigger();
    QVERIFY(!dock->isVisible());
}

GRAMARYE_TEST(TestWindowSnapshots)

} // namespace gramarye::tst_windowsnapshots

#include "tst_windowsnapshots.moc"
