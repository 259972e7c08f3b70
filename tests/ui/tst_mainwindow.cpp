#include "core/documents/pictureexport.h"
#include "core/download/networkinstaller.h"
#include "core/network/networkstore.h"
#include "core/pictures/imagereader.h"
#include "testpaths.h"
#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/httpserver.h"
#include "tests/support/publishednetwork.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/networkbar.h"
#include "ui/networks/networkbox.h"
#include "ui/networks/networkrow.h"
#include "ui/networks/networksdialog.h"
#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/parameters/ratiocontrol.h"
#include "ui/pictures/exportactions.h"
#include "ui/pictures/exportdialog.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/run/lossplot.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runcontroller.h"
#include "ui/settings/settingsdialog.h"
#include "ui/text/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QColorSpace>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace gramarye::tst_mainwindow {

namespace {

const QString distilled = QStringLiteral("vgg19-distilled");

} // namespace

/// The window on a real engine whose mathematics is a fake.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void startProducesPreviews();
    void startWithoutPicturesSaysWhatIsMissing();
    void sliderSteersTheRunningJob_data();
    void sliderSteersTheRunningJob();
    void dragSteersWithinTwoIterations_data();
    void dragSteersWithinTwoIterations();
    void styleWeightSteersTheRunningJob();
    void anotherSizeWaitsForTheNextStart();
    void coloursThatMovePicturesShowInTheWells();
    void seamlessPicturesAreShownTiled();
    void anotherMethodDoesNotDisturbTheRun();
    void pauseHoldsAndStartGoesOn();
    void stopKeepsThePicture();
    void startAfterStopContinues();
    void startOverBeginsAnew();
    void startingOverAsksForAnUnsavedPicture_data();
    void startingOverAsksForAnUnsavedPicture();
    void startingOverCanExportFirst();
    void startAfterStopWithAnotherSizeBeginsAnew();
    void finishedRunShowsItsPicture();
    void failureIsSaidInTheWindow();
    void exportedPictureReadsBackTheSame();
    void exportKeepsTheOptions();
    void exportWhileRenderingIsOfFullSize();
    void anExportIsCancelled();
    void copyIsOfFullSize();
    void exportThatFailsSaysSo();
    void settingsAreApplied();
    void settingsLeaveTheStylesTheirWeights();
    void badFileIsSaidInTheWindow();
    void dropOnTheWindowAsksWhatItIs_data();
    void dropOnTheWindowAsksWhatItIs();
    void aDroppedFolderIsStylesButNoContent();
    void ofSeveralPicturesTheFirstIsTakenAndThatIsSaid();
    void closingWhileRenderingEndsCleanly();
    void closingWithAnUnsavedResultAsks_data();
    void closingWithAnUnsavedResultAsks();
    void closingAfterExportDoesNotAsk();
    void saysBeforeStartWhatTheRunTakes();
    void warnsOfMoreMemoryThanThereIs();
    void dragOverTheWindowIsSeen();
    void pastingNothingSaysSo();
    void titleShowsTheProgress();
    void spaceOnTheCanvasStartsAndPauses();
    void droppedWeightsAreImportedAndOffered();
    void droppedWeightsMayLieAmongPictures();
    void rubbishWeightsAreSaidInTheWindow();
    void weightsThatMayBeEitherAreAskedAbout();
    void theFinerNetworkIsOfferedOnce();
    void theFinerNetworkIsOfferedUntilItIsHere();
    void whatIsNotHereIsShownInTheDialog();

private:
    void makeWindow(const NetworkCatalog &catalog = NetworkCatalog::builtIn());
    void loadPictures();
    void startAndHold(int iterations);
    static QPoint handleOf(const QSlider &slider);
    QMessageBox *findQuestion() const;
    void answer(QMessageBox::StandardButton button) const;
    QColor shownColor() const;
    QString writeDistilled() const;

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    PictureFolder m_folder;
    std::unique_ptr<QTemporaryDir> m_data; ///< each test's own, with its networks
};

void TestMainWindow::init()
{
    QSettings().clear();
    m_data = std::make_unique<QTemporaryDir>();
    qputenv("GRAMARYE_DATA_DIR", m_data->path().toUtf8());
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 1000;
    makeWindow();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
}

void TestMainWindow::makeWindow(const NetworkCatalog &catalog)
{
    m_window =
        std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)), catalog);
    m_window->show();
}

void TestMainWindow::loadPictures()
{
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QVERIFY(!m_window->pictures()->content()->isEmpty());
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(1));
}

/// Starts, and lets only so many iterations through.
void TestMainWindow::startAndHold(int iterations)
{
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.previewEvery = 1;
    m_window->parameterPanel()->setParameters(parameters);
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(iterations);
    QTRY_COMPARE(int(m_fake->seen().size()), iterations);
}

