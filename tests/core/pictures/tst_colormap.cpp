#include "core/pictures/colormap.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

namespace gramarye::tst_colormap {

namespace {

/// The pixels of a picture.
struct Pixels
{
    std::array<std::vector<float>, 3> channels;

    std::size_t count() const { return channels[0].size(); }
    ColorPlanes planes()
    {
        return {{channels[0].data(), channels[1].data(), channels[2].data()}, count()};
    }
    void add(const Rgb &color)
    {
        for (std::size_t k = 0; k < 3; ++k)
            channels[k].push_back(float(color[k]));
    }
    Rgb at(std::size_t i) const { return {channels[0][i], channels[1][i], channels[2][i]}; }
};

/// What the rows of tests are about.
enum class Kind
{
    Colourful,
    OtherColours,
    Faded,     ///< as in fog
    Saturated, ///< with black, white and pure colours
    Grey,
    Flat,
    OnePixel
};
const std::vector<std::pair<Kind, const char *>> kinds{
    {Kind::Colourful, "colourful"}, {Kind::OtherColours, "other colours"},
    {Kind::Faded, "faded"},         {Kind::Saturated, "saturated"},
    {Kind::Grey, "grey"},           {Kind::Flat, "flat"},
    {Kind::OnePixel, "one pixel"}};

Pixels pixels(Kind kind)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Pixels result;
    for (int i = 0; i < (kind == Kind::OnePixel ? 1 : 3000); ++i) {
        const double a = uniform(random);
        const double b = uniform(random);
        const double c = uniform(random);
        switch (kind) {
        case Kind::Colourful:
            result.add({0.5 + 0.15 * a - 0.1 * c, 0.45 + 0.15 * a + 0.1 * b,
                        0.4 + 0.1 * a - 0.1 * b + 0.1 * c});
            break;
        case Kind::OtherColours:
            result.add({0.4 - 0.1 * a + 0.12 * b, 0.5 + 0.2 * a, 0.6 + 0.15 * a + 0.08 * c});
            break;
        case Kind::Faded:
            result.add({0.6 + 0.01 * a, 0.6 + 0.01 * a + 0.004 * b, 0.62 + 0.006 * a + 0.002 * c});
            break;
        case Kind::Saturated:
            result.add({a > 0 ? 1.0 : 0.0, b > 0 ? 1.0 : 0.0, c > 0 ? 1.0 : 0.0});
            break;
        case Kind::Grey:
            result.add({0.5 + 0.4 * a, 0.5 + 0.4 * a, 0.5 + 0.4 * a});
            break;
        case Kind::Flat:
        case Kind::OnePixel:
            result.add({0.2, 0.5, 0.7});
            break;
        }
    }
    return result;
}

ColorStatistics statistics(Kind kind)
{
    return colorStatistics(pixels(kind).planes());
}

/// @p matrix with @p value on its diagonal added.
RgbMatrix plusDiagonal(RgbMatrix matrix, double value)
{
    for (std::size_t k = 0; k < 3; ++k)
        matrix[k][k] += value;
    return matrix;
}

RgbMatrix negative(RgbMatrix matrix)
{
    for (Rgb &row : matrix) {
        for (double &value : row)
            value = -value;
    }
    return matrix;
}

/// By Cholesky's decomposition: its pivots are above 0.
bool isPositiveDefinite(RgbMatrix m)
{
    for (std::size_t k = 0; k < 3; ++k) {
        if (!(m[k][k] > 0))
            return false;
        for (std::size_t i = k + 1; i < 3; ++i) {
            for (std::size_t j = k + 1; j < 3; ++j)
                m[i][j] -= m[i][k] * m[k][j] / m[k][k];
        }
    }
    return true;
}

void compareStatistics(const ColorStatistics &a, const ColorStatistics &b, double tolerance)
{
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY2(std::abs(a.mean[k] - b.mean[k]) < tolerance, "mean");
        for (std::size_t l = 0; l < 3; ++l)
            QVERIFY2(std::abs(a.covariance[k][l] - b.covariance[k][l]) < tolerance, "covariance");
    }
}

/// @p picture with every colour moved, before anything is brought back to 0..1.
Pixels moved(const Pixels &picture, const ColorMap &map)
{
    Pixels result;
    for (std::size_t i = 0; i < picture.count(); ++i)
        result.add(map(picture.at(i)));
    return result;
}

} // namespace

class TestColorMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statisticsAreMeanAndCovariance();
    void movedPictureHasTheOthersStatistics_data();
    void movedPictureHasTheOthersStatistics();
    void mapIsSymmetricPositiveDefiniteAndLimited_data() { pairs(); }
    void mapIsSymmetricPositiveDefiniteAndLimited();
    void equalPicturesStayAsTheyAre_data();
    void equalPicturesStayAsTheyAre();
    void recoloredPicturesLieBetweenBlackAndWhite_data() { pairs(); }
    void recoloredPicturesLieBetweenBlackAndWhite();
    void flatPicturesTakeTheMeanColour();
    void greyPicturesTakeTheOthersMainColours();
    void lightAndDarkKeepTheirDrawing();
    void withoutOvershootNothingElseChanges();
    void blendIsTheWeightedMean();
    void eachChoiceMovesItsPictures_data();
    void eachChoiceMovesItsPictures();

