#include "core/base/platform.h"
#include "core/documents/documentlock.h"
#include "core/documents/projectfile.h"
#include "core/documents/recoveryfile.h"
#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/exportactions.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/projects/projectactions.h"
#include "ui/projects/projectsession.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"
#include "ui/run/rendersession.h"
#include "ui/snapshots/snapshotspanel.h"
#include "ui/snapshots/snapshotstrip.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/leaveguard.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace gramarye::tst_projectwindow {

namespace {

/// Answers the window's questions for as long as it lives, however many and whenever they come.
class Answers : public QTimer
{
public:
    explicit Answers(QMessageBox::StandardButton button)
    {
        connect(this, &QTimer::timeout, this, [this, button] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                questions << box->text();
                box->button(button)->click();
            }
        });
        start(0);
    }

    QStringList questions;
};

} // namespace

/// Projects in the window, on a real engine whose mathematics is a fake.
class TestProjectWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasSavedIsThereAgain();
    void snapshotsStayInTheirProject();
    void snapshotsThatWereKeptAreAskedAbout();
    void masksThatWerePaintedAreAskedAbout();
    void masksOfAPictureInViewAreItsQuestion();
    void masksAreNotInEveryFile();
    void masksThatWerePaintedAreRecovered();
    void theLastStrokeIsRecovered();
    void aRunGoesOnWhereItStood();
    void savingWhileRenderingDisturbsNothing();
    void savingRightAfterPausingSavesWherePauseBegan();
    void aRunIsNotClosedAwayUnasked_data();
    void aRunIsNotClosedAwayUnasked();
    void aNewProjectIsEmptyAndKeepsTheSettings();
    void whatIsBeingSavedIsWaitedFor_data();
    void whatIsBeingSavedIsWaitedFor();
    void aSaveOutlastsAPauseThatNeverCame();
    void aProjectThatIsReadInVainDoesNotArrive();
    void aFailedRestoreKeepsWhatWasLeft();
    void theOldRunLeavesTheNewProjectAlone();
    void nothingUnsavedIsPassedOver();
    void aFinishedPictureIsInViewAgain();
    void picturesAreKeptInsideOnRequest();
    void pastedPicturesAreKeptInsideAlways();
    void changesAreMarkedAndAskedAbout_data();
    void changesAreMarkedAndAskedAbout();
    void aMissingPictureIsAskedFor();
    void aMissingPictureMayBeLeftOut();
    void whatCannotBeOpenedIsSaidAndAllStays_data();
    void whatCannotBeOpenedIsSaidAndAllStays();
    void aProjectOpenElsewhereIsLeftAlone();
    void aDroppedProjectIsOpened();
    void openingWhileRenderingReplacesTheRun();
    void anExportIsOfTheRunItWasOrderedIn();
    void closingWaitsForWhatIsBeingWritten();
    void aFailedExportKeepsTheWindowOpen();
    void exchangedPicturesAreSaidToEndTheRun();
    void aPictureReadAnewIsNotExchanged();
    void aLackOfMemoryLeavesTheOlderCheckpoint_data();
    void aLackOfMemoryLeavesTheOlderCheckpoint();
    void whatARunLeavesWithoutACheckpointIsSaid_data();
    void whatARunLeavesWithoutACheckpointIsSaid();
    void aDamagedOneDoesNotHideTheOlderOnes();
    void afterACrashThePictureIsOffered();
    void allThatWasLeftIsOffered();
    void whatIsRecoveredBelongsToItsProject();
    void whatIsDiscardedOrSavedIsNotOfferedAgain();
    void closingAsOneShouldLeavesNothingToRecover();
    void whenMemoryRunsOutASmallerSizeIsOffered();
    void adamInPlaceOfLbfgsShowsInThePanel();

private:
    void makeWindow();
    void crash();
    void loadPictures();
    void paintRegion(const QColor &color = Qt::white);
    void startAndHold(int iterations);
    void stopRun();
    void save();
    void open(const QString &path);
    QColor shownColor() const;
    void offerRecovered();
    QString offer(int i) const { return offers()[std::size_t(i)]->text(); }
    void press(int i) const { offers()[std::size_t(i)]->click(); }
    const std::vector<QPushButton *> &offers() const
    {
        return m_window->messageBar()->offerButtons();
    }

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<PictureFolder> m_folder;
    QString m_content;
    QString m_style;
    QString m_path;
};

void TestProjectWindow::init()
{
    QSettings().clear();
    for (const QString &left : RecoveryFile::abandoned())
        (*RecoveryFile::takeOver(left))->remove();
    m_folder = std::make_unique<PictureFolder>();
    m_path = m_folder->path(QStringLiteral("lake.gramarye"));
    makeWindow();
}

void TestProjectWindow::cleanup()
{
    m_window.reset();
}

void TestProjectWindow::makeWindow()
{
    m_window.reset();
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 100;
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                                            NetworkCatalog::builtIn());
    m_window->show();
}