QPoint TestMainWindow::handleOf(const QSlider &slider)
{
    const double share =
        double(slider.value() - slider.minimum()) / (slider.maximum() - slider.minimum());
    const int handle = slider.style()->pixelMetric(QStyle::PM_SliderLength, nullptr, &slider);
    return {int(handle / 2.0 + share * (slider.width() - handle)), slider.height() / 2};
}

QMessageBox *TestMainWindow::findQuestion() const
{
    for (auto *question : m_window->findChildren<QMessageBox *>()) {
        if (question->isVisible())
            return question;
    }
    return nullptr;
}

void TestMainWindow::answer(QMessageBox::StandardButton button) const
{
    QTRY_VERIFY(findQuestion());
    findQuestion()->button(button)->click();
}

// The fake's red counts its iterations.
QColor TestMainWindow::shownColor() const
{
    const QImage image = m_window->canvas()->grab().toImage();
    return image.pixelColor(image.rect().center());
}

void TestMainWindow::startProducesPreviews()
{
    loadPictures();
    QCOMPARE(shownColor(), QColor(Qt::red)); // the content, before there is a preview
    m_window->startAction()->trigger();
    QVERIFY(m_window->session()->isRunning());
    QSignalSpy pictures(m_window->session(), &RenderSession::pictureChanged);
    QTRY_VERIFY(pictures.size() >= 2);
    QTRY_COMPARE(shownColor().blue(), m_fake->color.blue());
    QCOMPARE(m_fake->jobs().front().scene.content.image.pixelColor(0, 0), QColor(Qt::red));
    QCOMPARE(m_fake->jobs().front().scene.styles.front().picture.image.pixelColor(0, 0),
             QColor(Qt::green));
    QVERIFY(!m_window->runBar()->plot()->history().points().empty());
}

void TestMainWindow::startWithoutPicturesSaysWhatIsMissing()
{
    m_window->startAction()->trigger();
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("content")));
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    QTRY_VERIFY(!m_window->pictures()->content()->isEmpty());
    m_window->startAction()->trigger();
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("style")));
    QVERIFY(m_window->session()->isIdle());
}

void TestMainWindow::sliderSteersTheRunningJob_data()
{
    QTest::addColumn<bool>("balance");
    QTest::newRow("balance") << true;
    QTest::newRow("layer") << false;
}

void TestMainWindow::sliderSteersTheRunningJob()
{
    QFETCH(bool, balance);
    loadPictures();
    startAndHold(3);
    const ParameterPanel *panel = m_window->parameterPanel();
    const StyleParameters before = m_fake->lastSeen();
    if (balance)
        qobject_cast<RatioControl *>(panel->control(QStringLiteral("ratio")))
            ->slider()
            ->setValue(0);
    else
        panel->layers()->control(Layer::Conv3_1)->slider()->setValue(0);
    m_fake->let(2); // the first of them has begun already
    QTRY_COMPARE(int(m_fake->seen().size()), 5);
    QVERIFY(m_fake->lastSeen() != before);
    QVERIFY(m_fake->lastSeen().ratio == panel->parameters().ratio);
    QVERIFY(m_fake->lastSeen().layerWeights == panel->parameters().layerWeights);
    QCOMPARE(int(m_fake->jobs().size()), 1); // no restart
    QVERIFY(m_window->runBar()->hint().isEmpty());
}

// The hand on the handle, from the press to the release, as the window system reports it.
void TestMainWindow::dragSteersWithinTwoIterations_data()
{
    sliderSteersTheRunningJob_data();
}

void TestMainWindow::dragSteersWithinTwoIterations()
{
    QFETCH(bool, balance);
    loadPictures();
    startAndHold(3);
    const ParameterPanel *panel = m_window->parameterPanel();
    QSlider *slider =
        balance ? qobject_cast<RatioControl *>(panel->control(QStringLiteral("ratio")))->slider()
                : panel->layers()->control(Layer::Conv3_1)->slider();
    QPoint hand = handleOf(*slider);
    QTest::mousePress(slider, Qt::LeftButton, {}, hand);
    for (int moves = 1; moves <= 3; ++moves) {
        const StyleParameters before = m_fake->lastSeen();
        const int seen = int(m_fake->seen().size());
        hand += QPoint(8, 0);
        QTest::mouseMove(slider, hand);
        m_fake->let(2); // the first of them has begun already
        QTRY_COMPARE(int(m_fake->seen().size()), seen + 2);
        QVERIFY(m_fake->lastSeen() != before);
        QVERIFY(m_fake->lastSeen().ratio == panel->parameters().ratio);
        QVERIFY(m_fake->lastSeen().layerWeights == panel->parameters().layerWeights);
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, hand);
    QCOMPARE(int(m_fake->jobs().size()), 1); // no restart
    QVERIFY(m_window->session()->isRunning());
}

void TestMainWindow::styleWeightSteersTheRunningJob()
{
    loadPictures();
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::yellow)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    startAndHold(1);
    m_window->pictures()->styles()->rows().front()->slider()->setValue(25);
    m_fake->let(2);
    QTRY_COMPARE(m_fake->lastSeen().blend, std::vector<double>({0.25, 1}));
    QCOMPARE(int(m_fake->jobs().size()), 1);
}

