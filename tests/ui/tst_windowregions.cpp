#include "core/documents/pictureexport.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/canvas/previewcanvas.h"
#include "ui/edits/editrecorder.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/pictures/texturedialog.h"
#include "ui/projects/foundrecipe.h"
#include "ui/projects/projectsession.h"
#include "ui/regions/maskbar.h"
#include "ui/regions/regionactions.h"
#include "ui/regions/regioncolors.h"
#include "ui/regions/regioncontroller.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runcontroller.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowdialogs.h"

#include <QAbstractButton>
#include <QAction>
#include <QMessageBox>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace gramarye::tst_windowregions {

/// Regions in the real window on a fake: painted, undone, imported, exported, and in a run.
class TestWindowRegions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void aRegionIsPaintedOnTheCanvas();
    void everyStrokeIsAStep();
    void undoIsSeenWhileItIsPainted();
    void whatStaysIsPaintedToo();
    void regionsGoWithTheirStyles();
    void paintingEndsWithItsStyle();
    void paintingEndsWithItsContent();
    void aContentOfAnotherShapeTakesRegionsAway();
    void aContentOfTheSameShapeKeepsThem();
    void aTextureTakesThemAwayWithTheContent();
    void aNewTextureIsAnnounced();
    void regionsOfATextureArePainted();
    void whoHasNoRegionTakesTheRest();
    void aGoodMaskIsNoReasonForTheMessageBefore();
    void aMaskIsImported();
    void aPictureOfColorsGivesSeveralRegions_data();
    void aPictureOfColorsGivesSeveralRegions();
    void aBadMaskIsRefused();
    void ofACutMaskWhatIsThereIsOffered();
    void aMaskIsExported();
    void withoutContentNothingIsPainted();
    void aProjectKeepsRegions();
    void aRunIsSteered();
    void aRunAnswersInTheMidstOfAStroke();
    void anEmptyMaskLeavesItsStyleOut();
    void escapeLeavesTheMaskAndNotTheRun();
    void thePartOfAStyleIsPaintedOnItsOwnPicture();
    void thePartOfAStyleSteersARun();
    void paintingAPartEndsWithItsPicture();
    void thePartOfAStyleIsImported();
    void aProjectKeepsParts();
    void aRecipeKeepsParts();
    void theQueueGetsMasks();

private:
    void saveAndOpen();
    void startTexture(QSize size);
    StyleRow *row(int place) const
    {
        return m_window->pictures()->styles()->rows()[std::size_t(place)];
    }
    RegionButton *region(int place) const { return row(place)->region(); }
    RegionButton *part(int place) const { return row(place)->details()->part(); }
    QPoint middle() const { return m_window->canvas()->rect().center(); }

    void stroke(QPoint offset = {}) const
    {
        QTest::mousePress(m_window->canvas(), Qt::LeftButton, {}, middle() + offset);
        QTest::mouseMove(m_window->canvas(), middle() + offset + QPoint(20, 0));
        QTest::mouseRelease(m_window->canvas(), Qt::LeftButton, {}, middle() + offset);
    }

    static int at(const RegionButton *button, QPoint point)
    {
        return button->mask().picture.image.pixelColor(point).red();
    }

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    PictureFolder m_folder;
};

void TestWindowRegions::init()
{
    QSettings().clear();
    m_fake = std::make_shared<FakeControl>();
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                                            NetworkCatalog::builtIn());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setContent(
        m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::gray, {200, 150})));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::blue)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    m_window->edits()->clear();
}

void TestWindowRegions::aRegionIsPaintedOnTheCanvas()
{
    QVERIFY(m_window->maskBar()->isHidden());
    region(1)->paintAction()->trigger();
    QVERIFY(m_window->maskBar()->isVisible());
    QVERIFY(m_window->maskBar()->nameLabel()->text().contains(QStringLiteral("glass")));
    QCOMPARE(region(1)->color(), regionColor(1));
    stroke();
    QVERIFY(region(0)->mask().isNull());
    QCOMPARE(region(1)->mask().picture.image.size(), QSize(200, 150));
    QCOMPARE(at(region(1), {100, 75}), 255);
    QCOMPARE(at(region(1), {10, 10}), 0);
    const EditState state = m_window->edits()->state();
    QVERIFY(state.styles[0].region.isNull());
    QVERIFY(state.styles[1].region == region(1)->mask());
    QVERIFY(m_window->edits()->history()->present() == state);
    // What the next run is made of.
    QVERIFY(
        isSamePicture(m_window->run()->next().scene.styles[1].region, region(1)->mask().picture));
}