/// As a killed program leaves things: nothing is asked, nothing put in order.
void TestProjectWindow::crash()
{
    makeWindow();
}

void TestProjectWindow::offerRecovered()
{
    m_window->projectActions()->offerRecovered();
    QTRY_VERIFY(!m_window->messageBar()->message().isEmpty());
}

void TestProjectWindow::loadPictures()
{
    m_content = m_folder->add(QStringLiteral("tree.png"), plainPicture(Qt::red));
    m_style = m_folder->add(QStringLiteral("waves.png"), plainPicture(Qt::green));
    m_window->setContent(m_content);
    m_window->addStyle(m_style);
    QTRY_VERIFY(!m_window->pictures()->isLoading());
}

/// Of the first style, as one step.
void TestProjectWindow::paintRegion(const QColor &color)
{
    RegionButton *region = m_window->pictures()->styles()->rows().front()->region();
    QImage mask = blankMask({64, 48});
    mask.fill(color);
    region->changePainted(mask);
    QVERIFY(!m_window->edits()->state().styles.front().region.isNull());
}

void TestProjectWindow::startAndHold(int iterations)
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(iterations);
    QTRY_COMPARE(int(m_fake->seen().size()), iterations);
}

void TestProjectWindow::stopRun()
{
    m_window->stopAction()->trigger();
    QTRY_VERIFY(m_window->session()->isIdle());
}

void TestProjectWindow::save()
{
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    m_window->project()->save(m_path, PictureStorage::Linked);
    QTRY_COMPARE(saved.count(), 1);
}

void TestProjectWindow::open(const QString &path)
{
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    m_window->openProject(path);
    QTRY_COMPARE(opened.count(), 1);
}

// The fake's red counts its iterations.
QColor TestProjectWindow::shownColor() const
{
    const QImage image = m_window->canvas()->grab().toImage();
    return image.pixelColor(image.rect().center());
}

void TestProjectWindow::whatWasSavedIsThereAgain()
{
    loadPictures();
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.size = 333;
    parameters.ratio = 0.123;
    m_window->edits()->applyParameters(parameters, QStringLiteral("test"));
    save();
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("lake")));

    makeWindow();
    open(m_path);
    QCOMPARE(m_window->parameterPanel()->parameters().size, 333);
    QCOMPARE(m_window->parameterPanel()->parameters().ratio, 0.123);
    QCOMPARE(m_window->pictures()->content()->picture().picture.ref.path, m_content);
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(1));
    QTRY_COMPARE(shownColor(), QColor(Qt::red)); // the content, as there is no result
    QVERIFY(!m_window->isWindowModified());
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
}

void TestProjectWindow::snapshotsStayInTheirProject()
{
    loadPictures();
    save();
    startAndHold(3);
    stopRun();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1); // by itself
    save();
    QVERIFY(!m_window->isWindowModified());
    m_window->snapshots()->keepAction()->trigger();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 2);
    QVERIFY(m_window->isWindowModified());
    save();
    const std::vector<ProjectSnapshot> saved = readProject(m_path)->snapshots;
    QCOMPARE(saved.size(), std::size_t(2));
    QVERIFY(saved[0].automatic && !saved[1].automatic);
    QCOMPARE(saved[1].iteration, 3);

    makeWindow();
    open(m_path);
    QCOMPARE(m_window->snapshots()->strip()->count(), 2);
    QVERIFY(!m_window->isWindowModified());
    save();
    QVERIFY(readProject(m_path)->snapshots == saved);
}

void TestProjectWindow::snapshotsThatWereKeptAreAskedAbout()
{
    loadPictures();
    startAndHold(3);
    stopRun();
    m_window->snapshots()->keepAction()->trigger();
    QTRY_VERIFY(m_window->snapshots()->hasKeptByHand());
    m_window->session()->markSaved(m_window->session()->picture(), true);
    const Answers answers(QMessageBox::Cancel);
    m_window->close();
    QCOMPARE(answers.questions.size(), 1);
    QVERIFY(answers.questions[0].contains(QStringLiteral("snapshots")));
    QVERIFY(m_window->isVisible());
    save();
    QVERIFY(m_window->close());
    QCOMPARE(answers.questions.size(), 1); // there was nothing to ask
}

/// Though nothing was rendered yet.
void TestProjectWindow::masksThatWerePaintedAreAskedAbout()
{
    loadPictures();
    QVERIFY(!m_window->project()->isModified());
    paintRegion();
    QVERIFY(m_window->isWindowModified());
    const Answers answers(QMessageBox::Cancel);
    QVERIFY(!m_window->close());
    QCOMPARE(answers.questions.size(), qsizetype(1));
    QVERIFY2(answers.questions.front().contains(QStringLiteral("masks")),
             qPrintable(answers.questions.front()));
    save();
    QVERIFY(!m_window->project()->isModified());
}