void TestMainWindow::anotherSizeWaitsForTheNextStart()
{
    loadPictures();
    startAndHold(1);
    const ParameterPanel *panel = m_window->parameterPanel();
    auto *size = qobject_cast<NumberControl *>(panel->control(QStringLiteral("size")));
    size->box()->setValue(800);
    QVERIFY(!m_window->runBar()->hint().isEmpty());

    // What can steer still does.
    panel->layers()->control(Layer::Conv3_1)->slider()->setValue(0);
    m_fake->let(2);
    QTRY_COMPARE(m_fake->lastSeen().layerWeights[layerIndex(Layer::Conv3_1)], 0.0);
    QCOMPARE(m_fake->lastSeen().size, 512);

    size->box()->setValue(512);
    QVERIFY(m_window->runBar()->hint().isEmpty());
}

void TestMainWindow::coloursThatMovePicturesShowInTheWells()
{
    loadPictures();
    const ImageWell *style = m_window->pictures()->styles()->rows().front()->well();
    const auto shown = [&] { return style->shown().levels().front().pixelColor(5, 5); };
    QComboBox *box =
        qobject_cast<ChoiceControl *>(m_window->parameterPanel()->control(QStringLiteral("colors")))
            ->box();
    const auto choose = [&](Colors colors) {
        box->setCurrentIndex(int(colors));
        Q_EMIT box->activated(int(colors));
    };
    QCOMPARE(box->count(), 4);
    startAndHold(1);
    choose(Colors::Matched);
    QVERIFY(!m_window->runBar()->hint().isEmpty()); // it waits for the next start
    QTRY_COMPARE(shown(), QColor(Qt::red));
    choose(Colors::Content);
    QVERIFY(m_window->runBar()->hint().isEmpty());
    QCOMPARE(shown(), QColor(Qt::green));

    choose(Colors::Matched);
    QTRY_COMPARE(shown(), QColor(Qt::red));
    m_window->edits()->history()->undo();
    QCOMPARE(shown(), QColor(Qt::green));
    QCOMPARE(box->currentIndex(), int(Colors::Content));
}

void TestMainWindow::seamlessPicturesAreShownTiled()
{
    loadPictures();
    QAction *tiled = m_window->showTiledAction();
    const auto tiles = [this] { return m_window->canvas()->view().tiles(); };
    const auto choose = [this](Seamless seamless) {
        StyleParameters parameters = m_window->parameterPanel()->parameters();
        parameters.seamless = seamless;
        m_window->edits()->applyParameters(parameters, QStringLiteral("Seamless"));
    };
    QVERIFY(!tiled->isEnabled());
    choose(Seamless::Both);
    QVERIFY(tiled->isEnabled());
    QCOMPARE(tiles(), QSize(1, 1)); // not unasked
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window->canvas(), Qt::Key_T);
    QVERIFY(tiled->isChecked());
    QCOMPARE(tiles(), QSize(2, 2));
    choose(Seamless::X);
    QCOMPARE(tiles(), QSize(2, 1));
    choose(Seamless::Y);
    QCOMPARE(tiles(), QSize(1, 2));
    choose(Seamless::None);
    QVERIFY(!tiled->isEnabled());
    QCOMPARE(tiles(), QSize(1, 1));
    m_window->edits()->undoAction()->trigger();
    QCOMPARE(tiles(), QSize(1, 2));
    tiled->trigger();
    QCOMPARE(tiles(), QSize(1, 1));
}

void TestMainWindow::anotherMethodDoesNotDisturbTheRun()
{
    loadPictures();
    startAndHold(1);
    const StyleParameters before = m_fake->lastSeen();
    m_window->parameterPanel()->chooseMethod(Method::Classic);
    QVERIFY(!m_window->runBar()->hint().isEmpty());
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 3);
    QVERIFY(m_fake->lastSeen() == before);
}

void TestMainWindow::pauseHoldsAndStartGoesOn()
{
    loadPictures();
    startAndHold(1);
    QSignalSpy paused(m_window->session(), &RenderSession::pausedNow);
    m_window->pauseAction()->trigger();
    QVERIFY(m_window->startAction()->isEnabled());
    m_fake->let(1000); // only the iteration that has begun is done, if one has
    QTRY_COMPARE(paused.size(), 1);
    QVERIFY(m_fake->seen().size() <= 2);
    QVERIFY(m_window->runBar()->statusText().startsWith(QStringLiteral("Paused")));

    m_window->startAction()->trigger();
    QTRY_VERIFY(m_fake->seen().size() > 2);
    QCOMPARE(int(m_fake->jobs().size()), 1);
}

void TestMainWindow::stopKeepsThePicture()
{
    loadPictures();
    startAndHold(7);
    QSignalSpy stopped(m_window->session(), &RenderSession::stopped);
    m_window->stopAction()->trigger();
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(m_window->session()->isIdle());
    QTRY_COMPARE(shownColor().red(), 7);
    QCOMPARE(m_window->session()->picture().size(), m_fake->size);
    QVERIFY(m_window->exportAction()->isEnabled());
}