void TestWindowRegions::everyStrokeIsAStep()
{
    region(0)->paintAction()->trigger();
    stroke();
    const LoadedPicture first = region(0)->mask();
    stroke({0, 60});
    const LoadedPicture second = region(0)->mask();
    QVERIFY(second != first);
    EditHistory *history = m_window->edits()->history();
    QCOMPARE(history->undoText(), QStringLiteral("Region"));
    history->undo();
    QVERIFY(region(0)->mask() == first);
    history->undo();
    QVERIFY(region(0)->mask().isNull());
    QVERIFY(!history->canUndo());
    history->redo();
    history->redo();
    QVERIFY(region(0)->mask() == second);
}

void TestWindowRegions::undoIsSeenWhileItIsPainted()
{
    region(0)->paintAction()->trigger();
    stroke();
    const QImage first = m_window->regions()->painter()->mask();
    stroke({0, 60});
    m_window->edits()->undoAction()->trigger();
    QVERIFY(m_window->regions()->isEditing());
    QCOMPARE(m_window->regions()->painter()->mask(), first);
    m_window->edits()->undoAction()->trigger();
    QVERIFY(isBlank(m_window->regions()->painter()->mask()));
    m_window->edits()->redoAction()->trigger();
    QCOMPARE(m_window->regions()->painter()->mask(), first);
    stroke({60, 0}); // and on from there
    QVERIFY(at(region(0), {100, 75}) == 255);
}

void TestWindowRegions::whatStaysIsPaintedToo()
{
    RegionButton *strength = m_window->pictures()->strength();
    strength->paintAction()->trigger();
    QVERIFY(isBlank(m_window->regions()->painter()->mask()));
    stroke();
    QCOMPARE(at(strength, {100, 75}), 0);
    QCOMPARE(at(strength, {10, 10}), 255);
    QVERIFY(isSamePicture(m_window->run()->next().scene.strength, strength->mask().picture));
    QCOMPARE(m_window->edits()->history()->undoText(), QStringLiteral("What stays as it is"));
    m_window->edits()->undoAction()->trigger();
    QVERIFY(strength->mask().isNull());
    QVERIFY(isBlank(m_window->regions()->painter()->mask()));
    m_window->edits()->redoAction()->trigger();
    QVERIFY(!strength->mask().isNull());
}

void TestWindowRegions::regionsGoWithTheirStyles()
{
    region(0)->paintAction()->trigger();
    stroke();
    m_window->regions()->finish();
    const LoadedPicture mask = region(0)->mask();
    m_window->pictures()->styles()->move(row(0), 1);
    QVERIFY(region(0)->mask().isNull());
    QVERIFY(region(1)->mask() == mask);
    QCOMPARE(region(0)->color(), regionColor(0));
    m_window->edits()->undoAction()->trigger();
    QVERIFY(region(0)->mask() == mask);
    row(0)->well()->clear();
    QVERIFY(region(0)->mask().isNull());
    m_window->edits()->undoAction()->trigger();
    QVERIFY(region(0)->mask() == mask);
}

void TestWindowRegions::paintingEndsWithItsStyle()
{
    region(1)->paintAction()->trigger();
    row(1)->well()->clear();
    QVERIFY(!m_window->regions()->isEditing());
    region(0)->paintAction()->trigger();
    row(0)->well()->load({m_folder.add(QStringLiteral("oil.png"), plainPicture(Qt::red)), {}});
    QTRY_VERIFY(!m_window->regions()->isEditing());
}

void TestWindowRegions::paintingEndsWithItsContent()
{
    region(1)->paintAction()->trigger();
    stroke();
    m_window->setContent(
        m_folder.add(QStringLiteral("lake.png"), plainPicture(Qt::red, {300, 100})));
    QTRY_VERIFY(!m_window->regions()->isEditing());
}