private:
    static void pairs();
};

void TestColorMap::pairs()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const auto &[from, fromName] : kinds) {
        for (const auto &[to, toName] : kinds)
            QTest::addRow("%s to %s", fromName, toName) << int(from) << int(to);
    }
}

void TestColorMap::statisticsAreMeanAndCovariance()
{
    Pixels two;
    two.add({0.1, 0.5, 1});
    two.add({0.3, 0.5, 0.6});
    const ColorStatistics expected{{0.2, 0.5, 0.8},
                                   {Rgb{0.01, 0, -0.02}, Rgb{0, 0, 0}, Rgb{-0.02, 0, 0.04}}};
    compareStatistics(colorStatistics(two.planes()), expected, 1e-7);
}

void TestColorMap::movedPictureHasTheOthersStatistics_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    using K = Kind;
    QTest::newRow("to other colours") << int(K::Colourful) << int(K::OtherColours);
    QTest::newRow("and back") << int(K::OtherColours) << int(K::Colourful);
    QTest::newRow("to fog") << int(K::Colourful) << int(K::Faded);
    QTest::newRow("to grey") << int(K::Colourful) << int(K::Grey);
    QTest::newRow("to one colour") << int(K::Colourful) << int(K::Flat);
    QTest::newRow("of black, white and pure colours") << int(K::Saturated) << int(K::Colourful);
}

void TestColorMap::movedPictureHasTheOthersStatistics()
{
    QFETCH(int, from);
    QFETCH(int, to);
    const ColorStatistics wanted = statistics(Kind(to));
    Pixels result = moved(pixels(Kind(from)), colorMap(statistics(Kind(from)), wanted));
    compareStatistics(colorStatistics(result.planes()), wanted, 1e-6);
}

void TestColorMap::mapIsSymmetricPositiveDefiniteAndLimited()
{
    QFETCH(int, from);
    QFETCH(int, to);
    const ColorMap map = colorMap(statistics(Kind(from)), statistics(Kind(to)));
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(std::isfinite(map.offset[k]));
        for (std::size_t l = 0; l < 3; ++l)
            QVERIFY(std::abs(map.matrix[k][l] - map.matrix[l][k]) < 1e-9);
    }
    QVERIFY(isPositiveDefinite(map.matrix));
    // No eigenvalue is larger.
    QVERIFY(isPositiveDefinite(
        plusDiagonal(negative(map.matrix), std::sqrt(3.0) * largestGain * 1.001)));
}

void TestColorMap::equalPicturesStayAsTheyAre_data()
{
    QTest::addColumn<int>("kind");
    for (const auto &[kind, name] : kinds)
        QTest::newRow(name) << int(kind);
}

void TestColorMap::equalPicturesStayAsTheyAre()
{
    QFETCH(int, kind);
    const Pixels before = pixels(Kind(kind));
    Pixels after = before;
    recolor(after.planes(), colorMap(statistics(Kind(kind)), statistics(Kind(kind))));
    for (std::size_t i = 0; i < before.count(); ++i) {
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY(std::abs(after.at(i)[k] - before.at(i)[k]) < 1e-6);
    }
}

void TestColorMap::recoloredPicturesLieBetweenBlackAndWhite()
{
    QFETCH(int, from);
    QFETCH(int, to);
    Pixels picture = pixels(Kind(from));
    recolor(picture.planes(), colorMap(statistics(Kind(from)), statistics(Kind(to))));
    for (std::size_t i = 0; i < picture.count(); ++i) {
        for (const double value : picture.at(i))
            QVERIFY(value >= 0 && value <= 1); // and so a number
    }
}

void TestColorMap::flatPicturesTakeTheMeanColour()
{
    for (const Kind kind : {Kind::Flat, Kind::OnePixel}) {
        const ColorStatistics wanted = statistics(Kind::Colourful);
        Pixels picture = pixels(kind);
        recolor(picture.planes(), colorMap(statistics(kind), wanted));
        for (std::size_t i = 0; i < picture.count(); ++i) {
            for (std::size_t k = 0; k < 3; ++k)
                QVERIFY(std::abs(picture.at(i)[k] - wanted.mean[k]) < 1e-4);
        }
    }
}

// Their greys come to lie along the line on which the other's colours go from dark to light.
void TestColorMap::greyPicturesTakeTheOthersMainColours()
{
    ColorStatistics wanted; // from dark brown to orange
    wanted.mean = {0.6, 0.4, 0.3};
    wanted.covariance = {Rgb{0.03, 0.02, 0.01}, Rgb{0.02, 0.0155, 0.0065},
                         Rgb{0.01, 0.0065, 0.0055}};
    const ColorMap map = colorMap(statistics(Kind::Grey), wanted);
    const auto alongGreys = [](const RgbMatrix &matrix) {
        Rgb sums{};
        for (std::size_t k = 0; k < 3; ++k)
            sums[k] = matrix[k][0] + matrix[k][1] + matrix[k][2];
        return sums;
    };
    const Rgb toned = alongGreys(map.matrix);
    const Rgb line = alongGreys(wanted.covariance);
    for (std::size_t k = 1; k < 3; ++k) {
        const double expected = line[k] / line[0];
        QVERIFY(std::abs(expected - 1) > 0.1); // it is not grey
        QVERIFY(std::abs(toned[k] / toned[0] - expected) < 0.3 * std::abs(expected - 1));
    }
}