void TestMainWindow::startAfterStopContinues()
{
    loadPictures();
    startAndHold(7);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->isIdle());
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Continue"));
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->jobs().size()), 2);
    QCOMPARE(m_fake->jobs().back().checkpoint.bytes, QByteArray("7"));
    QTRY_COMPARE(shownColor().red(), 8);
}

void TestMainWindow::startOverBeginsAnew()
{
    loadPictures();
    startAndHold(7);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->startOverAction()->isEnabled());
    m_window->startOverAction()->trigger();
    answer(QMessageBox::Discard);
    QTRY_COMPARE(int(m_fake->jobs().size()), 2);
    QVERIFY(m_fake->jobs().back().checkpoint.isEmpty());
    QCOMPARE(shownColor(), QColor(Qt::red)); // the content again
}

void TestMainWindow::startingOverAsksForAnUnsavedPicture_data()
{
    QTest::addColumn<bool>("exported");
    QTest::addColumn<bool>("discarded");
    QTest::addColumn<int>("jobs");
    QTest::newRow("exported before") << true << false << 2;
    QTest::newRow("given up") << false << true << 2;
    QTest::newRow("thought better of") << false << false << 1;
}

void TestMainWindow::startingOverAsksForAnUnsavedPicture()
{
    QFETCH(bool, exported);
    QFETCH(bool, discarded);
    QFETCH(int, jobs);
    loadPictures();
    startAndHold(7);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    const QImage picture = m_window->session()->picture();
    if (exported) {
        m_window->exports()->exportTo(m_folder.path(QStringLiteral("kept.png")));
        QTRY_VERIFY(!m_window->session()->hasUnsavedResult());
    }
    m_window->run()->startOver();
    if (!exported)
        answer(discarded ? QMessageBox::Discard : QMessageBox::Cancel);
    QTRY_COMPARE(int(m_fake->jobs().size()), jobs);
    QVERIFY(!findQuestion());
    if (jobs == 1)
        QCOMPARE(m_window->session()->picture(), picture);
}

void TestMainWindow::startingOverCanExportFirst()
{
    loadPictures();
    startAndHold(7);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    m_window->run()->startOver();
    answer(QMessageBox::Save);
    QTRY_VERIFY(QApplication::activeModalWidget()); // where to
    QCOMPARE(int(m_fake->jobs().size()), 1);
    QApplication::activeModalWidget()->close();
    m_window->exports()->exportTo(m_folder.path(QStringLiteral("kept.png")));
    QTRY_VERIFY(!m_window->session()->hasUnsavedResult());
    QCOMPARE(int(m_fake->jobs().size()), 1); // the dialog was closed: nothing is to follow any more
}

void TestMainWindow::startAfterStopWithAnotherSizeBeginsAnew()
{
    loadPictures();
    startAndHold(7);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->isIdle());
    const ParameterPanel *panel = m_window->parameterPanel();
    auto *size = qobject_cast<NumberControl *>(panel->control(QStringLiteral("size")));
    size->box()->setValue(800);
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
    m_window->startAction()->trigger();
    answer(QMessageBox::Discard);
    QTRY_COMPARE(int(m_fake->jobs().size()), 2);
    QVERIFY(m_fake->jobs().back().checkpoint.isEmpty());
    QCOMPARE(m_fake->jobs().back().scene.parameters.size, 800);
}

void TestMainWindow::finishedRunShowsItsPicture()
{
    m_fake->iterations = 9;
    loadPictures();
    QSignalSpy finished(m_window->session(), &RenderSession::finished);
    m_window->run()->start();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(shownColor().red(), 9);
    QCOMPARE(m_window->runBar()->percent(), 100);
    QVERIFY(m_window->runBar()->statusText().startsWith(QStringLiteral("Done")));
    QCOMPARE(m_window->startAction()->text(), QStringLiteral("Start"));
}

void TestMainWindow::failureIsSaidInTheWindow()
{
    m_fake->throwAt = 3;
    m_fake->throwing = [] { throw std::bad_alloc(); };
    loadPictures();
    m_window->run()->start();
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("memory")));
    QVERIFY(m_window->session()->isIdle());
    QVERIFY(m_window->startAction()->isEnabled());
}

void TestMainWindow::exportedPictureReadsBackTheSame()
{
    m_fake->iterations = 5;
    loadPictures();
    m_window->run()->start();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    const QString path = m_folder.path(QStringLiteral("out.png"));
    m_window->exports()->exportTo(path);
    QTRY_VERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Exported")));
    QVERIFY(!m_window->session()->hasUnsavedResult());
    const auto read = readPicture(path);
    QVERIFY(bool(read));
    QCOMPARE(read->image.colorSpace(), QColorSpace(QColorSpace::SRgb));
    const QImage &shown = m_window->session()->picture();
    QCOMPARE(read->image.size(), shown.size());
    QCOMPARE(read->image.pixel(7, 5), shown.pixel(7, 5));
}