void TestWindowRegions::aContentOfAnotherShapeTakesRegionsAway()
{
    for (RegionButton *button : m_window->pictures()->regions()) {
        button->paintAction()->trigger();
        stroke();
    }
    m_window->regions()->finish();
    const EditState before = m_window->edits()->state();
    m_window->setContent(
        m_folder.add(QStringLiteral("lake.png"), plainPicture(Qt::red, {300, 100})));
    QTRY_COMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("lake.png"));
    for (const RegionButton *button : m_window->pictures()->regions())
        QVERIFY(button->mask().isNull());
    m_window->edits()->undoAction()->trigger(); // one step
    QVERIFY(m_window->edits()->state() == before);
}

void TestWindowRegions::aContentOfTheSameShapeKeepsThem()
{
    region(0)->paintAction()->trigger();
    stroke();
    m_window->setContent(
        m_folder.add(QStringLiteral("large.png"), plainPicture(Qt::red, {801, 600})));
    QTRY_COMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("large.png"));
    QVERIFY(!region(0)->mask().isNull());
}

void TestWindowRegions::startTexture(QSize size)
{
    m_window->dialogs()->showNewTexture();
    auto *dialog = m_window->findChild<TextureDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->chosen(size, false);
    delete dialog;
}

void TestWindowRegions::aTextureTakesThemAwayWithTheContent()
{
    region(0)->paintAction()->trigger();
    stroke();
    QVERIFY(!region(0)->mask().isNull());
    startTexture({96, 64});
    QVERIFY(m_window->edits()->state().isTexture());
    QVERIFY(region(0)->mask().isNull());
    m_window->edits()->history()->undo();
    QVERIFY(!region(0)->mask().isNull());
}

void TestWindowRegions::aNewTextureIsAnnounced()
{
    const QString invitation = m_window->pictures()->content()->invitation();
    QVERIFY(m_window->pictures()->strength()->isEnabled());
    startTexture({96, 64});
    QVERIFY2(m_window->pictures()->content()->invitation().contains(QString::fromUtf8("96 × 64")),
             qPrintable(m_window->pictures()->content()->invitation()));
    QVERIFY2(m_window->canvas()->announcement().contains(QStringLiteral("press Start")),
             qPrintable(m_window->canvas()->announcement()));
    QVERIFY(!m_window->pictures()->strength()->isEnabled());
    m_window->edits()->history()->undo();
    QCOMPARE(m_window->pictures()->content()->invitation(), invitation);
    QCOMPARE(m_window->canvas()->announcement(), QString());
    QVERIFY(m_window->pictures()->strength()->isEnabled());
}

void TestWindowRegions::regionsOfATextureArePainted()
{
    startTexture({96, 64});
    region(0)->paintAction()->trigger();
    QVERIFY(m_window->regions()->isEditing());
    stroke();
    QCOMPARE(region(0)->mask().picture.image.size(), QSize(96, 64));
    QCOMPARE(at(region(0), {48, 32}), 255);
    startTexture({64, 64}); // of another shape
    QVERIFY(!m_window->regions()->isEditing());
    QVERIFY(region(0)->mask().isNull());
}

void TestWindowRegions::whoHasNoRegionTakesTheRest()
{
    const QString all = region(1)->text();
    region(0)->paintAction()->trigger();
    stroke();
    QCOMPARE(region(1)->text(), QStringLiteral("Rest"));
    QCOMPARE(region(0)->clearAction()->text(), QStringLiteral("Everywhere"));
    m_window->edits()->history()->undo();
    QCOMPARE(region(1)->text(), all);
}

void TestWindowRegions::aGoodMaskIsNoReasonForTheMessageBefore()
{
    m_window->regionActions()->importMask(region(0),
                                          m_folder.addBytes(QStringLiteral("bad.png"), "none"));
    QTRY_VERIFY(!m_window->messageBar()->isHidden());
    QImage picture = plainPicture(Qt::black, {200, 150});
    QPainter(&picture).fillRect(40, 0, 40, 60, Qt::white);
    m_window->regionActions()->importMask(region(0),
                                          m_folder.add(QStringLiteral("mask.png"), picture));
    QTRY_VERIFY(!region(0)->mask().isNull());
    QTRY_VERIFY(m_window->messageBar()->isHidden());
}

