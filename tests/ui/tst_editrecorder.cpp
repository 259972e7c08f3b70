#include "core/model/parameterspec.h"
#include "testpaths.h"
#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/parameters/ratiocontrol.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/pictures/texturedialog.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/run/runcontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowdialogs.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

#include <set>

namespace gramarye::tst_editrecorder {

/// Undo in the window, on a real engine whose mathematics is a fake.
class TestEditRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void openingPicturesIsNoStepAtFirst();
    void everyKindOfEditIsUndone_data();
    void everyKindOfEditIsUndone();
    void picturesDroppedTogetherAreOneStep();
    void badFileIsNoStep();
    void undoWhilePicturesAreReadLeavesThemOut();
    void dragIsOneStep_data();
    void dragIsOneStep();
    void dragAndBackIsNoStep();
    void wheelIsOneStep();
    void keysReachTheWindowFromANumberBox();
    void menuNamesTheStep();
    void twoHundredRandomEditsComeBack();
    void undoSteersTheRunningJob();
    void undoOfAPictureDuringARunWaits();
    void appliedStateIsOneStep();
    void appliedParametersBringTheirBlend();
    void parametersAppliedWhilePicturesAreReadLetThemCome_data();
    void parametersAppliedWhilePicturesAreReadLetThemCome();
    void openedStateIsABeginning();
    void undoDoesNotMoveTheCanvas();
    void aTextureTakesTheContentsPlace();
    void aContentTakesATexturesPlace();

private:
    void loadPictures();
    EditRecorder *edits() const { return m_window->edits(); }
    EditHistory *history() const { return m_window->edits()->history(); }
    QSlider *strokes() const;
    void randomEdit(QRandomGenerator &random);
    void makeTexture();

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    PictureFolder m_folder;
};

namespace {

LoadedPicture picture(const QString &name, const QColor &color)
{
    const QImage image = plainPicture(color);
    return loaded(unfiledPicture(image, name));
}

/// The middle of the handle, where the slider stands.
QPoint handle(const QSlider *slider)
{
    const int span = slider->width() - 12;
    return {6 + span * slider->value() / slider->maximum(), slider->height() / 2};
}

/// Moves the mouse, its left button pressed.
void drag(QSlider *slider, const QPoint &to)
{
    QMouseEvent move(QEvent::MouseMove, to, slider->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QApplication::sendEvent(slider, &move);
}

} // namespace

void TestEditRecorder::init()
{
    QSettings().clear();
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 1000;
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                                            NetworkCatalog::builtIn());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    loadPictures();
}

void TestEditRecorder::cleanup()
{
    m_window.reset();
}

void TestEditRecorder::loadPictures()
{
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::yellow)));
    m_window->edits()->clear();
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(m_window->edits()->state().styles.size(), std::size_t(2));
}

QSlider *TestEditRecorder::strokes() const
{
    return m_window->parameterPanel()->layers()->control(Layer::Conv3_1)->slider();
}

void TestEditRecorder::openingPicturesIsNoStepAtFirst()
{
    QVERIFY(!edits()->undoAction()->isEnabled());
    QVERIFY(!edits()->redoAction()->isEnabled());
    QCOMPARE(history()->present().content.name(), QStringLiteral("tree.png"));
}

using WindowEdit = void (*)(MainWindow &);