/// It carries them, so that one question is enough.
void TestProjectWindow::masksOfAPictureInViewAreItsQuestion()
{
    loadPictures();
    paintRegion();
    startAndHold(3);
    stopRun();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    QVERIFY(!m_window->project()->hasUnsavedMasks());
    const Answers answers(QMessageBox::Discard);
    QVERIFY(m_window->close());
    QCOMPARE(answers.questions.size(), qsizetype(1));
}

void TestProjectWindow::masksAreNotInEveryFile()
{
    loadPictures();
    paintRegion();
    startAndHold(3);
    stopRun();
    for (const auto &[name, hasMasks] : {std::pair("a.bmp", false), {"b.png", true}}) {
        QSignalSpy exported(m_window->exports(), &ExportActions::exported);
        m_window->exports()->exportTo(m_folder->path(QString::fromLatin1(name)));
        QTRY_COMPARE(exported.count(), 1);
        QVERIFY(!m_window->session()->hasUnsavedResult());
        QCOMPARE(m_window->project()->hasUnsavedMasks(), !hasMasks);
    }
}

void TestProjectWindow::theLastStrokeIsRecovered()
{
    loadPictures();
    m_window->project()->setPace(SavePace(0));
    paintRegion();
    QTRY_VERIFY(m_window->project()->isIdle());
    m_window->project()->setPace(SavePace(300));
    paintRegion(Qt::gray); // before the next is due
    const auto kept = [] {
        const QDir folder(QDir(dataFolder()).filePath(QStringLiteral("recovery")));
        for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.gramarye")})) {
            const auto project = readProject(file.filePath());
            if (project && !project->scene.styles.empty())
                return project->scene.styles.front().region.hash;
        }
        return QString();
    };
    QTRY_COMPARE(kept(), m_window->edits()->state().styles.front().region.picture.ref.hash);
}

void TestProjectWindow::masksThatWerePaintedAreRecovered()
{
    loadPictures();
    paintRegion();
    QTRY_VERIFY(m_window->project()->isIdle());
    crash();
    offerRecovered();
    QCOMPARE(offer(0), QStringLiteral("Restore"));
    press(0);
    QTRY_COMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(1));
    QVERIFY(!m_window->pictures()->styles()->styles()[0].region.isNull());
    QVERIFY(m_window->project()->isModified());
}

void TestProjectWindow::aRunGoesOnWhereItStood()
{
    loadPictures();
    startAndHold(7);
    stopRun();
    save();
    const auto project = readProject(m_path);
    QVERIFY(project && project->run);
    QCOMPARE(project->run->checkpoint, QByteArray::number(7));
    QCOMPARE(project->run->iterations, 7);

    makeWindow();
    open(m_path);
    QTRY_COMPARE(shownColor().red(), 7);
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->seen().size()), 1);
    QCOMPARE(m_fake->jobs().back().checkpoint.bytes, QByteArray("7"));
    QVERIFY(m_fake->jobs().back().scene.runParameters() == project->run->parameters);
}

void TestProjectWindow::savingWhileRenderingDisturbsNothing()
{
    loadPictures();
    startAndHold(5);
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    m_window->project()->save(m_path, PictureStorage::Linked);
    m_fake->let(1);
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(m_window->session()->isRunning());
    QCOMPARE(readProject(m_path)->run->checkpoint, QByteArray("6"));
    m_fake->let(1);
    QTRY_VERIFY(m_window->isWindowModified()); // it went on
    QCOMPARE(m_fake->jobs().size(), std::size_t(1));
}

void TestProjectWindow::savingRightAfterPausingSavesWherePauseBegan()
{
    loadPictures();
    startAndHold(5);
    m_window->pauseAction()->trigger();
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    m_window->project()->save(m_path, PictureStorage::Linked); // before the engine has heard of it
    m_fake->let(1);
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(readProject(m_path)->run->checkpoint, QByteArray("6"));
    m_window->startAction()->trigger(); // goes on
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 8);
    m_window->pauseAction()->trigger();
    m_window->project()->save(m_path, PictureStorage::Linked);
    m_fake->let(1);
    QTRY_COMPARE(saved.count(), 2);
    QCOMPARE(readProject(m_path)->run->checkpoint, QByteArray("9"));
}

void TestProjectWindow::aRunIsNotClosedAwayUnasked_data()
{
    QTest::addColumn<bool>("isProject");
    QTest::newRow("picture") << false;
    QTest::newRow("project") << true;
}

void TestProjectWindow::aRunIsNotClosedAwayUnasked()
{
    QFETCH(const bool, isProject);
    loadPictures();
    if (isProject)
        save();
    startAndHold(5);
    QTRY_VERIFY(!m_window->session()->picture().isNull());
    {
        const Answers answers(QMessageBox::Cancel);
        m_window->close();
        QCOMPARE(answers.questions.size(), 1);
    }
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->session()->isRunning());
    const Answers answers(isProject ? QMessageBox::Save : QMessageBox::Discard);
    m_window->close();
    m_fake->let(1);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(answers.questions.size(), 1); // the run waited while it was saved
    if (isProject)
        QCOMPARE(readProject(m_path)->run->iterations, 6);
}

