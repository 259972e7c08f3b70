#include "core/transfer/styleareas.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_styleareas {

namespace {

QImage maskOf(const std::vector<int> &row)
{
    QImage mask(int(row.size()), 1, QImage::Format_Grayscale8);
    for (std::size_t i = 0; i < row.size(); ++i)
        mask.scanLine(0)[i] = uchar(row[i]);
    return mask;
}

std::vector<int> weightsIn(const StyleArea &area, int width)
{
    const PixelWeights *weights = area.weightsAt(1, width);
    return weights ? std::vector<int>(weights->row(0), weights->row(0) + width)
                   : std::vector<int>();
}

using Row = std::vector<int>;

} // namespace

class TestStyleAreas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutRegionsThereIsOneArea();
    void whatNoRegionCoversIsShared();
    void regionsThatOverlapShare();
    void anEmptyRegionLeavesItsStyleOut();
    void strengthHoldsAllOfThem();
    void whereAllIsHeldThereIsNoArea();
    void averagesKeepWhatIsSmall();
    void windowsWeighAsTheirMiddleDoes();
    void weightsOfStylesCountAgainstTheLargest();
};

void TestStyleAreas::withoutRegionsThereIsOneArea()
{
    const auto areas = styleAreas({}, 2, {4, 1});
    QCOMPARE(areas.size(), std::size_t(1));
    QVERIFY(areas[0].has(0) && areas[0].has(1));
    QCOMPARE(areas[0].share(), 1.0);
    QVERIFY(!areas[0].weightsAt(1, 4));
    QVERIFY(!areas[0].windowWeights(1));
}

void TestStyleAreas::whatNoRegionCoversIsShared()
{
    const auto areas = styleAreas({{maskOf({255, 255, 51, 0}), {}, {}}, {}}, 3, {4, 1});
    QCOMPARE(areas.size(), std::size_t(2));
    QVERIFY(areas[0].has(0) && !areas[0].has(1));
    QCOMPARE(weightsIn(areas[0], 4), Row({255, 255, 51, 0}));
    QVERIFY(!areas[1].has(0) && areas[1].has(1) && areas[1].has(2));
    QCOMPARE(weightsIn(areas[1], 4), Row({0, 0, 204, 255}));
    QCOMPARE(areas[0].share(), 2.2 / 4);
    QCOMPARE(areas[1].only({5, 1, 2}), std::vector<double>({0, 1, 2}));
}

void TestStyleAreas::regionsThatOverlapShare()
{
    const auto areas =
        styleAreas({{maskOf({255, 255, 100, 0}), maskOf({0, 255, 100, 255})}, {}}, 2, {4, 1});
    QCOMPARE(areas.size(), std::size_t(2)); // nobody is there for what is left over
    QCOMPARE(weightsIn(areas[0], 4), Row({255, 128, 100, 0}));
    QCOMPARE(weightsIn(areas[1], 4), Row({0, 128, 100, 255}));
}

void TestStyleAreas::anEmptyRegionLeavesItsStyleOut()
{
    const auto areas = styleAreas({{maskOf({0, 0}), {}}, {}}, 2, {2, 1});
    QCOMPARE(areas.size(), std::size_t(1));
    QVERIFY(!areas[0].has(0) && areas[0].has(1));
    QVERIFY(!areas[0].weightsAt(1, 2)); // and the other one is everywhere
}

void TestStyleAreas::strengthHoldsAllOfThem()
{
    const auto areas =
        styleAreas({{maskOf({255, 255, 0, 0}), {}}, maskOf({255, 0, 0, 102})}, 2, {4, 1});
    QCOMPARE(areas.size(), std::size_t(2));
    QCOMPARE(weightsIn(areas[0], 4), Row({255, 0, 0, 0}));
    QCOMPARE(weightsIn(areas[1], 4), Row({0, 0, 0, 102}));
}

void TestStyleAreas::whereAllIsHeldThereIsNoArea()
{
    QVERIFY(styleAreas({{}, maskOf({0, 0})}, 1, {2, 1}).empty());
    QVERIFY(styleAreas({}, 0, {2, 1}).empty());
}

void TestStyleAreas::averagesKeepWhatIsSmall()
{
    const auto areas = styleAreas({{maskOf({0, 0, 0, 1, 200, 100})}, {}}, 1, {6, 1});
    QCOMPARE(weightsIn(areas[0], 3), Row({0, 1, 150}));
}

void TestStyleAreas::windowsWeighAsTheirMiddleDoes()
{
    QImage mask(5, 4, QImage::Format_Grayscale8);
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 5; ++x)
            mask.scanLine(y)[x] = uchar(10 * y + x);
    }
    const auto areas = styleAreas({{mask}, {}}, 1, {5, 4});
    const PixelWeights *windows = areas[0].windowWeights(3);
    QCOMPARE(windows->height, 2);
    QCOMPARE(windows->width, 3);
    QCOMPARE(int(windows->row(0)[0]), 11);
    QCOMPARE(int(windows->row(1)[2]), 23);
    QCOMPARE(int(windows->row(0)[3]), 0); // padding
}

void TestStyleAreas::weightsOfStylesCountAgainstTheLargest()
{
    const auto areas = styleAreas({{maskOf({255, 0, 0, 0}), {}, {}}, {}}, 3, {4, 1});
    QCOMPARE(areaWeight(areas[0], {1, 1, 1}), 0.25);
    QCOMPARE(areaWeight(areas[1], {1, 1, 1}), 0.75);
    QCOMPARE(areaWeight(areas[0], {0.5, 1, 0}), 0.125);
    QCOMPARE(areaWeight(areas[1], {2, 1, 0.5}), 0.75 * 0.75);
    QCOMPARE(areaWeight(areas[1], {1, 0, 0}), 0.0);
    QCOMPARE(areaWeight(areas[0], {0, 0, 0}), 0.0);
    QCOMPARE(areaWeight(areas[0], {3, 9, 9}), areaWeight(areas[0], {1, 3, 3}));
}

GRAMARYE_TEST(TestStyleAreas)

} // namespace gramarye::tst_styleareas

#include "tst_styleareas.moc"