void TestMainWindow::exportKeepsTheOptions()
{
    m_fake->iterations = 5;
    QImage content = plainPicture(Qt::red).convertToFormat(QImage::Format_RGBA8888);
    content.fill(QColor(255, 0, 0, 51));
    m_window->setContent(m_folder.add(QStringLiteral("glassy.png"), content));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    m_window->run()->start();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());

    m_window->exportAction()->trigger();
    auto *dialog = m_window->findChild<ExportDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->path().endsWith(QStringLiteral("glassy-gramarye.png")));
    QVERIFY(!dialog->transparencyBox()->isHidden());
    dialog->pathEdit()->setText(m_folder.path(QStringLiteral("deep.png")));
    dialog->bitsBox()->setCurrentIndex(dialog->bitsBox()->findData(16));
    dialog->transparencyBox()->setChecked(true);
    QTest::keyClick(dialog->pathEdit(), Qt::Key_Return);
    QTRY_VERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Exported")));
    const QImage deep(m_folder.path(QStringLiteral("deep.png")));
    QCOMPARE(deep.format(), QImage::Format_RGBA64);
    QCOMPARE(deep.pixelColor(3, 3).alpha(), 51);
    const auto recipe = readRecipe(m_folder.path(QStringLiteral("deep.png")));
    QVERIFY(bool(recipe));
    QCOMPARE(recipe->scene.content.name, QStringLiteral("glassy.png"));

    QTRY_VERIFY(!m_window->findChild<ExportDialog *>());
    m_window->exportAction()->trigger();
    dialog = m_window->findChild<ExportDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->options() == (ExportOptions{16, true}));
    dialog->reject();
}

void TestMainWindow::exportWhileRenderingIsOfFullSize()
{
    m_fake->size = {3000, 2000}; // the previews fit the screen
    loadPictures();
    startAndHold(3);
    QTRY_VERIFY(m_window->exportAction()->isEnabled());
    QVERIFY(m_window->session()->picture().width() < 3000);
    const QString path = m_folder.path(QStringLiteral("meanwhile.png"));
    m_window->exports()->exportTo(path);
    QVERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Exporting")));
    m_fake->let(1);
    QTRY_VERIFY(m_window->messageBar()->message().startsWith(QStringLiteral("Exported")));
    QCOMPARE(QImage(path).size(), m_fake->size);
    QVERIFY(m_window->session()->isRunning());
    QVERIFY(bool(readRecipe(path)));
    QVERIFY(readRecipe(path)->stoppedAfter >= 3);
}

void TestMainWindow::anExportIsCancelled()
{
    loadPictures();
    startAndHold(3);
    QTRY_VERIFY(m_window->exportAction()->isEnabled());
    const QString path = m_folder.path(QStringLiteral("cancelled.png"));
    m_window->exports()->exportTo(path);
    const auto &offers = m_window->messageBar()->offerButtons();
    QCOMPARE(int(offers.size()), 1);
    offers.front()->click();
    QTRY_VERIFY2(m_window->messageBar()->message().contains(QStringLiteral("cancelled.png")),
                 qPrintable(m_window->messageBar()->message()));
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("was cancelled")));
    m_fake->let(1);
    QTRY_VERIFY(m_window->exports()->isIdle());
    QVERIFY(!QFile::exists(path));
    QVERIFY(m_window->session()->isRunning());
}

void TestMainWindow::copyIsOfFullSize()
{
    m_fake->size = {3000, 2000};
    loadPictures();
    startAndHold(3);
    QTRY_VERIFY(m_window->copyAction()->isEnabled());
    QApplication::clipboard()->clear();
    m_window->copyAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(QApplication::clipboard()->image().size(), m_fake->size);
}

void TestMainWindow::settingsAreApplied()
{
    QCOMPARE(m_window->settingsAction()->shortcut(), QKeySequence(QStringLiteral("Ctrl+,")));
    m_window->settingsAction()->trigger();
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    const QColor before = QApplication::palette().color(QPalette::Window);
    const bool wasDark = before.lightness() < 128;
    dialog->themeBox()->setCurrentIndex(
        dialog->themeBox()->findData(int(wasDark ? ColorScheme::Light : ColorScheme::Dark)));
    dialog->threadsBox()->setValue(3);
    dialog->previewBox()->setValue(9);
    dialog->accept();
    QVERIFY((QApplication::palette().color(QPalette::Window).lightness() < 128) != wasDark);
    QCOMPARE(m_window->parameterPanel()->parameters().threads, 3);
    QCOMPARE(m_window->parameterPanel()->parameters().previewEvery, 9);

    m_window.reset();
    makeWindow(); // the next start
    QCOMPARE(m_window->parameterPanel()->parameters().threads, 3);
    m_window->parameterPanel()->resetAll();
    QCOMPARE(m_window->parameterPanel()->parameters().previewEvery, 9);
}