void TestEditRecorder::everyKindOfEditIsUndone_data()
{
    QTest::addColumn<WindowEdit>("edit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text, WindowEdit edit) {
        QTest::newRow(text) << edit << QString::fromUtf8(text);
    };
    row("Content picture", [](MainWindow &window) { window.pictures()->content()->clear(); });
    row("Start picture", [](MainWindow &window) {
        window.pictures()->start()->setPicture(picture(QStringLiteral("sketch"), Qt::gray));
    });
    row("Add style", [](MainWindow &window) {
        window.pictures()->styles()->adder()->setPicture(picture(QStringLiteral("new"), Qt::cyan));
    });
    row("Remove style",
        [](MainWindow &window) { window.pictures()->styles()->rows().front()->well()->clear(); });
    row("Replace style", [](MainWindow &window) {
        window.pictures()->styles()->rows().back()->well()->setPicture(
            picture(QStringLiteral("new"), Qt::cyan));
    });
    row("Style weights", [](MainWindow &window) {
        window.pictures()->styles()->rows().back()->slider()->setValue(20);
    });
    row("Content ↔ style", [](MainWindow &window) {
        qobject_cast<RatioControl *>(window.parameterPanel()->control(QStringLiteral("ratio")))
            ->slider()
            ->setValue(10);
    });
    row("Layer “strokes”", [](MainWindow &window) {
        window.parameterPanel()->layers()->control(Layer::Conv3_1)->slider()->setValue(0);
    });
    row("Layer “brushwork”", [](MainWindow &window) {
        window.parameterPanel()->layers()->control(Layer::Patches)->slider()->setValue(0);
    });
    row("Size", [](MainWindow &window) {
        qobject_cast<NumberControl *>(window.parameterPanel()->control(QStringLiteral("size")))
            ->box()
            ->setValue(800);
    });
    row("Method",
        [](MainWindow &window) { window.parameterPanel()->chooseMethod(Method::Classic); });
    row("Style is compared by", [](MainWindow &window) {
        Q_EMIT window.parameterPanel()
            ->control(QStringLiteral("style-loss"))
            ->edited(double(StyleLoss::Gram));
    });
    row("Network", [](MainWindow &window) {
        window.networkBox()->choose(QStringLiteral(
            GRAMARYE_SOURCE_DIR "/resources/networks/gramarye-builtin-2.safetensors"));
    });
}

void TestEditRecorder::everyKindOfEditIsUndone()
{
    QFETCH(WindowEdit, edit);
    QFETCH(QString, text);
    const EditState before = m_window->edits()->state();
    edit(*m_window);
    const EditState after = m_window->edits()->state();
    QVERIFY(after != before);
    QCOMPARE(history()->undoText(), text);
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!edits()->undoAction()->isEnabled());
    edits()->redoAction()->trigger();
    QVERIFY(m_window->edits()->state() == after);
    QVERIFY(!edits()->redoAction()->isEnabled());
}

void TestEditRecorder::picturesDroppedTogetherAreOneStep()
{
    const EditState before = m_window->edits()->state();
    dropFiles(m_window->pictures()->styles()->adder(),
              {m_folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue)),
               m_folder.add(QStringLiteral("b.png"), plainPicture(Qt::cyan)),
               m_folder.add(QStringLiteral("c.png"), plainPicture(Qt::gray))});
    QTRY_COMPARE(m_window->edits()->state().styles.size(), std::size_t(5));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(history()->undoText(), QStringLiteral("Add styles"));
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!edits()->undoAction()->isEnabled());
}

void TestEditRecorder::badFileIsNoStep()
{
    dropFiles(m_window->pictures()->styles()->adder(),
              {m_folder.addBytes(QStringLiteral("bad.png"), "no picture"),
               m_folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue))});
    QTRY_COMPARE(m_window->edits()->state().styles.size(), std::size_t(3));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(history()->undoText(), QStringLiteral("Add style"));
    edits()->undoAction()->trigger();
    QVERIFY(!edits()->undoAction()->isEnabled());
}

void TestEditRecorder::undoWhilePicturesAreReadLeavesThemOut()
{
    strokes()->setValue(0);
    const EditState beginning = m_window->edits()->state();
    m_window->setContent(
        m_folder.add(QStringLiteral("big.png"), plainPicture(Qt::blue, {2000, 2000})));
    QVERIFY(m_window->pictures()->isLoading());
    edits()->undoAction()->trigger();
    QVERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(m_window->edits()->state().content.name(), QStringLiteral("tree.png"));
    edits()->redoAction()->trigger();
    QVERIFY(m_window->edits()->state() == beginning);
}

