#include "core/model/parameterspec.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"
#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/parameters/ratiocontrol.h"
#include "ui/widgets/foldsection.h"

#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

#include <limits>
#include <map>

namespace gramarye::tst_parameterpanel {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const NetworkInfo &network()
{
    return NetworkCatalog::builtIn().networks().front();
}

/// True where @p widget took it; else Qt hands it to what is around.
bool wheel(QWidget *widget)
{
    const QPointF position = QRectF(widget->rect()).center();
    QWheelEvent event(position, widget->mapToGlobal(position), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
    return event.isAccepted();
}

} // namespace

class TestParameterPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheDefaults();
    void everyParameterHasAControl_data();
    void everyParameterHasAControl();
    void sliderAndBoxAgree();
    void boxTakesMoreThanTheSlider();
    void balanceSliderIsLogarithmicWithContentOnTheLeft();
    void ratioIsReadAsPeopleWriteIt_data();
    void ratioIsReadAsPeopleWriteIt();
    void ratioIsShownAsPeopleSayIt_data();
    void ratioIsShownAsPeopleSayIt();
    void leavingTheRatioBoxDoesNotRoundIt();
    void layerSliderSetsItsWeight();
    void layerSliderSuitsLargeWeights();
    void brushworkIsOfDistributions();
    void aColorIsAskedFor();
    void layersAreThoseOfTheNetwork();
    void wheelIsLeftToThePanel_data();
    void wheelIsLeftToThePanel();
    void wheelChangesWhatHasTheFocus();
    void doubleClickOnASliderResets();
    void methodBringsItsOwnDefaultsAndKeepsWhatWasSet();
    void networkBringsItsOwnDefaults();
    void resetAllGoesBackToTheDefaults();
    void showingParametersIsNoEdit();
    void advancedIsFoldedAtFirst();

private:
    template<typename Control>
    static Control *control(const ParameterPanel &panel, const char *key)
    {
        return qobject_cast<Control *>(panel.control(QLatin1String(key)));
    }
};

void TestParameterPanel::beginsWithTheDefaults()
{
    const ParameterPanel panel(network());
    const auto defaults =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network());
    QVERIFY(panel.parameters() == defaults);
    for (const ParameterSpec &spec : parameterSpecs())
        QCOMPARE(panel.control(spec.key)->value(), spec.get(defaults));
}

void TestParameterPanel::everyParameterHasAControl_data()
{
    QTest::addColumn<QString>("key");
    for (const ParameterSpec &spec : parameterSpecs())
        QTest::newRow(qPrintable(spec.key)) << spec.key;
}

void TestParameterPanel::everyParameterHasAControl()
{
    QFETCH(QString, key);
    const ParameterSpec &spec = parameterSpec(key);
    ParameterPanel panel(network());
    QSignalSpy changed(&panel, &ParameterPanel::parametersChanged);
    const double before = spec.get(panel.parameters());
    const double next = before == spec.minimum ? spec.minimum + 1 : spec.minimum;
    Q_EMIT panel.control(key)->edited(next);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(spec.get(panel.parameters()), next);
}

void TestParameterPanel::sliderAndBoxAgree()
{
    ParameterPanel panel(network());
    auto *size = control<NumberControl>(panel, "size");
    size->slider()->setValue(0);
    QCOMPARE(size->box()->value(), 128.0);
    QCOMPARE(panel.parameters().size, 128);
    size->slider()->setValue(1);
    QCOMPARE(panel.parameters().size, 160);
    size->box()->setValue(1024);
    QCOMPARE(panel.parameters().size, 1024);
    QCOMPARE(size->slider()->value(), (1024 - 128) / 32);
}

void TestParameterPanel::boxTakesMoreThanTheSlider()
{
    ParameterPanel panel(network());
    auto *size = control<NumberControl>(panel, "size");
    size->box()->setValue(5000);
    QCOMPARE(panel.parameters().size, 5000);
    QCOMPARE(size->slider()->value(), size->slider()->maximum());
    size->box()->setValue(0);
    QCOMPARE(panel.parameters().size, 0);
    QCOMPARE(size->box()->text(), QStringLiteral("as content"));
}