void TestMainWindow::settingsLeaveTheStylesTheirWeights()
{
    loadPictures();
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::yellow)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    m_window->pictures()->styles()->rows().front()->slider()->setValue(25);
    m_window->settingsAction()->trigger();
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    dialog->previewBox()->setValue(9);
    dialog->accept();
    QCOMPARE(m_window->edits()->state().parameters.previewEvery, 9);
    QCOMPARE(m_window->edits()->state().runParameters().blend, std::vector<double>({0.25, 1}));
}

void TestMainWindow::exportThatFailsSaysSo()
{
    m_fake->iterations = 5;
    loadPictures();
    m_window->run()->start();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    m_window->exports()->exportTo(m_folder.path(QStringLiteral("no such folder/out.png")));
    QTRY_VERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("out.png")));
    QVERIFY(m_window->session()->hasUnsavedResult());
}

void TestMainWindow::badFileIsSaidInTheWindow()
{
    loadPictures();
    dropFiles(m_window->pictures()->content(),
              {m_folder.addBytes(QStringLiteral("notes.txt"), "not a picture")});
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("notes.txt")));
    QCOMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("tree.png"));
    QVERIFY(!QApplication::activeModalWidget());
}

void TestMainWindow::dropOnTheWindowAsksWhatItIs_data()
{
    QTest::addColumn<int>("choice");
    QTest::newRow("content") << 0;
    QTest::newRow("style") << 1;
}

void TestMainWindow::dropOnTheWindowAsksWhatItIs()
{
    QFETCH(int, choice);
    QVERIFY(dropFiles(m_window.get(),
                      {m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red))}));
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())));
    menu->actions().at(choice)->trigger();
    menu->close();
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(m_window->pictures()->content()->isEmpty(), choice == 1);
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(choice));
}

void TestMainWindow::ofSeveralPicturesTheFirstIsTakenAndThatIsSaid()
{
    const QString folder = QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/data/pictures/");
    m_window->setContent(folder + QStringLiteral("gif.gif"));
    QTRY_VERIFY(!m_window->pictures()->content()->isEmpty());
    QCOMPARE(m_window->messageBar()->message(), QString());
    m_window->addStyle(folder + QStringLiteral("pages.tif"));
    QTRY_COMPARE(m_window->messageBar()->message(),
                 QStringLiteral("“pages.tif” holds 3 pictures: the first one is taken."));
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Information);
}

void TestMainWindow::aDroppedFolderIsStylesButNoContent()
{
    const QString folder = m_folder.addFolder(QStringLiteral("paintings"));
    m_folder.add(QStringLiteral("paintings/a.png"), plainPicture(Qt::red));
    m_folder.add(QStringLiteral("paintings/b.png"), plainPicture(Qt::blue));
    const auto choose = [this, &folder](int choice) {
        QVERIFY(dropFiles(m_window.get(), {folder}));
        QMenu *menu = nullptr;
        QTRY_VERIFY((menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())));
        menu->actions().at(choice)->trigger();
        menu->close();
        QTRY_VERIFY(!m_window->pictures()->isLoading());
    };
    choose(0);
    const QString sentence = m_window->messageBar()->message();
    QVERIFY2(sentence.startsWith(QStringLiteral("In the folder “paintings” there are 2 pictures")),
             qPrintable(sentence));
    QVERIFY(m_window->pictures()->content()->isEmpty());
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(0));
    choose(1);
    QTRY_COMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(2));
    QVERIFY(m_window->pictures()->content()->isEmpty());
}

void TestMainWindow::closingWhileRenderingEndsCleanly()
{
    loadPictures();
    startAndHold(3);
    QTRY_VERIFY(m_window->session()->hasUnsavedPicture());
    QTimer::singleShot(0, qApp, [] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            box->button(QMessageBox::Discard)->click();
    });
    QVERIFY(m_window->close());
    m_window.reset(); // waits for the thread, which is in the midst of an iteration
    QCOMPARE(int(m_fake->seen().size()), 3);
}

void TestMainWindow::closingWithAnUnsavedResultAsks_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("closes");
    QTest::newRow("discard") << int(QMessageBox::Discard) << true;
    QTest::newRow("cancel") << int(QMessageBox::Cancel) << false;
}

void TestMainWindow::closingWithAnUnsavedResultAsks()
{
    QFETCH(int, answer);
    QFETCH(bool, closes);
    loadPictures();
    startAndHold(3);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());

    bool asked = false;
    QTimer::singleShot(0, m_window.get(), [&] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        asked = question;
        if (question)
            question->button(QMessageBox::StandardButton(answer))->click();
    });
    QCOMPARE(m_window->close(), closes);
    QVERIFY(asked);
    QCOMPARE(m_window->isVisible(), !closes);
}