void TestEditRecorder::dragIsOneStep_data()
{
    QTest::addColumn<QSlider *(*)(MainWindow &)>("find");
    QTest::newRow("balance") << +[](MainWindow &window) {
        return qobject_cast<RatioControl *>(
                   window.parameterPanel()->control(QStringLiteral("ratio")))
            ->slider();
    };
    QTest::newRow("layer") << +[](MainWindow &window) {
        return window.parameterPanel()->layers()->control(Layer::Conv3_1)->slider();
    };
    QTest::newRow("weight") << +[](MainWindow &window) {
        return window.pictures()->styles()->rows().front()->slider();
    };
}

void TestEditRecorder::dragIsOneStep()
{
    using Find = QSlider *(*)(MainWindow &);
    QFETCH(Find, find);
    QSlider *slider = find(*m_window);
    const EditState before = m_window->edits()->state();
    const int oldValue = slider->value();
    const QPoint from = handle(slider);
    QTest::mousePress(slider, Qt::LeftButton, {}, from);
    QVERIFY(slider->isSliderDown());
    std::set<int> values;
    for (int x = from.x(); x >= 10; x -= 3) {
        drag(slider, {x, from.y()});
        values.insert(slider->value());
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, {10, from.y()});
    QVERIFY(values.size() > 3); // it was a drag indeed
    const EditState after = m_window->edits()->state();
    QVERIFY(after != before);

    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == before);
    QCOMPARE(slider->value(), oldValue);
    QVERIFY(!edits()->undoAction()->isEnabled());
    edits()->redoAction()->trigger();
    QVERIFY(m_window->edits()->state() == after);
}

void TestEditRecorder::dragAndBackIsNoStep()
{
    QSlider *slider = strokes();
    const EditState before = m_window->edits()->state();
    const QPoint from = handle(slider);
    QTest::mousePress(slider, Qt::LeftButton, {}, from);
    drag(slider, {10, from.y()});
    QVERIFY(edits()->undoAction()->isEnabled());
    drag(slider, from);
    QTest::mouseRelease(slider, Qt::LeftButton, {}, from);
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!edits()->undoAction()->isEnabled());
}

void TestEditRecorder::wheelIsOneStep()
{
    QSlider *slider = strokes();
    slider->setFocus();
    const EditState before = m_window->edits()->state();
    const QPointF position = QRectF(slider->rect()).center();
    for (int turn = 0; turn < 4; ++turn) {
        QWheelEvent event(position, slider->mapToGlobal(position), {}, {0, -120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(slider, &event);
    }
    QVERIFY(m_window->edits()->state() != before);
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!edits()->undoAction()->isEnabled());
}

void TestEditRecorder::keysReachTheWindowFromANumberBox()
{
    QDoubleSpinBox *box =
        qobject_cast<NumberControl *>(m_window->parameterPanel()->control(QStringLiteral("size")))
            ->box();
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("800"));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_window->edits()->state().parameters.size, 800);
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_window->edits()->state().parameters.size, 512);
    QCOMPARE(box->value(), 512.0);
    QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->edits()->state().parameters.size, 800);
}

void TestEditRecorder::menuNamesTheStep()
{
    QCOMPARE(edits()->undoAction()->text(), QStringLiteral("&Undo"));
    StyleParameters parameters = m_window->edits()->state().runParameters();
    parameters.smoothness = 3;
    m_window->edits()->applyParameters(parameters, QStringLiteral("Oil & Water"));
    QCOMPARE(edits()->undoAction()->text(), QStringLiteral("&Undo Oil && Water"));
    QCOMPARE(edits()->redoAction()->text(), QStringLiteral("&Redo"));
    edits()->undoAction()->trigger();
    QCOMPARE(edits()->undoAction()->text(), QStringLiteral("&Undo"));
    QCOMPARE(edits()->redoAction()->text(), QStringLiteral("&Redo Oil && Water"));
    QVERIFY(edits()->undoAction()->shortcuts().contains(QKeySequence(QKeySequence::Undo)));
}