void TestProjectWindow::aNewProjectIsEmptyAndKeepsTheSettings()
{
    loadPictures();
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.size = 333;
    m_window->edits()->applyParameters(parameters, QStringLiteral("test"));
    startAndHold(3);
    stopRun();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1); // by itself
    save();
    m_window->projectActions()->newAction()->trigger();
    QVERIFY(m_window->project()->path().isEmpty());
    QVERIFY(m_window->pictures()->content()->isEmpty());
    QVERIFY(m_window->pictures()->styles()->styles().empty());
    QVERIFY(m_window->session()->picture().isNull());
    QCOMPARE(m_window->snapshots()->strip()->count(), 0);
    QCOMPARE(m_window->parameterPanel()->parameters().size, 333);
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
    QVERIFY(!m_window->isWindowModified());
    QVERIFY(DocumentLock::acquire(m_path)); // the old one is free
    QCOMPARE(readProject(m_path)->run->iterations, 3);
    QVERIFY(m_window->close()); // there is nothing to ask about
}

void TestProjectWindow::whatIsBeingSavedIsWaitedFor_data()
{
    QTest::addColumn<bool>("rendering");
    QTest::newRow("at rest") << false;
    QTest::newRow("rendering") << true;
}

void TestProjectWindow::whatIsBeingSavedIsWaitedFor()
{
    QFETCH(const bool, rendering);
    loadPictures();
    save();
    startAndHold(5);
    if (!rendering)
        stopRun();
    m_window->projectActions()->saveAction()->trigger();
    QVERIFY(m_window->project()->isSaving());
    m_window->projectActions()->newAction()->trigger();
    QVERIFY(!m_window->pictures()->content()->isEmpty()); // not yet
    const Answers answers(QMessageBox::Discard); // where the run has gone on, it is asked about
    if (rendering)
        m_fake->let(1);
    QTRY_VERIFY(m_window->pictures()->content()->isEmpty());
    QVERIFY(m_window->project()->path().isEmpty());
    QTRY_VERIFY(m_window->project()->isIdle());
    const auto project = readProject(m_path);
    QVERIFY(!project->scene.content.isEmpty());
    QCOMPARE(project->run->iterations, rendering ? 6 : 5);
}

void TestProjectWindow::aSaveOutlastsAPauseThatNeverCame()
{
    loadPictures();
    startAndHold(5);
    m_window->pauseAction()->trigger();
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    m_window->project()->save(m_path, PictureStorage::Linked);
    m_window->startAction()->trigger(); // before the engine has heard of the pause
    m_fake->let(2);
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(!readProject(m_path)->run->checkpoint.isEmpty());
}

void TestProjectWindow::aProjectThatIsReadInVainDoesNotArrive()
{
    loadPictures();
    save();
    makeWindow();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    m_window->openProject(m_path);
    m_window->projectActions()->newAction()->trigger();
    QCOMPARE(opened.count(), 1); // the new one
    QTest::qWait(100);
    QCOMPARE(opened.count(), 1);
    QVERIFY(m_window->project()->path().isEmpty());
    QVERIFY(DocumentLock::acquire(m_path));
}

void TestProjectWindow::aFailedRestoreKeepsWhatWasLeft()
{
    loadPictures();
    startAndHold(5);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    crash();
    const QString left = RecoveryFile::abandoned().constFirst();
    QVERIFY(QFile::remove(m_style));
    offerRecovered();
    press(0);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("waves.png")));
    loadPictures(); // the question stays unanswered
    startAndHold(3);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    QCOMPARE(readProject(left)->run->iterations, 5);
    m_window->project()->close();
    makeWindow();
    QCOMPARE(RecoveryFile::abandoned(), QStringList{left});
}

void TestProjectWindow::theOldRunLeavesTheNewProjectAlone()
{
    loadPictures();
    save();
    startAndHold(4);
    const Answers answers(QMessageBox::Discard);
    open(m_path);
    QVERIFY(m_window->session()->isIdle());
    QSignalSpy iterated(m_window->session(), &RenderSession::iterated);
    m_fake->let(3);
    QTest::qWait(50);
    QCOMPARE(iterated.count(), 0);
    QVERIFY(!m_window->isWindowModified());
    QVERIFY(m_window->session()->picture().isNull());
}

void TestProjectWindow::nothingUnsavedIsPassedOver()
{
    loadPictures();
    startAndHold(3);
    stopRun();
    m_window->snapshots()->keepAction()->trigger();
    QTRY_VERIFY(m_window->snapshots()->hasKeptByHand());
    const Answers answers(QMessageBox::Discard);
    QVERIFY(m_window->close());
    QCOMPARE(answers.questions.size(), 2);
    QVERIFY(answers.questions[0].contains(QStringLiteral("snapshots")));
    QVERIFY(answers.questions[1].contains(QStringLiteral("exported")));
}

