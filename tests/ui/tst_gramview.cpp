#include "tests/support/testprogram.h"
#include "ui/representations/gramview.h"

#include <QMouseEvent>
#include <QTest>
#include <QToolTip>

namespace gramarye::tst_gramview {

namespace {

LayerStatistics statistics(Layer layer, int channels, int side)
{
    LayerStatistics statistics{layer, channels, side, {}, {}};
    for (int i = 0; i < side * side; ++i) {
        statistics.style.push_back(float(i));
        statistics.picture.push_back(float(2 * i));
    }
    return statistics;
}

/// A hill of the style on the left, and one of the picture on the right.
DistributionCurves curves()
{
    DistributionCurves curves;
    curves.distance = 0.25;
    curves.high = 1;
    std::fill_n(curves.style.begin(), DistributionCurves::bins / 2, 2.0f);
    std::fill_n(curves.picture.rbegin(), DistributionCurves::bins / 2, 2.0f);
    return curves;
}

LayerStatistics withCurves(LayerStatistics statistics)
{
    statistics.curves = curves();
    return statistics;
}

LayerStatistics patches()
{
    return withCurves({Layer::Patches});
}

bool shows(const QImage &image, const QRect &place, const QColor &color)
{
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

int brightness(const QColor &color)
{
    return 299 * color.red() + 587 * color.green() + 114 * color.blue();
}

} // namespace

class TestGramView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void colorsGetBrighterWithTheValue();
    void scaleIsASquareRoot();
    void whatIsBeyondTheScaleIsWhite();
    void bothMapsAreOnTheStylesScale();
    void pointingNamesChannelsAndValues_data();
    void pointingNamesChannelsAndValues();
    void besideTheMapsNothingIsNamed();
    void keysMoveFromEntryToEntry();
    void lookingGoesOnWhenNewOnesArrive();
    void mapsDoNotOverlap_data();
    void mapsDoNotOverlap();
    void emptyOnesSayWhatWillBeThere();
    void distributionsAreDrawnAsCurves();
    void gramMatricesAloneHaveNoCurves();
    void pointingAtCurvesNamesTheirDistance();
    void keysReachCurves();
    void curvesExplainThemselves();

private:
    void pointAt(QRect map, int side, int row, int column);

    std::unique_ptr<GramView> m_view;
};

void TestGramView::init()
{
    m_view = std::make_unique<GramView>();
    m_view->resize(900, 240);
    m_view->show();
}

void TestGramView::pointAt(QRect map, int side, int row, int column)
{
    const QPoint inside((2 * column + 1) * map.width() / (2 * side),
                        (2 * row + 1) * map.height() / (2 * side));
    QMouseEvent move(QEvent::MouseMove, map.topLeft() + inside, QPointF(), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view.get(), &move);
}

void TestGramView::colorsGetBrighterWithTheValue()
{
    int before = -1;
    for (int i = 0; i <= 100; ++i) {
        const int now = brightness(heatColor(i, 100));
        QVERIFY2(now > before, qPrintable(QString::number(i)));
        before = now;
    }
}

void TestGramView::scaleIsASquareRoot()
{
    QCOMPARE(heatColor(25, 100), heatColor(0.25, 1));
    QCOMPARE(heatColor(4, 100), QColor(64, 10, 103)); // a fifth of the way: the second of six stops
    QCOMPARE(heatColor(0, 100), QColor(0, 0, 4));
    QCOMPARE(heatColor(0, 0), QColor(0, 0, 4));
}

void TestGramView::whatIsBeyondTheScaleIsWhite()
{
    QVERIFY(heatColor(100, 100) != QColor(Qt::white));
    QCOMPARE(heatColor(101, 100), QColor(Qt::white));
    QCOMPARE(heatColor(qQNaN(), 100), QColor(Qt::white));
}

void TestGramView::bothMapsAreOnTheStylesScale()
{
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4)});
    const QImage shown = m_view->grab().toImage();
    const auto colorAt = [&](QRect map, int row, int column) {
        return shown.pixelColor(map.left() + (2 * column + 1) * map.width() / 8,
                                map.top() + (2 * row + 1) * map.height() / 8);
    };
    QCOMPARE(colorAt(m_view->styleMap(0), 1, 2), heatColor(6, 15));
    QCOMPARE(colorAt(m_view->pictureMap(0), 1, 2), heatColor(12, 15));
    QCOMPARE(colorAt(m_view->pictureMap(0), 3, 3), QColor(Qt::white));
}

