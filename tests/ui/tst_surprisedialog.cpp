#include "core/model/variations.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/presets/surprisedialog.h"
#include "ui/presets/variationtile.h"

#include <QDialogButtonBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace gramarye::tst_surprisedialog {

/// The dialog on a real engine whose mathematics is a fake.
class TestSurpriseDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rendersSixLooksOneAfterAnother();
    void picturesAreSmallAndOfTheLooks();
    void tilesSayWhatTheyDoInNumbers_data();
    void tilesSayWhatTheyDoInNumbers();
    void fillsWhileItRenders();
    void clickPicksTheLookInFull();
    void returnPicksWhatHasTheFocus();
    void nothingIsPickedThatCannotBeSeen();
    void againMakesSixOthers();
    void againDuringARenderLeavesTheOldOneOut();
    void closingStopsInTheMidstOfAnIteration();
    void haltLeavesWhatIsThere();
    void failureIsSaidOnce();

private:
    void open(quint32 seed = 3);
    VariationTile *tile(std::size_t place) const { return m_dialog->tiles()[place]; }

    std::shared_ptr<FakeControl> m_fake;
    RenderJob m_job;
    QPointer<SurpriseDialog> m_dialog;
};

void TestSurpriseDialog::init()
{
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 8;
    m_job = {};
    m_job.scene.content.image = plainPicture(Qt::red);
    m_job.scene.styles = {{{plainPicture(Qt::green)}}, {{plainPicture(Qt::yellow)}, 0.5}};
    m_job.scene.network.info = NetworkCatalog::builtIn().networks().front();
    m_job.scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, m_job.scene.network.info);
    m_job.scene.parameters.size = 1024;
}

void TestSurpriseDialog::cleanup()
{
    delete m_dialog;
}

void TestSurpriseDialog::open(quint32 seed)
{
    m_dialog = new SurpriseDialog(m_job, std::make_unique<RenderEngine>(fakeFactory(m_fake)), seed);
    m_dialog->start();
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestSurpriseDialog::rendersSixLooksOneAfterAnother()
{
    open();
    QCOMPARE(m_dialog->tiles().size(), std::size_t(6));
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(tile(i)->picture().pixelColor(0, 0).red(), m_fake->iterations);
    QCOMPARE(m_fake->jobs().size(), std::size_t(6));
    QVERIFY(!m_dialog->isRendering());
    // Never two at a time: each has all its iterations before the next begins.
    const auto seen = m_fake->seen();
    QCOMPARE(seen.size(), std::size_t(6 * 8));
    for (std::size_t i = 0; i < seen.size(); ++i)
        QCOMPARE(seen[i].ratio, m_dialog->looks()[i / 8].ratio);
}

void TestSurpriseDialog::picturesAreSmallAndOfTheLooks()
{
    open();
    QTRY_COMPARE(m_fake->jobs().size(), std::size_t(6));
    for (std::size_t i = 0; i < 6; ++i) {
        const RenderJob job = m_fake->jobs()[i];
        QCOMPARE(job.scene.content.image.cacheKey(), m_job.scene.content.image.cacheKey());
        QCOMPARE(job.scene.styles.size(), m_job.scene.styles.size());
        QVERIFY(job.scene.parameters.size <= 160);
        QVERIFY(job.scene.parameters.iterations <= 100);
        StyleParameters look = job.scene.runParameters();
        look.size = m_job.scene.parameters.size;
        look.scales = m_job.scene.parameters.scales;
        look.iterations = m_job.scene.parameters.iterations;
        look.previewEvery = m_job.scene.parameters.previewEvery;
        QVERIFY(look == m_dialog->looks()[i]);
    }
    QVERIFY(m_dialog->looks()
            == variations(m_job.scene.runParameters(), m_job.scene.network.info,
                          SurpriseDialog::tileCount, 3));
}

void TestSurpriseDialog::tilesSayWhatTheyDoInNumbers_data()
{
    QTest::addColumn<StyleLoss>("loss");
    QTest::addColumn<bool>("hasBrushwork");
    QTest::newRow("distributions") << StyleLoss::Distribution << true;
    QTest::newRow("Gram matrices") << StyleLoss::Gram << false;
}

// Of every layer that has a slider.
void TestSurpriseDialog::tilesSayWhatTheyDoInNumbers()
{
    QFETCH(StyleLoss, loss);
    QFETCH(bool, hasBrushwork);
    const NetworkInfo &network = m_job.scene.network.info;
    m_job.scene.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network, loss);
    open();
    const QString text = tile(0)->toolTip();
    QVERIFY2(text.contains(QStringLiteral("strokes: ")), qPrintable(text));
    QCOMPARE(text.contains(QStringLiteral("brushwork: ")), hasBrushwork);
}

void TestSurpriseDialog::fillsWhileItRenders()
{
    m_fake->holdSteps();
    open();
    QVERIFY(tile(0)->state() == VariationTile::State::Rendering);
    QVERIFY(tile(1)->state() == VariationTile::State::Waiting);
    m_fake->let(4);
    QTRY_VERIFY(!tile(0)->picture().isNull());
    QCOMPARE(tile(0)->picture().pixelColor(0, 0).blue(), m_fake->color.blue());
    QVERIFY(tile(0)->state() == VariationTile::State::Rendering);
    m_fake->let(4);
    QTRY_VERIFY(tile(0)->state() == VariationTile::State::Done);
    QTRY_VERIFY(tile(1)->state() == VariationTile::State::Rendering);
    QVERIFY(tile(2)->state() == VariationTile::State::Waiting);
}