void TestWindowRegions::aMaskIsImported()
{
    QImage picture = plainPicture(Qt::black, {80, 60});
    QPainter(&picture).fillRect(40, 0, 40, 60, Qt::white);
    const QString path = m_folder.add(QStringLiteral("mask.png"), picture);
    m_window->regionActions()->importMask(region(0), path);
    QTRY_VERIFY(!region(0)->mask().isNull());
    QCOMPARE(region(0)->mask().picture.image.size(), QSize(200, 150));
    QCOMPARE(at(region(0), {150, 75}), 255);
    QCOMPARE(at(region(0), {50, 75}), 0);
    QVERIFY(region(1)->mask().isNull());
    m_window->edits()->undoAction()->trigger();
    QVERIFY(region(0)->mask().isNull());

    RegionButton *strength = m_window->pictures()->strength();
    m_window->regionActions()->importMask(strength, path);
    QTRY_VERIFY(!strength->mask().isNull());
    QCOMPARE(at(strength, {150, 75}), 255); // white: the styles act
}

void TestWindowRegions::aPictureOfColorsGivesSeveralRegions_data()
{
    QTest::addColumn<int>("colors");
    QTest::addColumn<int>("first");
    QTest::addColumn<QList<int>>("places"); // whose region each style gets, from the lightest
    QTest::newRow("as many as styles") << 2 << 0 << QList<int>{0, 1};
    QTest::newRow("from another on") << 2 << 1 << QList<int>{1, 0};
    QTest::newRow("more than styles") << 3 << 0 << QList<int>{0, 1};
}

void TestWindowRegions::aPictureOfColorsGivesSeveralRegions()
{
    QFETCH(int, colors);
    QFETCH(int, first);
    QFETCH(QList<int>, places);
    const QList<QColor> lightestFirst{Qt::yellow, Qt::red, Qt::blue};
    QImage picture = plainPicture(Qt::black, {200, 150});
    QPainter painter(&picture);
    for (int i = 0; i < colors; ++i)
        painter.fillRect(i * 200 / colors, 0, 200, 150, lightestFirst[i]);
    painter.end();
    const LoadedPicture none = region(0)->mask();
    m_window->regionActions()->importMask(region(first),
                                          m_folder.add(QStringLiteral("colors.png"), picture));
    QTRY_VERIFY(region(first)->mask() != none);
    for (int style = 0; style < 2; ++style) {
        for (int i = 0; i < colors; ++i) {
            const QPoint inside((2 * i + 1) * 100 / colors, 75);
            QCOMPARE(at(region(style), inside), i == places[style] ? 255 : 0);
        }
    }
    QVERIFY(m_window->messageBar()->message().contains(QString::number(colors)));
    m_window->edits()->undoAction()->trigger(); // one step
    QVERIFY(region(0)->mask().isNull());
    QVERIFY(region(1)->mask().isNull());
}

void TestWindowRegions::aBadMaskIsRefused()
{
    const QString path = m_folder.addBytes(QStringLiteral("bad.png"), "no picture");
    m_window->regionActions()->importMask(region(0), path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("bad.png")));
    QVERIFY(region(0)->mask().isNull());
}

void TestWindowRegions::ofACutMaskWhatIsThereIsOffered()
{
    QFile whole(m_folder.add(QStringLiteral("mask.bmp"), plainPicture(Qt::white, {80, 60})));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QString path = m_folder.addBytes(QStringLiteral("cut.bmp"), whole.read(whole.size() / 2));
    const auto answer = [this](QMessageBox::ButtonRole role) {
        QMessageBox *question = nullptr;
        QTRY_VERIFY(question = m_window->findChild<QMessageBox *>());
        QVERIFY(question->text().contains(QStringLiteral("cut.bmp")));
        const auto buttons = question->buttons();
        const auto wanted =
            std::find_if(buttons.begin(), buttons.end(), [&](QAbstractButton *button) {
                return question->buttonRole(button) == role;
            });
        QVERIFY(wanted != buttons.end());
        (*wanted)->click();
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    };
    m_window->regionActions()->importMask(region(0), path);
    answer(QMessageBox::RejectRole);
    QVERIFY(region(0)->mask().isNull());
    m_window->regionActions()->importMask(region(0), path);
    answer(QMessageBox::AcceptRole);
    QTRY_VERIFY(!region(0)->mask().isNull());
    QCOMPARE(at(region(0), {100, 75}), 255);
}