void TestGramView::pointingNamesChannelsAndValues_data()
{
    QTest::addColumn<Layer>("layer");
    QTest::addColumn<int>("channels");
    QTest::addColumn<QString>("reading");
    QTest::newRow("one channel each")
        << Layer::Conv3_1 << 4 << QStringLiteral("conv3_1, channels 2 with 3: style 6, picture 12");
    QTest::newRow("blocks")
        << Layer::Conv5_1 << 16
        << QStringLiteral("conv5_1, channels 5–8 with 9–12, on average: style 6, picture 12");
    QTest::newRow("pixels") << Layer::Pixels << 4
                            << QStringLiteral(
                                   "pixels, channels green with blue: style 6, picture 12");
}

void TestGramView::pointingNamesChannelsAndValues()
{
    QFETCH(Layer, layer);
    QFETCH(int, channels);
    QFETCH(QString, reading);
    m_view->setStatistics({statistics(Layer::Conv1_1, 8, 8), statistics(layer, channels, 4)});
    for (const QRect &map : {m_view->styleMap(1), m_view->pictureMap(1)}) {
        pointAt(map, 4, 1, 2);
        QCOMPARE(m_view->reading(), reading);
        QCOMPARE(m_view->accessibleDescription(), reading);
    }
}

void TestGramView::besideTheMapsNothingIsNamed()
{
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4)});
    pointAt(m_view->styleMap(0), 4, 0, 0);
    QVERIFY(!m_view->reading().isEmpty());
    pointAt(m_view->styleMap(0).translated(0, -m_view->styleMap(0).height()), 4, 0, 0);
    QCOMPARE(m_view->reading(), QString());
}

void TestGramView::keysMoveFromEntryToEntry()
{
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4), statistics(Layer::Conv2_1, 8, 8)});
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->entry());
    for (const auto key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Left, Qt::Key_Right})
        QTest::keyClick(m_view.get(), key);
    QCOMPARE(m_view->reading(), QStringLiteral("conv1_1, channels 3 with 2: style 9, picture 18"));
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QVERIFY(m_view->reading().startsWith(QStringLiteral("conv2_1, channels 3 with 2")));
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(m_view->reading().startsWith(QStringLiteral("conv2_1, channels 8 with 2")));
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QVERIFY(m_view->reading().startsWith(QStringLiteral("conv1_1, channels 4 with 2")));
}

void TestGramView::lookingGoesOnWhenNewOnesArrive()
{
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4)});
    pointAt(m_view->styleMap(0), 4, 3, 3);
    LayerStatistics next = statistics(Layer::Conv1_1, 4, 4);
    next.picture.back() = 99;
    m_view->setStatistics({next});
    QVERIFY(m_view->reading().endsWith(QStringLiteral("picture 99")));
    m_view->setStatistics({statistics(Layer::Conv1_1, 2, 2)}); // which has no such entry
    QCOMPARE(m_view->reading(), QString());
    m_view->setStatistics({});
    QVERIFY(!m_view->entry());
}

void TestGramView::mapsDoNotOverlap_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("areDistributions");
    for (const bool areDistributions : {false, true}) {
        const char *what = areDistributions ? "distributions" : "Gram matrices";
        QTest::addRow("%s, wide", what) << QSize(1200, 220) << areDistributions;
        QTest::addRow("%s, in the window", what) << QSize(680, 210) << areDistributions;
        QTest::addRow("%s, in a small window", what) << QSize(427, 210) << areDistributions;
        QTest::addRow("%s, tall", what) << QSize(300, 900) << areDistributions;
        QTest::addRow("%s, square", what) << QSize(600, 600) << areDistributions;
    }
}

void TestGramView::mapsDoNotOverlap()
{
    QFETCH(QSize, size);
    QFETCH(bool, areDistributions);
    m_view->resize(size);
    std::vector<LayerStatistics> layers;
    for (int i = 0; i < 6; ++i) {
        const LayerStatistics layer = statistics(layerAt(std::size_t(i)), 4, 4);
        layers.push_back(areDistributions ? withCurves(layer) : layer);
    }
    if (areDistributions)
        layers.back() = patches();
    m_view->setStatistics(layers);
    std::vector<QRect> maps;
    for (int i = 0; i < 6; ++i) {
        maps.push_back(m_view->styleMap(i));
        maps.push_back(m_view->pictureMap(i));
        maps.push_back(m_view->plot(i));
    }
    const auto isEmpty = [](const QRect &map) { return map.isEmpty(); };
    maps.erase(std::remove_if(maps.begin(), maps.end(), isEmpty), maps.end());
    QCOMPARE(maps.size(), std::size_t(areDistributions ? 5 * 3 + 1 : 6 * 2));
    for (std::size_t a = 0; a < maps.size(); ++a) {
        QVERIFY(m_view->rect().contains(maps[a]));
        for (std::size_t b = 0; b < a; ++b)
            QVERIFY(!maps[a].intersects(maps[b]));
    }
}