void TestProjectWindow::aFinishedPictureIsInViewAgain()
{
    loadPictures();
    m_fake->iterations = 9;
    QSignalSpy finished(m_window->session(), &RenderSession::finished);
    m_window->startAction()->trigger();
    QTRY_COMPARE(finished.count(), 1);
    save();
    QVERIFY(!m_window->session()->hasUnsavedResult());
    QVERIFY(readProject(m_path)->run->finished);

    makeWindow();
    open(m_path);
    QTRY_COMPARE(shownColor().red(), 9);
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
}

void TestProjectWindow::picturesAreKeptInsideOnRequest()
{
    loadPictures();
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    m_window->project()->save(m_path, PictureStorage::Embedded);
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(QFile::remove(m_content));
    QVERIFY(QFile::remove(m_style));

    makeWindow();
    open(m_path);
    QTRY_COMPARE(shownColor(), QColor(Qt::red));
    QVERIFY(m_window->projectActions()->embedAction()->isChecked());
}

void TestProjectWindow::pastedPicturesAreKeptInsideAlways()
{
    m_window->pictures()->content()->load({{}, plainPicture(Qt::blue)});
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    save();
    makeWindow();
    open(m_path);
    QTRY_COMPARE(shownColor(), QColor(Qt::blue));
    QCOMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("Pasted picture"));
}

void TestProjectWindow::changesAreMarkedAndAskedAbout_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("closed");
    QTest::newRow("save") << int(QMessageBox::Save) << true;
    QTest::newRow("discard") << int(QMessageBox::Discard) << true;
    QTest::newRow("cancel") << int(QMessageBox::Cancel) << false;
}

void TestProjectWindow::changesAreMarkedAndAskedAbout()
{
    QFETCH(const int, answer);
    QFETCH(const bool, closed);
    loadPictures();
    save();
    QVERIFY(!m_window->isWindowModified());
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.size = 222;
    m_window->edits()->applyParameters(parameters, QStringLiteral("test"));
    QVERIFY(m_window->isWindowModified());

    const Answers answers{QMessageBox::StandardButton(answer)};
    m_window->close();
    QCOMPARE(answers.questions.size(), 1);
    QTRY_COMPARE(m_window->isVisible(), !closed);
    QCOMPARE(readProject(m_path)->scene.parameters.size == 222, answer == QMessageBox::Save);
}

void TestProjectWindow::aMissingPictureIsAskedFor()
{
    loadPictures();
    startAndHold(3);
    stopRun();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1); // by itself
    save();
    const QString moved = m_folder->path(QStringLiteral("elsewhere.png"));
    QVERIFY(QFile::rename(m_style, moved));

    makeWindow();
    m_window->openProject(m_path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("waves.png")));
    QCOMPARE(offer(0), QStringLiteral("Find…"));
    QVERIFY(m_window->pictures()->content()->isEmpty()); // nothing has happened yet
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    m_window->project()->opener()->takeInstead(moved); // what the dialog leads to
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(1));
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue")); // it is the same picture
}

void TestProjectWindow::aMissingPictureMayBeLeftOut()
{
    loadPictures();
    startAndHold(3);
    stopRun();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1); // by itself
    save();
    m_folder->add(QStringLiteral("waves.png"), plainPicture(Qt::yellow)); // another one
    makeWindow();
    m_window->openProject(m_path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("waves.png")));
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    press(1);
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(m_window->pictures()->styles()->styles().empty());
    QTRY_COMPARE(shownColor().red(), 3); // the picture so far is there, but cannot go on
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
}

void TestProjectWindow::whatCannotBeOpenedIsSaidAndAllStays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no project") << QByteArray("something else");
    QTest::newRow("empty") << QByteArray();
}

void TestProjectWindow::whatCannotBeOpenedIsSaidAndAllStays()
{
    QFETCH(const QByteArray, bytes);
    loadPictures();
    m_folder->addBytes(QStringLiteral("lake.gramarye"), bytes);
    m_window->openProject(m_path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("lake.gramarye")));
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    QVERIFY(m_window->project()->path().isEmpty());
    QCOMPARE(m_window->pictures()->content()->picture().picture.ref.path, m_content);
    QVERIFY(DocumentLock::acquire(m_path)); // not held for nothing
}

void TestProjectWindow::aProjectOpenElsewhereIsLeftAlone()
{
    loadPictures();
    save();
    makeWindow();
    const auto other = DocumentLock::acquire(m_path);
    QVERIFY(other);
    m_window->openProject(m_path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("lake.gramarye")));
    QVERIFY(m_window->project()->path().isEmpty());

    QSignalSpy failed(m_window->project(), &ProjectSession::failed);
    m_window->project()->save(m_path, PictureStorage::Linked);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.at(0).at(0).value<Error>().code, ErrorCode::DocumentBusy);
    QVERIFY(!readProject(m_path)->scene.content.isEmpty());
}