void TestWindowRegions::aMaskIsExported()
{
    region(0)->paintAction()->trigger();
    stroke();
    const QString path = m_folder.path(QStringLiteral("out.png"));
    m_window->regionActions()->exportMask(region(0), path);
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("out.png")));
    const QImage written(path);
    QCOMPARE(pictureChecksum(written), region(0)->mask().picture.ref.hash);
}

void TestWindowRegions::withoutContentNothingIsPainted()
{
    m_window->pictures()->content()->clear();
    region(0)->paintAction()->trigger();
    QVERIFY(!m_window->regions()->isEditing());
    QVERIFY(!m_window->messageBar()->message().isEmpty());
}

/// The project, with nothing left of it in between.
void TestWindowRegions::saveAndOpen()
{
    QSignalSpy saved(m_window->project(), &ProjectSession::saved);
    const QString path = m_folder.path(QStringLiteral("lake.gramarye"));
    m_window->project()->save(path, PictureStorage::Linked);
    QTRY_COMPARE(saved.size(), 1);
    m_window->project()->startNew();
    QTRY_VERIFY(m_window->pictures()->styles()->styles().empty());
    QVERIFY(!m_window->regions()->isEditing());
    QVERIFY(m_window->pictures()->strength()->mask().isNull());
    m_window->openProject(path);
    QTRY_COMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(2));
}

void TestWindowRegions::aProjectKeepsRegions()
{
    for (RegionButton *button : m_window->pictures()->regions()) {
        button->paintAction()->trigger();
        stroke();
    }
    const EditState state = m_window->edits()->state();
    saveAndOpen();
    const EditState opened = m_window->edits()->state();
    QVERIFY(isSamePicture(opened.strength.picture, state.strength.picture));
    for (std::size_t i = 0; i < 2; ++i)
        QVERIFY(isSamePicture(opened.styles[i].region.picture, state.styles[i].region.picture));
    region(0)->paintAction()->trigger(); // and it goes on
    QCOMPARE(m_window->regions()->painter()->mask(), state.styles[0].region.picture.image);
}

void TestWindowRegions::aRunIsSteered()
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_window->session()->state(), RunState::Running);
    region(1)->paintAction()->trigger();
    stroke();
    QVERIFY(m_window->session()->isRunning());
    QVERIFY(isSamePicture(m_window->session()->job().scene.styles[1].region,
                          region(1)->mask().picture));
    m_fake->let(1000);
}

void TestWindowRegions::aRunAnswersInTheMidstOfAStroke()
{
    m_fake->iterations = 100;
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_window->session()->state(), RunState::Running);
    region(1)->paintAction()->trigger();
    QTest::mousePress(m_window->canvas(), Qt::LeftButton, {}, middle());
    QTest::mouseMove(m_window->canvas(), middle() + QPoint(20, 0));
    QTest::qWait(50); // a frame of the screen's
    const std::size_t before = m_fake->regions().size();
    m_fake->let(2);
    QTRY_COMPARE(m_fake->regions().size(), before + 2);
    QVERIFY(region(1)->mask().isNull()); // it is no edit yet
    QVERIFY(!m_fake->regions().back().styles[1].isNull());
    QTest::mouseRelease(m_window->canvas(), Qt::LeftButton, {}, middle() + QPoint(20, 0));
    QVERIFY(!region(1)->mask().isNull());
    m_fake->let(1000);
}

void TestWindowRegions::anEmptyMaskLeavesItsStyleOut()
{
    const QString path =
        m_folder.add(QStringLiteral("none.png"), plainPicture(Qt::black, {80, 30}));
    m_window->regionActions()->importMask(region(0), path);
    QTRY_VERIFY(!region(0)->mask().isNull());
    QVERIFY(isBlack(region(0)->mask().picture.image));
    const QString said = m_window->messageBar()->message();
    QVERIFY2(said.contains(QStringLiteral("black")) && said.contains(QStringLiteral("stretched")),
             qPrintable(said));
}