void TestMainWindow::closingAfterExportDoesNotAsk()
{
    loadPictures();
    startAndHold(3);
    m_window->session()->stop();
    QTRY_VERIFY(m_window->session()->hasUnsavedResult());
    m_window->exports()->exportTo(m_folder.path(QStringLiteral("out.png")));
    QTRY_VERIFY(!m_window->session()->hasUnsavedResult());
    QVERIFY(m_window->close()); // a question would never return
}

void TestMainWindow::saysBeforeStartWhatTheRunTakes()
{
    QVERIFY(m_window->runBar()->estimateText().isEmpty());
    loadPictures();
    // Memory is known from the start, time is not before it was measured.
    QTRY_VERIFY(m_window->runBar()->estimateText().contains(QStringLiteral("memory")));
    QVERIFY(!m_window->runBar()->estimateText().contains(u':'));
    QVERIFY(!m_window->runBar()->warns());

    m_fake->iterations = 40;
    m_window->run()->start();
    QVERIFY(m_window->runBar()->estimateText().isEmpty()); // progress says it now
    QTRY_VERIFY(m_window->session()->isIdle());
    QTRY_VERIFY(m_window->runBar()->estimateText().contains(u':'));

    makeWindow(); // the next day
    loadPictures();
    QTRY_VERIFY(m_window->runBar()->estimateText().contains(u':'));
}

void TestMainWindow::warnsOfMoreMemoryThanThereIs()
{
    loadPictures();
    m_window->setContent(
        m_folder.add(QStringLiteral("wide.png"), plainPicture(Qt::red, {400, 400})));
    QTRY_COMPARE(m_window->pictures()->content()->picture().pyramid.size(), QSize(400, 400));
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.size = 16384;
    parameters.optimizer = OptimizerKind::Lbfgs;
    m_window->edits()->applyParameters(parameters, QStringLiteral("Large"));
    QTRY_VERIFY(m_window->runBar()->warns()); // 160 GB, wherever they are to lie
    QVERIFY(m_window->runBar()->estimateText().contains(QStringLiteral("free")));
    QVERIFY(m_window->startAction()->isEnabled()); // whoever knows better may try
}

void TestMainWindow::dragOverTheWindowIsSeen()
{
    const QImage before = m_window->canvas()->grab().toImage();
    QMimeData data;
    data.setImageData(plainPicture(Qt::red));
    QVERIFY(dragOver(m_window.get(), data));
    QVERIFY(m_window->canvas()->grab().toImage() != before);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(m_window.get(), &leave);
    QCOMPARE(m_window->canvas()->grab().toImage(), before);
}

void TestMainWindow::pastingNothingSaysSo()
{
    QApplication::clipboard()->setText(QStringLiteral("no picture"));
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    ImageWell *well = m_window->pictures()->content();
    well->setFocus();
    QTest::keyClick(well, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("clipboard")));
}

void TestMainWindow::titleShowsTheProgress()
{
    m_fake->iterations = 10;
    loadPictures();
    startAndHold(4);
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("40 % – tree.png[*] – Gramarye"));
    m_window->session()->stop();
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("tree.png[*] – Gramarye"));
    QVERIFY(m_window->isWindowModified());
}

void TestMainWindow::spaceOnTheCanvasStartsAndPauses()
{
    loadPictures();
    m_fake->holdSteps();
    QTest::keyClick(m_window->canvas(), Qt::Key_Space);
    QVERIFY(m_window->session()->isRunning());
    QTest::keyClick(m_window->canvas(), Qt::Key_Space);
    QVERIFY(m_window->session()->isPaused());
    QTest::keyClick(m_window->canvas(), Qt::Key_Space);
    QVERIFY(m_window->session()->isRunning());
}

/// A random network like the distilled one, as a weight file.
QString TestMainWindow::writeDistilled() const
{
    const QString path = m_folder.path(QStringLiteral("distilled.pth"));
    if (!writeLegacyStream(path, randomConvolutions(*NetworkCatalog::builtIn().find(distilled))))
        qFatal("cannot write the test's file");
    return path;
}

void TestMainWindow::droppedWeightsAreImportedAndOffered()
{
    const NetworkBar *bar = m_window->networkBar();
    QVERIFY(
        dropFiles(m_window->pictures()->content(), {writeDistilled()})); // that does not take it
    QVERIFY2(bar->message().contains(QStringLiteral("distilled.pth")), qPrintable(bar->message()));
    QTRY_COMPARE(bar->message(), QStringLiteral("VGG-19 distilled is installed."));
    QVERIFY(QFile::exists(networkFile(distilled)));
    QCOMPARE(m_window->networkBox()->source().info.name, QStringLiteral("builtin"));
    QVERIFY(!QApplication::activePopupWidget() && !QApplication::activeModalWidget());

    bar->offerButtons().front()->click();
    QCOMPARE(m_window->networkBox()->source().path, networkFile(distilled));
    QCOMPARE(bar->message(), QString());
    QCOMPARE(m_window->messageBar()->message(), QString());
}