void TestProjectWindow::aDroppedProjectIsOpened()
{
    loadPictures();
    save();
    makeWindow();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    QVERIFY(dropFiles(m_window.get(), {m_path}));
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_window->project()->path(), m_path);
}

void TestProjectWindow::openingWhileRenderingReplacesTheRun()
{
    loadPictures();
    startAndHold(4);
    stopRun();
    QTRY_COMPARE(m_window->snapshots()->strip()->count(), 1); // by itself
    save();
    m_window->startAction()->trigger();
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 6);
    const Answers answers(QMessageBox::Discard);
    open(m_path);
    QTRY_VERIFY(m_window->session()->isIdle());
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
    QTRY_COMPARE(shownColor().red(), 4);
}

// The iteration that the export waits for never ends: another project is opened first.
void TestProjectWindow::anExportIsOfTheRunItWasOrderedIn()
{
    loadPictures();
    save(); // without a run
    startAndHold(5);
    QTRY_VERIFY(!m_window->session()->picture().isNull());
    const QString first = m_folder->path(QStringLiteral("first.png"));
    const QString second = m_folder->path(QStringLiteral("second.png"));
    m_window->exports()->exportTo(first);
    m_window->copyAction()->trigger();
    const Answers answers(QMessageBox::Discard);
    open(m_path);
    m_fake->color = {7, 8, 9};
    m_window->startAction()->trigger();
    m_fake->let(6);
    QTRY_COMPARE(int(m_fake->seen().size()), 11);
    stopRun();
    m_window->exports()->exportTo(second);
    QTRY_COMPARE(QImage(second).pixelColor(0, 0), QColor(6, 8, 9));
    QTRY_VERIFY(QFile::exists(first));
    QTRY_COMPARE(QImage(first).pixelColor(0, 0), QColor(5, 90, 160));
    QCOMPARE(QApplication::clipboard()->image().pixelColor(0, 0), QColor(5, 90, 160));
}

// And meanwhile the window goes on: nothing blocks.
void TestProjectWindow::closingWaitsForWhatIsBeingWritten()
{
    loadPictures();
    startAndHold(5);
    QTRY_VERIFY(!m_window->session()->picture().isNull());
    const QString path = m_folder->path(QStringLiteral("last.png"));
    m_window->exports()->exportTo(path);
    m_window->copyAction()->trigger();
    const Answers answers(QMessageBox::Discard);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Saving…")));
    QVERIFY(m_window->leaveGuard()->state() == LeaveGuard::State::Finishing);
    m_fake->let(1);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(QImage(path).pixelColor(0, 0).red(), 6);
    QCOMPARE(answers.questions.size(), 1); // about the run, which had gone on
}

void TestProjectWindow::aFailedExportKeepsTheWindowOpen()
{
    loadPictures();
    startAndHold(5);
    QTRY_VERIFY(!m_window->session()->picture().isNull());
    m_window->exports()->exportTo(m_folder->path(QStringLiteral("no such folder/last.png")));
    QVERIFY(!m_window->close());
    m_fake->let(1);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("last.png")));
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->leaveGuard()->state() == LeaveGuard::State::Idle);
}

// The file names one set of pictures, and the run needs those it began with.
void TestProjectWindow::exchangedPicturesAreSaidToEndTheRun()
{
    loadPictures();
    startAndHold(5);
    stopRun();
    save();
    QVERIFY(!readProject(m_path)->run->checkpoint.isEmpty());
    QVERIFY(!m_window->messageBar()->message().contains(QStringLiteral("exchanged")));
    m_window->setContent(m_folder->add(QStringLiteral("other.png"), plainPicture(Qt::blue)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    save();
    QVERIFY(readProject(m_path)->run->checkpoint.isEmpty());
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("exchanged")));

    m_window->edits()->undoAction()->trigger(); // as the message says
    save();
    QCOMPARE(readProject(m_path)->run->checkpoint, QByteArray("5"));
    QVERIFY(!m_window->messageBar()->message().contains(QStringLiteral("exchanged")));
}

void TestProjectWindow::aPictureReadAnewIsNotExchanged()
{
    loadPictures();
    startAndHold(5);
    stopRun();
    m_window->setContent(m_content); // dropped once more
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    save();
    QCOMPARE(readProject(m_path)->run->checkpoint, QByteArray("5"));
    QVERIFY(!m_window->messageBar()->message().contains(QStringLiteral("exchanged")));
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
}

void TestProjectWindow::aLackOfMemoryLeavesTheOlderCheckpoint_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::addColumn<bool>("isSaved");
    QTest::newRow("paused") << false << false;
    QTest::newRow("stopped") << true << false;
    QTest::newRow("stopped and saved") << true << true;
}