void TestWindowRegions::escapeLeavesTheMaskAndNotTheRun()
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_window->session()->state(), RunState::Running);
    region(1)->paintAction()->trigger();
    QTest::keyClick(m_window->canvas(), Qt::Key_Escape);
    QVERIFY(!m_window->regions()->isEditing());
    QVERIFY(m_window->session()->isRunning());
    QTest::keyClick(m_window->canvas(), Qt::Key_Escape);
    QVERIFY(!m_window->session()->isRunning());
    m_fake->let(1000);
}

void TestWindowRegions::thePartOfAStyleIsPaintedOnItsOwnPicture()
{
    m_window->regions()->painter()->setBrush({20, 1});
    part(1)->paintAction()->trigger();
    QVERIFY(m_window->regions()->isEditing());
    QCOMPARE(m_window->maskBar()->nameLabel()->text(), QStringLiteral("Part of glass"));
    const auto pixel = [this](QPoint place) {
        return m_window->canvas()->grab().toImage().pixelColor(place);
    };
    QCOMPARE(pixel(middle()), QColor(Qt::blue));
    stroke();
    QCOMPARE(part(1)->mask().picture.image.size(), QSize(64, 48)); // as its picture
    QCOMPARE(at(part(1), {32, 24}), 255);
    QCOMPARE(at(part(1), {2, 2}), 0);
    QVERIFY(region(1)->mask().isNull());
    QVERIFY(isSamePicture(m_window->run()->next().scene.styles[1].mask, part(1)->mask().picture));
    QCOMPARE(m_window->edits()->history()->undoText(), QStringLiteral("Part of a style"));
    m_window->edits()->undoAction()->trigger();
    QVERIFY(part(1)->mask().isNull());
    QVERIFY(isBlank(m_window->regions()->painter()->mask()));
    m_window->edits()->redoAction()->trigger();
    QCOMPARE(at(part(1), {32, 24}), 255);
    m_window->regions()->finish();
    QCOMPARE(pixel(middle()), QColor(Qt::gray)); // the content again
}

// As soon as a stroke is done; so does its undoing.
void TestWindowRegions::thePartOfAStyleSteersARun()
{
    m_fake->iterations = 100;
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_fake->regions().size(), std::size_t(1));
    const auto partsAfterNext = [this] {
        const std::size_t before = m_fake->regions().size();
        m_fake->let(2); // one may be under way
        [&] { QTRY_COMPARE(m_fake->regions().size(), before + 2); }();
        return m_fake->regions().back().parts;
    };
    m_window->regions()->painter()->setBrush({20, 1});
    part(1)->paintAction()->trigger();
    stroke();
    QVERIFY(m_window->runBar()->hint().isEmpty());
    std::vector<QImage> parts = partsAfterNext();
    QCOMPARE(parts.size(), std::size_t(2));
    QVERIFY(parts[0].isNull());
    QCOMPARE(parts[1].cacheKey(), part(1)->mask().picture.image.cacheKey());
    m_window->edits()->undoAction()->trigger();
    parts = partsAfterNext();
    QVERIFY(parts[1].isNull());
    m_fake->let(1000);
}

void TestWindowRegions::paintingAPartEndsWithItsPicture()
{
    part(1)->paintAction()->trigger();
    m_window->setContent(
        m_folder.add(QStringLiteral("lake.png"), plainPicture(Qt::red, {300, 100})));
    QTRY_COMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("lake.png"));
    QVERIFY(m_window->regions()->isEditing()); // that one it is not of
    row(1)->well()->load({m_folder.add(QStringLiteral("oil.png"), plainPicture(Qt::red)), {}});
    QTRY_VERIFY(!m_window->regions()->isEditing());
    part(0)->paintAction()->trigger();
    row(0)->well()->clear();
    QVERIFY(!m_window->regions()->isEditing());
}