void TestParameterPanel::balanceSliderIsLogarithmicWithContentOnTheLeft()
{
    ParameterPanel panel(network());
    auto *ratio = control<RatioControl>(panel, "ratio");
    const double middle = panel.parameters().ratio;
    QSlider *slider = ratio->slider();
    QCOMPARE(slider->value(), slider->maximum() / 2);
    slider->setValue(0);
    QCOMPARE(panel.parameters().ratio, middle * 1000);
    slider->setValue(slider->maximum());
    QCOMPARE(panel.parameters().ratio, middle / 1000);
    slider->setValue(slider->maximum() * 2 / 3);
    QCOMPARE(panel.parameters().ratio, middle / 10);
}

void TestParameterPanel::ratioIsReadAsPeopleWriteIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("ratio");
    QTest::newRow("1 : N") << QStringLiteral("1 : 50") << 0.02;
    QTest::newRow("tight") << QStringLiteral("1:1000") << 0.001;
    QTest::newRow("N : 1") << QStringLiteral("3 : 1") << 3.0;
    QTest::newRow("fraction") << QStringLiteral("1/4") << 0.25;
    QTest::newRow("number") << QStringLiteral("0.5") << 0.5;
    QTest::newRow("only style") << QStringLiteral("0 : 1") << 0.0;
    QTest::newRow("only content") << QStringLiteral("1 : 0") << infinity;
    QTest::newRow("words") << QStringLiteral("style only") << 0.0;
    QTest::newRow("inf") << QStringLiteral("inf") << infinity;
    QTest::newRow("rubbish changes nothing") << QStringLiteral("many") << 1.0;
    QTest::newRow("0 : 0 changes nothing") << QStringLiteral("0 : 0") << 1.0;
    QTest::newRow("negative changes nothing") << QStringLiteral("-2") << 1.0;
}

void TestParameterPanel::ratioIsReadAsPeopleWriteIt()
{
    QFETCH(QString, text);
    QFETCH(double, ratio);
    RatioBox box;
    box.setValue(1);
    box.findChild<QLineEdit *>()->setText(text);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), ratio);
}

void TestParameterPanel::ratioIsShownAsPeopleSayIt_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("text");
    QTest::newRow("style") << 0.05 << QStringLiteral("1 : 20");
    QTest::newRow("more style") << 1e-6 << QStringLiteral("1 : 1,000,000");
    QTest::newRow("equal") << 1.0 << QStringLiteral("1 : 1");
    QTest::newRow("content") << 2.5 << QStringLiteral("2.5 : 1");
    QTest::newRow("rounded") << 1 / 999.7 << QStringLiteral("1 : 1,000");
    QTest::newRow("nothing but style") << 0.0 << QStringLiteral("style only");
    QTest::newRow("nothing but content") << infinity << QStringLiteral("content only");
}

void TestParameterPanel::ratioIsShownAsPeopleSayIt()
{
    QFETCH(double, ratio);
    QFETCH(QString, text);
    RatioBox box;
    box.setLocale(QLocale(QLocale::English, QLocale::UnitedStates));
    box.setValue(ratio);
    QCOMPARE(box.text(), text);
}

void TestParameterPanel::leavingTheRatioBoxDoesNotRoundIt()
{
    RatioBox box;
    QSignalSpy edited(&box, &RatioBox::edited);
    box.setValue(0.0123456);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 0.0123456);
    QCOMPARE(edited.size(), 0);
}

void TestParameterPanel::layerSliderSetsItsWeight()
{
    ParameterPanel panel(network());
    QSignalSpy changed(&panel, &ParameterPanel::parametersChanged);
    const LayerWeights before = panel.parameters().layerWeights;
    NumberControl *strokes = panel.layers()->control(Layer::Conv3_1);
    QVERIFY(strokes);
    strokes->slider()->setValue(strokes->slider()->maximum());
    QCOMPARE(panel.parameters().layerWeights[layerIndex(Layer::Conv3_1)],
             LayerWeightRange::sliderMaximum * before[layerIndex(Layer::Conv3_1)]);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(panel.parameters().layerWeights[layerIndex(Layer::Conv2_1)],
             before[layerIndex(Layer::Conv2_1)]);
}

