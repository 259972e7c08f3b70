#include "tests/support/testprogram.h"
#include "ui/parameters/sliderscale.h"

#include <QTest>

#include <limits>

namespace gramarye::tst_sliderscale {

class TestSliderScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linearGoesThereAndBack();
    void logarithmicHasItsMiddleInTheMiddle();
    void valuesOutsideCountAsTheEnds();
};

void TestSliderScale::linearGoesThereAndBack()
{
    const auto scale = SliderScale::linear(128, 2048, 32);
    QCOMPARE(scale.lastPosition(), 60);
    for (int position = 0; position <= scale.lastPosition(); ++position)
        QCOMPARE(scale.position(scale.value(position)), position);
    QCOMPARE(scale.value(0), 128.0);
    QCOMPARE(scale.value(60), 2048.0);
    QCOMPARE(scale.position(520), 12); // the nearest
}

void TestSliderScale::logarithmicHasItsMiddleInTheMiddle()
{
    const auto scale = SliderScale::logarithmic(0.05e-3, 0.05e3);
    QCOMPARE(scale.position(0.05), scale.lastPosition() / 2);
    QCOMPARE(scale.value(scale.lastPosition() / 2), 0.05);
    QCOMPARE(scale.value(0), 0.05e-3);
    QCOMPARE(scale.value(scale.lastPosition()), 0.05e3);
}

void TestSliderScale::valuesOutsideCountAsTheEnds()
{
    const auto linear = SliderScale::linear(0, 3, 0.05);
    QCOMPARE(linear.position(100), linear.lastPosition());
    QCOMPARE(linear.position(-1), 0);
    const auto logarithmic = SliderScale::logarithmic(1, 100);
    QCOMPARE(logarithmic.position(0), 0);
    QCOMPARE(logarithmic.position(std::numeric_limits<double>::infinity()),
             logarithmic.lastPosition());
}

GRAMARYE_TEST(TestSliderScale)

} // namespace gramarye::tst_sliderscale

#include "tst_sliderscale.moc"