void TestGramView::emptyOnesSayWhatWillBeThere()
{
    const QImage empty = m_view->grab().toImage();
    const QRgb background = empty.pixel(2, 2);
    bool written = false;
    for (int y = 0; y < empty.height() && !written; ++y) {
        for (int x = 0; x < empty.width() && !written; ++x)
            written = empty.pixel(x, y) != background;
    }
    QVERIFY(written);
}

void TestGramView::distributionsAreDrawnAsCurves()
{
    m_view->setStatistics({withCurves(statistics(Layer::Conv1_1, 4, 4)), patches()});
    for (const auto theme : {Qt::white, Qt::black}) {
        QPalette palette = m_view->palette();
        palette.setColor(QPalette::Base, theme);
        palette.setColor(QPalette::Text, theme == Qt::white ? Qt::black : Qt::white);
        palette.setColor(QPalette::Highlight, Qt::blue);
        m_view->setPalette(palette);
        const QImage shown = m_view->grab().toImage();
        for (const int layer : {0, 1}) {
            const QRect plot = m_view->plot(layer);
            const QRect left(plot.topLeft(), QSize(plot.width() / 2 - 4, plot.height()));
            const QRect right = left.translated(plot.width() - left.width(), 0);
            QVERIFY(shows(shown, left, palette.color(QPalette::Text)));
            QVERIFY(!shows(shown, right, palette.color(QPalette::Text)));
            QVERIFY(shows(shown, right, Qt::blue));
            // Below the curves it is filled, but not so that the other one could not be seen.
            for (const QRect &half : {left, right}) {
                const QColor middle = shown.pixelColor(half.center());
                QVERIFY(middle != palette.color(QPalette::Base));
                QVERIFY(middle != palette.color(QPalette::Text) && middle != QColor(Qt::blue));
            }
        }
    }
}

void TestGramView::gramMatricesAloneHaveNoCurves()
{
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4), statistics(Layer::Conv2_1, 4, 4)});
    const QRect map = m_view->styleMap(1);
    QVERIFY(m_view->plot(0).isEmpty());
    QVERIFY(m_view->plot(1).isEmpty());
    m_view->setStatistics({withCurves(statistics(Layer::Conv1_1, 4, 4)), patches()});
    QVERIFY(!m_view->plot(0).isEmpty());
    QVERIFY(m_view->styleMap(1).isEmpty()); // patches have no Gram matrix
    QVERIFY(!m_view->plot(1).isEmpty());
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4), statistics(Layer::Conv2_1, 4, 4)});
    QCOMPARE(m_view->styleMap(1), map);
}

void TestGramView::pointingAtCurvesNamesTheirDistance()
{
    m_view->setStatistics({withCurves(statistics(Layer::Conv1_1, 4, 4)), patches()});
    pointAt(m_view->plot(1), 1, 0, 0);
    const QString reading =
        QStringLiteral("patches, where picture and style differ most: distance 0.25");
    QCOMPARE(m_view->reading(), reading);
    QCOMPARE(m_view->accessibleDescription(), reading);
    m_view->setStatistics({statistics(Layer::Conv1_1, 4, 4), statistics(Layer::Conv2_1, 4, 4)});
    QCOMPARE(m_view->reading(), QString()); // which have none
}

void TestGramView::keysReachCurves()
{
    m_view->setStatistics({withCurves(statistics(Layer::Conv1_1, 4, 4)), patches()});
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->entry());
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(m_view->reading().startsWith(QStringLiteral("conv1_1, where")));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QVERIFY(m_view->reading().startsWith(QStringLiteral("conv1_1, channels 4 with 2")));
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    for (const auto key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_Right}) {
        QVERIFY(m_view->reading().startsWith(QStringLiteral("patches, where")));
        QTest::keyClick(m_view.get(), key);
    }
    QVERIFY(m_view->reading().startsWith(QStringLiteral("patches, where")));
}

void TestGramView::curvesExplainThemselves()
{
    m_view->setStatistics({withCurves(statistics(Layer::Conv1_1, 4, 4))});
    const auto helpAt = [this](QPoint position) {
        QHelpEvent help(QEvent::ToolTip, position, m_view->mapToGlobal(position));
        QCoreApplication::sendEvent(m_view.get(), &help);
    };
    helpAt(m_view->styleMap(0).center());
    QCOMPARE(QToolTip::text(), QString());
    helpAt(m_view->plot(0).center());
    QVERIFY2(QToolTip::text().startsWith(QStringLiteral("How often")),
             qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

GRAMARYE_TEST(TestGramView)

} // namespace gramarye::tst_gramview

#include "tst_gramview.moc"