void TestParameterPanel::layerSliderSuitsLargeWeights()
{
    NetworkInfo other = network();
    other.name = QStringLiteral("other");
    other.defaultWeights[layerIndex(Layer::Pixels)] = 30;
    ParameterPanel panel(other);
    panel.setParameters(
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, other, StyleLoss::Gram));
    QSlider *slider = panel.layers()->control(Layer::Pixels)->slider();
    QCOMPARE(slider->value(), slider->maximum() / 3);
    slider->setValue(slider->maximum());
    QCOMPARE(panel.parameters().layerWeights[layerIndex(Layer::Pixels)], 90.0);
}

void TestParameterPanel::brushworkIsOfDistributions()
{
    ParameterPanel panel(network());
    auto *loss = qobject_cast<ChoiceControl *>(panel.control(QStringLiteral("style-loss")));
    Q_EMIT loss->edited(double(StyleLoss::Gram));
    QVERIFY(!panel.layers()->control(Layer::Patches));
    Q_EMIT loss->edited(double(StyleLoss::Distribution));
    QVERIFY(panel.layers()->control(Layer::Patches));
    QCOMPARE(panel.parameters(), panel.parameters().rebased(StyleLoss::Distribution, network()));
    QVERIFY(panel.parameters().layerWeights[layerIndex(Layer::Patches)] > 0);
    QCOMPARE(panel.layers()->control(Layer::Patches)->value(),
             panel.parameters().layerWeights[layerIndex(Layer::Patches)]);
    Q_EMIT loss->edited(double(StyleLoss::Gram));
    QVERIFY(!panel.layers()->control(Layer::Patches));
}

void TestParameterPanel::aColorIsAskedFor()
{
    ParameterPanel panel(network());
    auto *background = control<ColorControl>(panel, "background");
    QCOMPARE(background->button()->text(), QStringLiteral("#ffffff"));
    const auto answer = [background](bool isWanted) {
        background->button()->click();
        auto *dialog = background->findChild<QColorDialog *>();
        QVERIFY(dialog);
        dialog->setCurrentColor(QColor(255, 128, 0));
        isWanted ? dialog->accept() : dialog->reject();
        QTRY_VERIFY(!background->findChild<QColorDialog *>());
    };
    answer(false);
    QCOMPARE(panel.parameters().background, whiteBackground);
    answer(true);
    QCOMPARE(panel.parameters().background, 0xff8000);
    QCOMPARE(background->button()->text(), QStringLiteral("#ff8000"));
    background->reset();
    QCOMPARE(panel.parameters().background, whiteBackground);
}

void TestParameterPanel::layersAreThoseOfTheNetwork()
{
    ParameterPanel panel(network());
    QVERIFY(panel.layers()->control(Layer::Conv5_1));
    QVERIFY(!panel.layers()->control(Layer::Conv5_4));

    NetworkInfo other = network();
    other.name = QStringLiteral("other");
    other.styleLayers = {{Layer::Conv5_4, QStringLiteral("forms")}};
    panel.chooseNetwork(other);
    QVERIFY(!panel.layers()->control(Layer::Conv5_1));
    QVERIFY(panel.layers()->control(Layer::Conv5_4));
}

void TestParameterPanel::wheelIsLeftToThePanel_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("slider") << QByteArray("slider");
    QTest::newRow("box") << QByteArray("box");
    QTest::newRow("choice") << QByteArray("choice");
    QTest::newRow("ratio") << QByteArray("ratio");
}