void TestWindowRegions::thePartOfAStyleIsImported()
{
    QImage picture = plainPicture(Qt::black, {80, 20});
    QPainter(&picture).fillRect(40, 0, 40, 20, Qt::white);
    m_window->regionActions()->importMask(part(0),
                                          m_folder.add(QStringLiteral("mask.png"), picture));
    QTRY_VERIFY(!part(0)->mask().isNull());
    QCOMPARE(part(0)->mask().picture.image.size(), QSize(64, 48));
    QCOMPARE(at(part(0), {50, 24}), 255);
    QCOMPARE(at(part(0), {10, 24}), 0);
    const QString said = m_window->messageBar()->message();
    QVERIFY2(said.contains(QStringLiteral("stretched")) && said.contains(QStringLiteral("waves")),
             qPrintable(said));
    part(0)->clearAction()->trigger();
    QVERIFY(m_window->edits()->state().styles[0].mask.isNull());
    m_window->edits()->undoAction()->trigger();
    QVERIFY(!m_window->edits()->state().styles[0].mask.isNull());

    m_window->pictures()->content()->clear(); // it is not of the content
    part(1)->paintAction()->trigger();
    QVERIFY(m_window->regions()->isEditing());
}

void TestWindowRegions::aProjectKeepsParts()
{
    part(1)->paintAction()->trigger();
    stroke();
    const EditState state = m_window->edits()->state();
    saveAndOpen();
    const EditState opened = m_window->edits()->state();
    QVERIFY(opened.styles[0].mask.isNull());
    QVERIFY(isSamePicture(opened.styles[1].mask.picture, state.styles[1].mask.picture));
}

void TestWindowRegions::aRecipeKeepsParts()
{
    for (RegionButton *button : {part(0), region(1)}) {
        button->paintAction()->trigger();
        stroke();
    }
    m_window->regions()->finish();
    const EditState state = m_window->edits()->state();
    const QString path = m_folder.path(QStringLiteral("made.png"));
    const RenderedPicture made{plainPicture(Qt::red, {200, 150}), m_window->run()->next(), 0,
                               false};
    QVERIFY(exportPicture(made, path, {}));
    const auto recipe = readRecipe(path);
    QVERIFY(recipe);
    for (RegionButton *button : {part(0), region(1)})
        button->clearAction()->trigger();
    m_window->edits()->apply(
        findRecipe(path, *recipe, NetworkCatalog::builtIn(), m_window->edits()->state())
            .appliedTo(m_window->edits()->state()),
        QStringLiteral("Restore"));
    const EditState restored = m_window->edits()->state();
    QVERIFY(isSamePicture(restored.styles[0].mask.picture, state.styles[0].mask.picture));
    QVERIFY(isSamePicture(restored.styles[1].region.picture, state.styles[1].region.picture));
    QVERIFY(restored.styles[1].mask.isNull());
}

void TestWindowRegions::theQueueGetsMasks()
{
    for (RegionButton *button : {part(0), region(0)}) {
        button->paintAction()->trigger();
        stroke();
    }
    m_window->dialogs()->showQueue();
    QueueDialog *dialog = m_window->dialogs()->queue();
    dialog->setResultsFolder(m_folder.path(QStringLiteral("out")));
    dialog->addChosen();
    QCOMPARE(dialog->queue()->rowCount(), 0); // this thread compresses nothing
    QTRY_COMPARE(dialog->queue()->rowCount(), 2);
    const Style &style = dialog->queue()->pictures()[0].job.scene.styles.front();
    const std::pair<PictureRef, LoadedPicture> masks[] = {{style.region, region(0)->mask()},
                                                          {style.mask, part(0)->mask()}};
    for (const auto &[queued, painted] : masks) {
        const auto read = readPicture(queued);
        QVERIFY(read);
        QVERIFY(isSamePicture(*read, painted.picture));
    }
    for (const QueueEntry &picture : dialog->queue()->pictures())
        QCOMPARE(picture.job.scene.styles.size(), std::size_t(1));
    QVERIFY(dialog->queue()->pictures()[1].job.scene.styles.front().mask.isEmpty());
}

GRAMARYE_TEST(TestWindowRegions)

} // namespace gramarye::tst_windowregions

#include "tst_windowregions.moc"