void TestSurpriseDialog::clickPicksTheLookInFull()
{
    open();
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    QSignalSpy picked(m_dialog, &SurpriseDialog::picked);
    const StyleParameters look = m_dialog->looks()[4];
    QTest::mouseClick(tile(4), Qt::LeftButton);
    QCOMPARE(picked.size(), 1);
    QVERIFY(picked.front().front().value<StyleParameters>() == look);
    QCOMPARE(look.size, 1024); // of the picture in the window, not the small one's
    QTRY_VERIFY(!m_dialog);    // it closed, and went
}

void TestSurpriseDialog::returnPicksWhatHasTheFocus()
{
    open();
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    QSignalSpy picked(m_dialog, &SurpriseDialog::picked);
    QVERIFY(tile(0)->hasFocus());
    QTest::keyClick(tile(0), Qt::Key_Right);
    QVERIFY(tile(1)->hasFocus());
    const StyleParameters look = m_dialog->looks()[1];
    QTest::keyClick(tile(1), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QVERIFY(picked.front().front().value<StyleParameters>() == look);
}

void TestSurpriseDialog::nothingIsPickedThatCannotBeSeen()
{
    m_fake->holdSteps();
    open();
    QSignalSpy picked(m_dialog, &SurpriseDialog::picked);
    QTest::mouseClick(tile(0), Qt::LeftButton);
    QTest::mouseClick(tile(3), Qt::LeftButton);
    QCOMPARE(picked.size(), 0);
    QVERIFY(m_dialog->isVisible());
    m_fake->let(4);
    QTRY_VERIFY(!tile(0)->picture().isNull()); // half done, but to be seen
    QTest::mouseClick(tile(0), Qt::LeftButton);
    QCOMPARE(picked.size(), 1);
}

void TestSurpriseDialog::againMakesSixOthers()
{
    open();
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    const auto before = m_dialog->looks();
    QTest::mouseClick(m_dialog->againButton(), Qt::LeftButton);
    for (std::size_t i = 0; i < 6; ++i) {
        QVERIFY(m_dialog->looks()[i] != before[i]);
        QVERIFY(tile(i)->state() != VariationTile::State::Done);
        QVERIFY(tile(i)->picture().isNull());
    }
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    QCOMPARE(m_fake->jobs().size(), std::size_t(12));
}

void TestSurpriseDialog::againDuringARenderLeavesTheOldOneOut()
{
    m_fake->holdSteps();
    open();
    m_fake->let(4);
    QTRY_VERIFY(!tile(0)->picture().isNull());
    m_dialog->again();
    QVERIFY(tile(0)->picture().isNull());
    m_fake->let(1000);
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
    QCOMPARE(m_fake->jobs().size(), std::size_t(7)); // the first of the old looks, and six
}

void TestSurpriseDialog::closingStopsInTheMidstOfAnIteration()
{
    m_fake->holdSteps(); // an iteration that would never end
    open();
    QTRY_COMPARE(m_fake->jobs().size(), std::size_t(1));
    m_dialog->close();
    QTRY_VERIFY(!m_dialog); // its engine has waited for its thread
    QVERIFY(m_fake->seen().empty());
    QCOMPARE(m_fake->jobs().size(), std::size_t(1));
}

void TestSurpriseDialog::haltLeavesWhatIsThere()
{
    m_fake->holdSteps();
    m_fake->iterations = 400;
    open();
    m_fake->let(400);
    QTRY_VERIFY(tile(1)->state() == VariationTile::State::Rendering);
    QTRY_VERIFY((m_fake->let(4), !tile(1)->picture().isNull()));
    m_dialog->halt();
    QVERIFY(!m_dialog->isRendering());
    QVERIFY(tile(0)->state() == VariationTile::State::Done);
    QVERIFY(tile(1)->state() == VariationTile::State::Done);
    QVERIFY(tile(2)->state() == VariationTile::State::Empty);
    QSignalSpy picked(m_dialog, &SurpriseDialog::picked);
    QTest::mouseClick(tile(2), Qt::LeftButton);
    QCOMPARE(picked.size(), 0);
    QTest::mouseClick(tile(1), Qt::LeftButton);
    QCOMPARE(picked.size(), 1);
}

void TestSurpriseDialog::failureIsSaidOnce()
{
    m_fake->throwAt = 2;
    m_fake->throwing = [] { throw std::bad_alloc(); };
    open();
    QTRY_VERIFY(m_dialog->note().contains(QStringLiteral("memory")));
    QVERIFY(!m_dialog->isRendering());
    QCOMPARE(m_fake->jobs().size(), std::size_t(1));
    for (const VariationTile *tile : m_dialog->tiles())
        QVERIFY(tile->state() == VariationTile::State::Empty);

    m_fake->throwAt = 0;
    m_dialog->again();
    QVERIFY(m_dialog->note().isEmpty());
    QTRY_VERIFY(tile(5)->state() == VariationTile::State::Done);
}

GRAMARYE_TEST(TestSurpriseDialog)

} // namespace gramarye::tst_surprisedialog

#include "tst_surprisedialog.moc"