/// As a person would: a slider, a choice, a picture, the network.
void TestEditRecorder::randomEdit(QRandomGenerator &random)
{
    ParameterPanel *panel = m_window->parameterPanel();
    StyleList *styles = m_window->pictures()->styles();
    const auto &specs = parameterSpecs();
    const QColor color = QColor::fromRgb(random.generate());
    switch (random.bounded(8)) {
    case 0:
        m_window->pictures()->content()->setPicture(picture(QStringLiteral("content"), color));
        break;
    case 1:
        styles->adder()->setPicture(picture(QStringLiteral("style"), color));
        break;
    case 2:
        if (styles->rows().size() > 1)
            styles->rows()[random.bounded(quint32(styles->rows().size()))]->well()->clear();
        break;
    case 3:
        if (!styles->rows().empty())
            styles->rows().front()->slider()->setValue(int(random.bounded(101)));
        break;
    case 4:
        panel->chooseMethod(random.bounded(2) == 0 ? Method::Painterly : Method::Classic);
        break;
    case 5:
        for (const auto &[layer, word] :
             panel->network().sliderLayers(comparesDistributions(panel->parameters()))) {
            if (random.bounded(3) == 0)
                panel->layers()->control(layer)->slider()->setValue(int(random.bounded(60)));
        }
        break;
    default:
        const ParameterSpec &spec = specs[random.bounded(quint32(specs.size()))];
        ParameterControl *control = panel->control(spec.key);
        const double low = std::max(spec.minimum, 0.01);
        const double high = std::min(spec.maximum, low + 20);
        control->setValue(spec.kind == ParameterKind::Real
                              ? low + (high - low) * random.generateDouble()
                              : double(random.bounded(int(spec.minimum), int(high) + 1)));
        Q_EMIT control->edited(control->value());
    }
}

void TestEditRecorder::twoHundredRandomEditsComeBack()
{
    QRandomGenerator random(7);
    std::vector<EditState> states{m_window->edits()->state()};
    while (states.size() <= 200) {
        history()->beginGesture();
        randomEdit(random);
        history()->endGesture();
        const EditState state = m_window->edits()->state();
        QVERIFY(history()->present() == state);
        // An edit of several layers is several steps; only its end is of interest.
        if (state != states.back())
            states.push_back(state);
    }
    const auto undoTo = [this](const EditState &state) {
        while (m_window->edits()->state() != state && edits()->undoAction()->isEnabled())
            edits()->undoAction()->trigger();
    };
    for (auto state = states.rbegin() + 1; state != states.rend(); ++state) {
        undoTo(*state);
        QVERIFY(m_window->edits()->state() == *state);
    }
    QVERIFY(!edits()->undoAction()->isEnabled());
    for (auto state = states.begin() + 1; state != states.end(); ++state) {
        while (m_window->edits()->state() != *state && edits()->redoAction()->isEnabled())
            edits()->redoAction()->trigger();
        QVERIFY(m_window->edits()->state() == *state);
    }
    QVERIFY(!edits()->redoAction()->isEnabled());
}

void TestEditRecorder::undoSteersTheRunningJob()
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 2);
    const StyleParameters before = m_fake->lastSeen();

    strokes()->setValue(0);
    m_window->pictures()->styles()->rows().front()->slider()->setValue(30);
    m_fake->let(2); // the first of them has begun already
    QTRY_COMPARE(int(m_fake->seen().size()), 4);
    QCOMPARE(m_fake->lastSeen().layerWeights[layerIndex(Layer::Conv3_1)], 0.0);
    QCOMPARE(m_fake->lastSeen().blend, std::vector<double>({0.3, 1}));

    edits()->undoAction()->trigger();
    edits()->undoAction()->trigger();
    m_fake->let(2);
    QTRY_COMPARE(int(m_fake->seen().size()), 6);
    QVERIFY(m_fake->lastSeen() == before);
    QCOMPARE(int(m_fake->jobs().size()), 1);
    QVERIFY(m_window->runBar()->hint().isEmpty());
}