// In the recovery file, of the same run.
void TestProjectWindow::aLackOfMemoryLeavesTheOlderCheckpoint()
{
    QFETCH(bool, isStopped);
    QFETCH(bool, isSaved);
    loadPictures();
    startAndHold(5);
    m_window->pauseAction()->trigger();
    m_fake->let(1);
    QTRY_VERIFY(m_window->session()->state() == RunState::Paused);
    QTRY_VERIFY(m_window->project()->isIdle());
    const int stood = m_window->session()->pictureIteration();
    m_fake->checkpointing = [] { throw std::bad_alloc(); };
    QSignalSpy missing(m_window->session(), &RenderSession::checkpointMissing);
    m_window->startAction()->trigger();
    m_fake->let(2);
    QTRY_VERIFY(int(m_fake->seen().size()) >= stood + 2);
    if (isStopped)
        m_window->stopAction()->trigger();
    else
        m_window->pauseAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(missing.count(), 1);
    QTRY_VERIFY(m_window->project()->isIdle());
    if (isSaved)
        save();
    crash();
    QCOMPARE(RecoveryFile::abandoned().size(), 1);
    const auto left = readProject(RecoveryFile::abandoned().constFirst());
    QVERIFY(left && left->run);
    QCOMPARE(left->run->checkpoint, QByteArray::number(stood));
}

void TestProjectWindow::whatARunLeavesWithoutACheckpointIsSaid_data()
{
    QTest::addColumn<bool>("fails");
    QTest::addColumn<QString>("why");
    QTest::newRow("memory") << false << QStringLiteral("too little memory");
    QTest::newRow("failure") << true << QStringLiteral("failed");
}

// The file has the picture, and had a checkpoint before.
void TestProjectWindow::whatARunLeavesWithoutACheckpointIsSaid()
{
    QFETCH(bool, fails);
    QFETCH(QString, why);
    loadPictures();
    startAndHold(5);
    stopRun();
    save();
    if (fails)
        m_fake->throwAt = 7;
    else
        m_fake->checkpointing = [] { throw std::bad_alloc(); };
    m_window->startAction()->trigger();
    m_fake->let(fails ? 2 : 1);
    QTRY_COMPARE(int(m_fake->seen().size()), fails ? 7 : 6);
    if (!fails)
        m_window->stopAction()->trigger();
    QTRY_VERIFY(m_window->session()->isIdle());
    QTRY_VERIFY(m_window->project()->isIdle());
    save();
    QCOMPARE(readProject(m_path)->run->iterations, 6);
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    const QString said = m_window->messageBar()->message();
    QVERIFY2(said.contains(QStringLiteral("cannot go on")) && said.contains(why), qPrintable(said));
}

void TestProjectWindow::allThatWasLeftIsOffered()
{
    for (const int iterations : {4, 6}) {
        loadPictures();
        startAndHold(iterations);
        stopRun();
        QTRY_VERIFY(m_window->project()->isIdle());
        crash();
    }
    QCOMPARE(RecoveryFile::abandoned().size(), 2);
    offerRecovered();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    const Answers answers(QMessageBox::Discard);
    press(0);
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_window->session()->pictureIteration(), 6);
    QTRY_VERIFY(!m_window->messageBar()->message().isEmpty());
    QCOMPARE(offer(0), QStringLiteral("Restore")); // the other one
    press(0);
    QTRY_COMPARE(opened.count(), 2);
    QCOMPARE(m_window->session()->pictureIteration(), 4);
    QCOMPARE(m_window->messageBar()->message(), QString());
}

void TestProjectWindow::aDamagedOneDoesNotHideTheOlderOnes()
{
    for (const int iterations : {4, 6}) {
        loadPictures();
        startAndHold(iterations);
        stopRun();
        QTRY_VERIFY(m_window->project()->isIdle());
        crash();
    }
    const QString newest = RecoveryFile::abandoned().constFirst();
    QFile file(newest);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("damaged") > 0);
    file.close();
    offerRecovered();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    press(0);
    const QString name = QFileInfo(newest).fileName();
    QTRY_VERIFY(m_window->messageBar()->message().contains(name)
                && m_window->messageBar()->message().contains(QStringLiteral("Gramarye ended")));
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    press(0);
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_window->session()->pictureIteration(), 4);
    QVERIFY(QFile::exists(newest)); // it may be of use to somebody
}