void TestParameterPanel::wheelIsLeftToThePanel()
{
    QFETCH(QByteArray, kind);
    const ParameterPanel panel(network());
    const std::map<QByteArray, QWidget *> widgets = {
        {"slider", control<NumberControl>(panel, "size")->slider()},
        {"box", control<NumberControl>(panel, "size")->box()},
        {"choice", control<ChoiceControl>(panel, "colors")->box()},
        {"ratio", control<RatioControl>(panel, "ratio")->box()}};
    const StyleParameters before = panel.parameters();
    QVERIFY(!wheel(widgets.at(kind)));
    QVERIFY(panel.parameters() == before);
}

void TestParameterPanel::wheelChangesWhatHasTheFocus()
{
    ParameterPanel panel(network());
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QSlider *slider = control<NumberControl>(panel, "size")->slider();
    slider->setFocus();
    QVERIFY(wheel(slider));
    QVERIFY(panel.parameters().size < 512);
}

void TestParameterPanel::doubleClickOnASliderResets()
{
    ParameterPanel panel(network());
    auto *size = control<NumberControl>(panel, "size");
    size->box()->setValue(1000);
    QTest::mouseDClick(size->slider(), Qt::LeftButton);
    QCOMPARE(panel.parameters().size, 512);
    QCOMPARE(size->box()->value(), 512.0);
}

void TestParameterPanel::methodBringsItsOwnDefaultsAndKeepsWhatWasSet()
{
    ParameterPanel panel(network());
    control<NumberControl>(panel, "iterations")->box()->setValue(77);
    QSignalSpy changed(&panel, &ParameterPanel::parametersChanged);
    panel.chooseMethod(Method::Classic);
    QCOMPARE(changed.size(), 1);
    const auto classic = StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, network());
    QCOMPARE(panel.parameters().ratio, classic.ratio);
    QCOMPARE(panel.parameters().learningRate, classic.learningRate);
    QCOMPARE(panel.parameters().iterations, 77);
    QCOMPARE(control<RatioControl>(panel, "ratio")->slider()->value(),
             control<RatioControl>(panel, "ratio")->slider()->maximum() / 2);
}

void TestParameterPanel::networkBringsItsOwnDefaults()
{
    ParameterPanel panel(network());
    panel.setParameters(StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network(),
                                                  StyleLoss::Gram));
    NetworkInfo other = network();
    other.name = QStringLiteral("other");
    other.defaultRatio = 0.5;
    panel.chooseNetwork(other);
    QCOMPARE(panel.parameters().ratio, 0.5);
}

void TestParameterPanel::resetAllGoesBackToTheDefaults()
{
    ParameterPanel panel(network());
    control<NumberControl>(panel, "size")->box()->setValue(1000);
    panel.layers()->control(Layer::Conv1_1)->box()->setValue(2.5);
    panel.resetAll();
    QVERIFY(panel.parameters()
            == StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network()));
    QCOMPARE(control<NumberControl>(panel, "size")->box()->value(), 512.0);
}

void TestParameterPanel::showingParametersIsNoEdit()
{
    ParameterPanel panel(network());
    QSignalSpy changed(&panel, &ParameterPanel::parametersChanged);
    StyleParameters parameters = panel.parameters();
    parameters.size = 777;
    parameters.ratio = 0.123456789;
    parameters.colors = Colors::Content;
    panel.setParameters(parameters);
    QCOMPARE(changed.size(), 0);
    QVERIFY(panel.parameters() == parameters); // not rounded to what the boxes show
    QCOMPARE(control<NumberControl>(panel, "size")->box()->value(), 777.0);
    QCOMPARE(control<ChoiceControl>(panel, "colors")->value(), 1.0);
}

void TestParameterPanel::advancedIsFoldedAtFirst()
{
    ParameterPanel panel(network());
    panel.show();
    QVERIFY(!control<ChoiceControl>(panel, "optimizer")->isVisible());
    panel.advanced()->setUnfolded(true);
    QVERIFY(control<ChoiceControl>(panel, "optimizer")->isVisible());
}

GRAMARYE_TEST(TestParameterPanel)

} // namespace gramarye::tst_parameterpanel

#include "tst_parameterpanel.moc"