void TestEditRecorder::undoOfAPictureDuringARunWaits()
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(int(m_fake->seen().size()), 1);
    m_window->pictures()->content()->setPicture(picture(QStringLiteral("house"), Qt::blue));
    QVERIFY(!m_window->runBar()->hint().isEmpty());
    edits()->undoAction()->trigger();
    QVERIFY(m_window->runBar()->hint().isEmpty());
    QVERIFY(m_window->session()->isRunning());
    QCOMPARE(m_window->windowTitle().contains(QStringLiteral("tree.png")), true);
}

void TestEditRecorder::appliedStateIsOneStep()
{
    const EditState before = m_window->edits()->state();
    EditState state = before;
    state.content = picture(QStringLiteral("house"), Qt::blue);
    state.styles = {{picture(QStringLiteral("a"), Qt::cyan), 0.2},
                    {before.styles.front().picture, 0.3},
                    {picture(QStringLiteral("c"), Qt::gray), 0.123}};
    state.start = picture(QStringLiteral("sketch"), Qt::white);
    state.parameters.start = Start::File;
    state.parameters.smoothness = 4;
    m_window->edits()->apply(state, QStringLiteral("Restore recipe"));
    QVERIFY(m_window->edits()->state() == state);
    QCOMPARE(history()->undoText(), QStringLiteral("Restore recipe"));
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!edits()->undoAction()->isEnabled());
    edits()->redoAction()->trigger();
    QVERIFY(m_window->edits()->state() == state);
}

void TestEditRecorder::appliedParametersBringTheirBlend()
{
    StyleParameters parameters = m_window->edits()->state().runParameters();
    parameters.blend = {3, 1, 7}; // of a recipe with other weights and one style more
    m_window->edits()->applyParameters(parameters, QStringLiteral("Restore recipe"));
    const std::vector<double> blend = m_window->edits()->state().runParameters().blend;
    QCOMPARE(blend.size(), std::size_t(2));
    QCOMPARE(blend[0] / blend[1], 3.0);
    QCOMPARE(m_window->pictures()->styles()->rows().front()->shareLabel()->text(),
             QStringLiteral("75 %"));
}

void TestEditRecorder::parametersAppliedWhilePicturesAreReadLetThemCome_data()
{
    QTest::addColumn<bool>("atTheBeginning");
    QTest::newRow("at the beginning") << true;
    QTest::newRow("later") << false;
}

void TestEditRecorder::parametersAppliedWhilePicturesAreReadLetThemCome()
{
    QFETCH(bool, atTheBeginning);
    m_window->pictures()->styles()->rows().back()->slider()->setValue(25);
    m_window->edits()->clear();
    m_window->setContent(
        m_folder.add(QStringLiteral("big.png"), plainPicture(Qt::blue, {2000, 2000})));
    m_window->addStyle(
        m_folder.add(QStringLiteral("large.png"), plainPicture(Qt::cyan, {2000, 2000})));
    if (atTheBeginning)
        m_window->edits()->clear();
    QVERIFY(m_window->pictures()->isLoading());
    StyleParameters parameters = m_window->edits()->state().runParameters();
    parameters.smoothness = 3;
    m_window->edits()->applyParameters(parameters, QStringLiteral("Look"));
    QVERIFY(m_window->pictures()->isLoading());
    QTRY_VERIFY(!m_window->pictures()->isLoading());

    const EditState state = m_window->edits()->state();
    QCOMPARE(state.content.name(), QStringLiteral("big.png"));
    QCOMPARE(state.styles.size(), std::size_t(3));
    QCOMPARE(state.runParameters().blend, std::vector<double>({1, 0.25, 1}));
    QCOMPARE(state.parameters.smoothness, 3.0);
    QVERIFY(history()->present() == state);
    QCOMPARE(history()->canUndo(), !atTheBeginning);
    if (atTheBeginning)
        return;
    QCOMPARE(history()->undoText(), QStringLiteral("Pictures"));
    edits()->undoAction()->trigger();
    QCOMPARE(m_window->edits()->state().content.name(), QStringLiteral("tree.png"));
    QCOMPARE(m_window->edits()->state().parameters.smoothness, 3.0);
    QCOMPARE(history()->undoText(), QStringLiteral("Look"));
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state().parameters.smoothness != 3.0);
    QVERIFY(!history()->canUndo());
}