void TestColorMap::lightAndDarkKeepTheirDrawing()
{
    Pixels ramp;
    for (int i = 0; i <= 1000; ++i)
        ramp.add({i / 1000.0, i / 1000.0, i / 1000.0});
    ColorMap map; // 10 % beyond either end
    map.matrix = {Rgb{1.2, 0, 0}, Rgb{0, 1.2, 0}, Rgb{0, 0, 1.2}};
    map.offset = {-0.1, -0.1, -0.1};
    recolor(ramp.planes(), map);
    for (std::size_t i = 2; i + 2 < ramp.count(); ++i) { // a thousandth at either end may
        const Rgb color = ramp.at(i);
        QVERIFY(color[0] == color[1] && color[1] == color[2]); // no cast
        QVERIFY(color[0] > ramp.at(i - 1)[0]);                 // nor two greys that become one
    }
    QVERIFY(ramp.at(0)[0] < 0.002 && ramp.at(1000)[0] > 0.998);
    QVERIFY(std::abs(ramp.at(500)[0] - 0.5) < 1e-6);
}

void TestColorMap::withoutOvershootNothingElseChanges()
{
    const Pixels before = pixels(Kind::Colourful);
    ColorMap map;
    map.matrix = {Rgb{1.1, 0, 0}, Rgb{0, 0.9, 0.1}, Rgb{0, 0.1, 0.8}};
    Pixels after = before;
    recolor(after.planes(), map);
    const Pixels expected = moved(before, map);
    for (std::size_t i = 0; i < before.count(); ++i)
        QVERIFY(after.at(i) == expected.at(i));
}

void TestColorMap::blendIsTheWeightedMean()
{
    const ColorStatistics a = statistics(Kind::Colourful);
    const ColorStatistics b = statistics(Kind::Grey);
    ColorStatistics expected = a;
    for (std::size_t k = 0; k < 3; ++k) {
        expected.mean[k] = 0.25 * a.mean[k] + 0.75 * b.mean[k];
        for (std::size_t l = 0; l < 3; ++l)
            expected.covariance[k][l] = 0.25 * a.covariance[k][l] + 0.75 * b.covariance[k][l];
    }
    compareStatistics(*blended({a, b}, {0.2, 0.6}), expected, 1e-12);
    compareStatistics(*blended({a}, {0.3}), a, 1e-12);
    compareStatistics(*blended({a, a}, {}), a, 1e-12);
    QVERIFY(!blended({a, b}, {0, 0}));
    QVERIFY(!blended({}, {}));
}

void TestColorMap::eachChoiceMovesItsPictures_data()
{
    QTest::addColumn<int>("colors");
    QTest::addColumn<std::vector<double>>("weights");
    QTest::addColumn<bool>("content"); // is moved
    QTest::addColumn<bool>("styles");
    using W = std::vector<double>;
    QTest::newRow("style") << int(Colors::Style) << W{1, 1} << false << false;
    QTest::newRow("content") << int(Colors::Content) << W{1, 1} << false << false;
    QTest::newRow("matched") << int(Colors::Matched) << W{1, 1} << false << true;
    QTest::newRow("matched, no style counts") << int(Colors::Matched) << W{0, 0} << false << true;
    QTest::newRow("palette") << int(Colors::Palette) << W{1, 1} << true << false;
    QTest::newRow("palette, no style counts") << int(Colors::Palette) << W{0, 0} << false << false;
}

void TestColorMap::eachChoiceMovesItsPictures()
{
    QFETCH(int, colors);
    QFETCH(std::vector<double>, weights);
    QFETCH(bool, content);
    QFETCH(bool, styles);
    Pixels ofContent = pixels(Kind::Colourful);
    Pixels first = pixels(Kind::OtherColours);
    Pixels second = pixels(Kind::Grey);
    recolor(Colors(colors), ofContent.planes(), {first.planes(), second.planes()},
            {statistics(Kind::OtherColours), statistics(Kind::Grey)}, weights);

    const ColorStatistics before = statistics(Kind::Colourful);
    const ColorStatistics palette =
        *blended({statistics(Kind::OtherColours), statistics(Kind::Grey)}, {});
    compareStatistics(colorStatistics(ofContent.planes()), content ? palette : before, 0.01);
    compareStatistics(colorStatistics(first.planes()),
                      styles ? before : statistics(Kind::OtherColours), 0.01);
    QCOMPARE(second.channels != pixels(Kind::Grey).channels, styles);
    QCOMPARE(ofContent.channels != pixels(Kind::Colourful).channels, content);
}

GRAMARYE_TEST(TestColorMap)

} // namespace gramarye::tst_colormap

#include "tst_colormap.moc"