void TestMainWindow::droppedWeightsMayLieAmongPictures()
{
    const QString tree = m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red));
    QVERIFY(dropFiles(m_window.get(), {writeDistilled(), tree}));
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())));
    menu->actions().first()->trigger();
    menu->close();
    QTRY_COMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("tree.png"));
    QTRY_VERIFY(QFile::exists(networkFile(distilled)));
    QTRY_VERIFY(!m_window->networkInstaller()->activity(distilled).isUnderWay());
}

void TestMainWindow::rubbishWeightsAreSaidInTheWindow()
{
    const QString path = m_folder.addBytes(QStringLiteral("rubbish.pth"), "not weights");
    QVERIFY(dropFiles(m_window.get(), {path}));
    QTRY_COMPARE(m_window->networkBar()->message(),
                 errorText({ErrorCode::WeightsUnknown, QStringLiteral("rubbish.pth"), {}}));
    QVERIFY(!QApplication::activePopupWidget() && !QApplication::activeModalWidget());
    QVERIFY(!QFile::exists(networkFolder()));
}

void TestMainWindow::weightsThatMayBeEitherAreAskedAbout()
{
    makeWindow(tinyCatalog());
    const QString caffe = QStringLiteral("vgg19-caffe");
    const QString path = m_folder.path(QStringLiteral("either.pth"));
    QVERIFY(writeLegacyStream(path, randomConvolutions(*tinyCatalog().find(caffe))));
    QVERIFY(dropFiles(m_window.get(), {path}));
    QMessageBox *question = nullptr;
    QTRY_VERIFY((question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())));
    QVERIFY2(question->text().contains(QStringLiteral("either.pth")), qPrintable(question->text()));
    QVERIFY(!QFile::exists(networkFolder()));
    for (QAbstractButton *button : question->buttons()) {
        if (button->text() == QStringLiteral("VGG-19, Caffe order"))
            button->click();
    }
    QTRY_COMPARE(m_window->networkBar()->message(),
                 QStringLiteral("VGG-19, Caffe order is installed."));
    QVERIFY(QFile::exists(networkFile(caffe)));
    QVERIFY(!QApplication::activeModalWidget());
}

void TestMainWindow::theFinerNetworkIsOfferedOnce()
{
    QVERIFY2(m_window->networkBar()->message().contains(QStringLiteral("VGG-19")),
             qPrintable(m_window->networkBar()->message()));
    QVERIFY(m_window->networkBar()->isVisible());
    QCOMPARE(m_window->networkBar()->offerButtons().front()->text(),
             QStringLiteral("Download (80.1 MB)"));
    QCOMPARE(m_window->focusWidget(), m_window->canvas()); // it does not push itself forward
    makeWindow();
    QVERIFY(m_window->networkBar()->isVisible());
    m_window->networkBar()->closeButton()->click();
    QVERIFY(!m_window->networkBar()->isVisible());
    makeWindow();
    QVERIFY(!m_window->networkBar()->isVisible());
}

void TestMainWindow::theFinerNetworkIsOfferedUntilItIsHere()
{
    const QByteArray file = safetensorsOf(publishedTensors());
    const HttpServer server(ServedFile{file});
    const NetworkCatalog catalog =
        tinyCatalogAt(server.address(QStringLiteral("/model.safetensors")), sha256(file));
    makeWindow(catalog);
    m_window->networkBar()->offerButtons().front()->click();
    QTRY_COMPARE(m_window->networkBar()->message(), QStringLiteral("VGG-19 is installed."));
    QCOMPARE(server.sent(), neededBytes(file));
    QCOMPARE(m_window->networkBox()->source().info.name, QStringLiteral("builtin"));
    makeWindow(catalog);
    QVERIFY(!m_window->networkBar()->isVisible());

    QVERIFY(NetworkStore(catalog).remove(QStringLiteral("vgg19")));
    makeWindow(catalog);
    QVERIFY(!m_window->networkBar()->isVisible());
    m_window.reset(); // before the catalogue
}

void TestMainWindow::whatIsNotHereIsShownInTheDialog()
{
    const NetworksDialog *dialog = m_window->networksDialog();
    NetworkBox *box = m_window->networkBox();
    Q_EMIT box->activated(box->findData(distilled));
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QCOMPARE(dialog->focusWidget(), dialog->row(distilled)->downloadButton());
    QCOMPARE(m_window->networkBar()->message(), QString()); // all is told there now

    QVERIFY(dropFiles(m_window.get(), {writeDistilled()}));
    QTRY_COMPARE(dialog->row(distilled)->messageText(), QStringLiteral("Installed."));
    QCOMPARE(m_window->networkBar()->message(), QString());
    dialog->row(distilled)->useButton()->click();
    QCOMPARE(box->source().path, networkFile(distilled));
    QVERIFY(dialog->row(distilled)->factsLabel()->text().startsWith(
        QStringLiteral("installed, in use")));
}

GRAMARYE_TEST(TestMainWindow)

} // namespace gramarye::tst_mainwindow

#include "tst_mainwindow.moc"