void TestEditRecorder::openedStateIsABeginning()
{
    strokes()->setValue(0);
    EditState state = m_window->edits()->state();
    state.content = picture(QStringLiteral("house"), Qt::blue);
    state.parameters.size = 640;
    m_window->edits()->open(state);
    QVERIFY(m_window->edits()->state() == state);
    QVERIFY(!edits()->undoAction()->isEnabled());
    QVERIFY(!edits()->redoAction()->isEnabled());
    strokes()->setValue(5);
    edits()->undoAction()->trigger();
    QVERIFY(m_window->edits()->state() == state);
}

// Only another picture may move the view.
void TestEditRecorder::undoDoesNotMoveTheCanvas()
{
    QSignalSpy content(edits(), &EditRecorder::contentShown);
    strokes()->setValue(0);
    edits()->undoAction()->trigger();
    QCOMPARE(content.size(), 0);
    m_window->pictures()->content()->setPicture(picture(QStringLiteral("house"), Qt::blue));
    edits()->undoAction()->trigger();
    QCOMPARE(content.size(), 1);
}

/// As the menu does.
void TestEditRecorder::makeTexture()
{
    m_window->dialogs()->showNewTexture();
    auto *dialog = m_window->findChild<TextureDialog *>();
    QVERIFY(dialog);
    const auto sides = dialog->findChildren<QSpinBox *>();
    QCOMPARE(sides.size(), 2);
    sides[0]->setValue(256);
    sides[1]->setValue(128);
    dialog->accept();
}

void TestEditRecorder::aTextureTakesTheContentsPlace()
{
    const EditState before = edits()->state();
    makeTexture();
    const EditState texture = edits()->state();
    QVERIFY(texture.content.isNull());
    QCOMPARE(texture.canvas, QSize(256, 128));
    QCOMPARE(scaledSize(texture.canvas, texture.parameters.size), QSize(256, 128));
    QCOMPARE(texture.parameters.seamless, Seamless::Both);
    QCOMPARE(texture.parameters.start, Start::Noise);
    QCOMPARE(texture.styles.size(), std::size_t(2));
    QVERIFY(m_window->run()->isReady());
    QCOMPARE(m_window->run()->next().scene.canvas, QSize(256, 128));

    edits()->undoAction()->trigger();
    QVERIFY(edits()->state() == before);
    edits()->redoAction()->trigger();
    QVERIFY(edits()->state() == texture);

    m_window->run()->start();
    QTRY_VERIFY(m_window->session()->isRunning());
    QCOMPARE(m_window->session()->job().scene.canvas, QSize(256, 128));
    QVERIFY(m_window->session()->matches(m_window->run()->next().scene));
}

void TestEditRecorder::aContentTakesATexturesPlace()
{
    makeTexture();
    const EditState texture = edits()->state();
    m_window->setContent(m_folder.add(QStringLiteral("hill.png"), plainPicture(Qt::blue)));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QVERIFY(!edits()->state().isTexture());
    QVERIFY(m_window->run()->isReady());
    edits()->undoAction()->trigger();
    QVERIFY(edits()->state() == texture);
}

GRAMARYE_TEST(TestEditRecorder)

} // namespace gramarye::tst_editrecorder

#include "tst_editrecorder.moc"