void TestProjectWindow::afterACrashThePictureIsOffered()
{
    loadPictures();
    m_window->project()->setPace(SavePace(0));
    startAndHold(5);
    m_fake->let(3);
    QTRY_COMPARE(int(m_fake->seen().size()), 8);
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QSignalSpy paused(m_window->session(), &RenderSession::pausedNow);
    m_window->pauseAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(paused.count(), 1);
    QTRY_VERIFY(m_window->project()->isIdle());
    QVERIFY(RecoveryFile::abandoned().isEmpty()); // while we live it is ours

    crash();
    QCOMPARE(RecoveryFile::abandoned().size(), 1);
    offerRecovered();
    QCOMPARE(offer(0), QStringLiteral("Restore"));
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    press(0);
    QTRY_COMPARE(opened.count(), 1);
    QTRY_COMPARE(shownColor().red(), 9);
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
    QVERIFY(m_window->project()->path().isEmpty());
    QVERIFY(m_window->isWindowModified());

    crash(); // once more: what was restored is not lost either
    QCOMPARE(RecoveryFile::abandoned().size(), 1);
}

void TestProjectWindow::whatIsRecoveredBelongsToItsProject()
{
    loadPictures();
    save();
    startAndHold(5);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    crash();
    QVERIFY(!readProject(m_path)->run);
    offerRecovered();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    press(0);
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_window->project()->path(), m_path);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(!DocumentLock::acquire(m_path)); // it is ours again
    save();
    QVERIFY(!m_window->isWindowModified());
    QCOMPARE(readProject(m_path)->run->iterations, 5);
    QVERIFY(readProject(m_path)->recoveryOf.isEmpty());
}

void TestProjectWindow::whatIsDiscardedOrSavedIsNotOfferedAgain()
{
    loadPictures();
    startAndHold(5);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    crash();
    offerRecovered();
    QSignalSpy opened(m_window->project(), &ProjectSession::opened);
    press(0);
    QTRY_COMPARE(opened.count(), 1);
    save();
    QVERIFY(!m_window->isWindowModified());
    crash();
    QVERIFY(RecoveryFile::abandoned().isEmpty());

    loadPictures();
    startAndHold(5);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    crash();
    offerRecovered();
    QCOMPARE(offer(1), QStringLiteral("Discard"));
    const QString left = RecoveryFile::abandoned().constFirst();
    press(1);
    QTRY_VERIFY(!QFile::exists(left));
    QVERIFY(m_window->messageBar()->message().isEmpty());
}

void TestProjectWindow::closingAsOneShouldLeavesNothingToRecover()
{
    loadPictures();
    startAndHold(5);
    stopRun();
    QTRY_VERIFY(m_window->project()->isIdle());
    const Answers answers(QMessageBox::Discard);
    m_window->close();
    QVERIFY(!m_window->isVisible());
    makeWindow();
    QVERIFY(RecoveryFile::abandoned().isEmpty());
}

void TestProjectWindow::whenMemoryRunsOutASmallerSizeIsOffered()
{
    loadPictures();
    m_fake->throwAt = 5;
    m_fake->throwing = [] { throw std::bad_alloc(); };
    QSignalSpy failed(m_window->session(), &RenderSession::failed);
    m_window->startAction()->trigger();
    QTRY_COMPARE(failed.count(), 1);
    QTRY_COMPARE(shownColor().red(), 4); // the picture is kept
    QVERIFY(m_window->exportAction()->isEnabled());
    QCOMPARE(m_window->parameterPanel()->parameters().size, 512);
    QCOMPARE(offer(0), QStringLiteral("Go on at 362 px"));

    m_fake->throwAt = 0;
    QSignalSpy finished(m_window->session(), &RenderSession::finished);
    press(0);
    QTRY_COMPARE(finished.count(), 1);
    const RenderJob job = m_fake->jobs().back();
    QCOMPARE(job.scene.parameters.size, 362);
    QVERIFY(job.scene.parameters.start == Start::File);
    QVERIFY(job.scene.parameters.scales == Scales::Single);
    QCOMPARE(job.scene.start.image.pixelColor(0, 0).red(), 4);
    QVERIFY(m_window->messageBar()->message().isEmpty());
}

void TestProjectWindow::adamInPlaceOfLbfgsShowsInThePanel()
{
    loadPictures();
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.optimizer = OptimizerKind::Lbfgs;
    parameters.learningRate = 1;
    m_window->edits()->applyParameters(parameters, QStringLiteral("test"));
    m_fake->onStep = [](int iteration, const StyleParameters &p, const Cancellation &) {
        if (iteration == 3 && p.optimizer == OptimizerKind::Lbfgs)
            throw std::bad_alloc();
    };
    QSignalSpy moved(m_window->session(), &RenderSession::movedToAdam);
    startAndHold(6); // one of them twice
    QTRY_COMPARE(moved.count(), 1);
    QVERIFY(m_window->parameterPanel()->parameters().optimizer == OptimizerKind::Adam);
    QCOMPARE(m_window->parameterPanel()->parameters().learningRate,
             StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam,
                                       m_window->edits()->state().network.info)
                 .learningRate);
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("Adam")));
    stopRun();
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
}

GRAMARYE_TEST(TestProjectWindow)

} // namespace gramarye::tst_projectwindow

#include "tst_projectwindow.moc"
