#include "core/model/parameterspec.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"
#include "ui/edits/edithistory.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <utility>

namespace gramarye::tst_edithistory {

using Edit = std::function<void(EditState &)>;

namespace {

LoadedPicture picture(const char *name, int side = 8)
{
    QImage image(side, side, QImage::Format_RGB888);
    image.fill(Qt::red);
    return {unfiledPicture(image, QLatin1String(name)), PicturePyramid(), {}};
}

EditState beginning()
{
    EditState state;
    state.content = picture("tree");
    state.styles = {{picture("waves"), 1}, {picture("glass"), 1}};
    state.network.info = NetworkCatalog::builtIn().networks().front();
    state.parameters =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, state.network.info);
    return state;
}

EditState with(EditState state, const Edit &edit)
{
    edit(state);
    return state;
}

EditState withSmoothness(const EditState &state, double smoothness)
{
    return with(state, [=](EditState &s) { s.parameters.smoothness = smoothness; });
}

EditState withSize(const EditState &state, int size)
{
    return with(state, [=](EditState &s) { s.parameters.size = size; });
}

} // namespace

class TestEditHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithNothingToUndo();
    void undoAndRedoLeadThroughTheStates();
    void stepsAreNamed_data();
    void stepsAreNamed();
    void nothingChangedIsNoStep();
    void anEditAfterUndoForgetsWhatWasUndone();
    void aGestureIsOneStep();
    void twoGesturesAreTwoSteps();
    void keysWithinAMomentAreOneStep();
    void otherNumbersAreOtherSteps();
    void choicesAreStepsOfTheirOwn();
    void aGestureThatComesBackIsNoStep();
    void aGestureThatComesBackAndGoesOnIsOneStep();
    void anEditAfterUndoDoesNotGrowAnOldStep();
    void beginForgetsAllSteps();
    void picturesOfOldStepsAreBounded();
    void sharedPixelsCountOnce();
    void thereIsAMostOfSteps();

private:
    static int undoAll(EditHistory &history);
};

/// The number of steps there were.
int TestEditHistory::undoAll(EditHistory &history)
{
    int count = 0;
    for (; history.canUndo(); ++count)
        history.undo();
    return count;
}

void TestEditHistory::beginsWithNothingToUndo()
{
    EditHistory history(beginning());
    QSignalSpy restored(&history, &EditHistory::restored);
    QVERIFY(!history.canUndo());
    QVERIFY(!history.canRedo());
    history.undo();
    history.redo();
    QCOMPARE(restored.size(), 0);
}

void TestEditHistory::undoAndRedoLeadThroughTheStates()
{
    const EditState first = beginning();
    const EditState second = withSmoothness(first, 3);
    const EditState third = withSize(second, 800);
    EditHistory history(first);
    QSignalSpy restored(&history, &EditHistory::restored);
    history.take(second);
    history.take(third);
    QCOMPARE(restored.size(), 0);
    history.undo();
    QVERIFY(history.present() == second);
    history.undo();
    QVERIFY(history.present() == first);
    QVERIFY(!history.canUndo());
    history.redo();
    history.redo();
    QVERIFY(history.present() == third);
    QVERIFY(!history.canRedo());
    QCOMPARE(restored.size(), 4);
    QVERIFY(restored.front().front().value<EditState>() == second);
}

void TestEditHistory::stepsAreNamed_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text, Edit edit) {
        QTest::newRow(text) << std::move(edit) << QString::fromUtf8(text);
    };
    row("Smoothness", [](EditState &s) { s.parameters.smoothness = 3; });
    row("Content ↔ style", [](EditState &s) { s.parameters.ratio = 0.5; });
    row("Layer “strokes”",
        [](EditState &s) { s.parameters.layerWeights[layerIndex(Layer::Conv3_1)] = 0; });
    row("Layer “brushwork”",
        [](EditState &s) { s.parameters.layerWeights[layerIndex(Layer::Patches)] = 0; });
    row("Style weights", [](EditState &s) { s.styles[1].weight = 0.5; });
    row("Region", [](EditState &s) { s.styles[1].region = picture("", 9); });
    row("Part of a style", [](EditState &s) { s.styles[1].mask = picture("", 9); });
    row("Regions", [](EditState &s) {
        s.styles[0].region = picture("", 9);
        s.styles[1].mask = picture("", 10);
    });
    row("What stays as it is", [](EditState &s) { s.strength = picture("", 9); });
    row("Settings", [](EditState &s) {
        s.parameters.ratio = 0.5;
        s.parameters.smoothness = 3;
    });
    row("Method", [](EditState &s) {
        s.parameters =
            StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, s.network.info);
    });
    row("Optimiser", [](EditState &s) {
        s.parameters.optimizer = OptimizerKind::Lbfgs;
        s.parameters.learningRate = 1;
    });
    row("Style is compared by",
        [](EditState &s) { s.parameters = s.parameters.rebased(StyleLoss::Gram, s.network.info); });
    row("Network", [](EditState &s) { s.network.path = QStringLiteral("/elsewhere.pth"); });
    row("Content picture", [](EditState &s) { s.content = picture("house"); });
    row("Start picture", [](EditState &s) { s.start = picture("sketch"); });
    row("Add style", [](EditState &s) { s.styles.push_back({picture("third"), 1}); });
    row("Add styles", [](EditState &s) {
        s.styles.push_back({picture("third"), 1});
        s.styles.push_back({picture("fourth"), 1});
    });
    row("Remove style", [](EditState &s) { s.styles.pop_back(); });
    row("Remove styles", [](EditState &s) { s.styles.clear(); });
    row("Replace style", [](EditState &s) { s.styles.back().picture = picture("third"); });
    row("Reorder styles", [](EditState &s) { std::swap(s.styles.front(), s.styles.back()); });
    row("Pictures", [](EditState &s) {
        s.content = picture("house");
        s.styles.pop_back();
    });
}

void TestEditHistory::stepsAreNamed()
{
    QFETCH(Edit, edit);
    QFETCH(QString, text);
    const EditState before = beginning();
    EditHistory history(before);
    history.take(with(before, edit));
    QCOMPARE(history.undoText(), text);
    QVERIFY(history.redoText().isEmpty());
    history.undo();
    QCOMPARE(history.redoText(), text);
    QVERIFY(history.undoText().isEmpty());
}

void TestEditHistory::nothingChangedIsNoStep()
{
    const EditState state = beginning();
    EditHistory history(state);
    QSignalSpy changed(&history, &EditHistory::changed);
    history.take(state);
    history.take(state, QStringLiteral("Preset"));
    QVERIFY(!history.canUndo());
    QCOMPARE(changed.size(), 0);
}

void TestEditHistory::anEditAfterUndoForgetsWhatWasUndone()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.take(withSize(first, 800));
    history.undo();
    const EditState other = withSmoothness(first, 3);
    history.take(other);
    QVERIFY(!history.canRedo());
    QVERIFY(history.present() == other);
    QCOMPARE(undoAll(history), 1);
    QVERIFY(history.present() == first);
}

void TestEditHistory::aGestureIsOneStep()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.beginGesture();
    for (const double smoothness : {2.0, 3.0, 4.0})
        history.take(withSmoothness(first, smoothness));
    history.endGesture();
    QCOMPARE(history.present().parameters.smoothness, 4.0);
    QCOMPARE(undoAll(history), 1);
    QVERIFY(history.present() == first);
}

void TestEditHistory::twoGesturesAreTwoSteps()
{
    const EditState first = beginning();
    EditHistory history(first);
    for (const double smoothness : {2.0, 3.0}) {
        history.beginGesture();
        history.take(withSmoothness(first, smoothness));
        history.endGesture();
    }
    history.undo();
    QCOMPARE(history.present().parameters.smoothness, 2.0);
}

void TestEditHistory::keysWithinAMomentAreOneStep()
{
    const EditState first = beginning();
    EditHistory history(first);
    for (const double smoothness : {2.0, 3.0, 4.0})
        history.take(withSmoothness(first, smoothness));
    QCOMPARE(undoAll(history), 1);
}

void TestEditHistory::otherNumbersAreOtherSteps()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.beginGesture();
    history.take(withSmoothness(first, 3));
    history.take(withSize(withSmoothness(first, 3), 800));
    history.endGesture();
    QCOMPARE(undoAll(history), 2);
}

void TestEditHistory::choicesAreStepsOfTheirOwn()
{
    const EditState first = beginning();
    const EditState second = with(first, [](EditState &s) { s.parameters.start = Start::Noise; });
    const EditState third = with(first, [](EditState &s) { s.parameters.start = Start::Blank; });
    EditHistory history(first);
    history.take(second);
    history.take(third);
    history.undo();
    QVERIFY(history.present() == second);
}

void TestEditHistory::aGestureThatComesBackIsNoStep()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.beginGesture();
    history.take(withSmoothness(first, 3));
    QVERIFY(history.canUndo());
    history.take(first);
    history.endGesture();
    QVERIFY(!history.canUndo());
    QVERIFY(!history.canRedo());
}

void TestEditHistory::aGestureThatComesBackAndGoesOnIsOneStep()
{
    const EditState first = beginning();
    const EditState second = withSize(first, 800);
    EditHistory history(first);
    history.take(second);
    history.beginGesture();
    for (const double smoothness : {3.0, first.parameters.smoothness, 5.0})
        history.take(withSmoothness(second, smoothness));
    history.endGesture();
    history.undo();
    QVERIFY(history.present() == second);
    QCOMPARE(undoAll(history), 1);
}

void TestEditHistory::anEditAfterUndoDoesNotGrowAnOldStep()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.take(withSmoothness(first, 3));
    history.take(withSize(withSmoothness(first, 3), 800));
    history.undo();
    history.take(withSmoothness(first, 4)); // as the first step, and within a moment
    history.undo();
    QCOMPARE(history.present().parameters.smoothness, 3.0);
}

void TestEditHistory::beginForgetsAllSteps()
{
    const EditState first = beginning();
    EditHistory history(first);
    history.take(withSize(first, 800));
    history.take(withSize(first, 900));
    history.undo();
    const EditState other = beginning();
    history.begin(other);
    QVERIFY(history.present() == other);
    QVERIFY(!history.canUndo());
    QVERIFY(!history.canRedo());
}

void TestEditHistory::picturesOfOldStepsAreBounded()
{
    constexpr int side = 100;
    constexpr qint64 pictureBytes = 3 * side * side;
    const EditState first = with(beginning(), [](EditState &s) { s.content = picture("0", side); });
    EditHistory history(first);
    history.setByteLimit(3 * pictureBytes);
    for (const char *name : {"1", "2", "3", "4", "5"})
        history.take(with(first, [&](EditState &s) { s.content = picture(name, side); }));
    QCOMPARE(history.bytes(), 3 * pictureBytes); // the one in use is not the history's
    QCOMPARE(undoAll(history), 3);
    QCOMPARE(history.present().content.name(), QStringLiteral("2"));

    history.redo();
    history.setByteLimit(pictureBytes); // what was undone stays
    QVERIFY(!history.canUndo());
    QCOMPARE(history.present().content.name(), QStringLiteral("3"));
}

void TestEditHistory::sharedPixelsCountOnce()
{
    const EditState first = beginning();
    EditHistory history(first);
    for (int size = 100; size < 140; ++size) {
        history.beginGesture();
        history.take(withSize(first, size));
    }
    QCOMPARE(history.bytes(), 0);
    QCOMPARE(undoAll(history), 40);

    const EditState one = with(first, [](EditState &s) { s.styles.pop_back(); });
    history.take(one);
    history.take(withSize(one, 800));
    QCOMPARE(history.bytes(), first.styles.back().picture.picture.image.sizeInBytes());
}

void TestEditHistory::thereIsAMostOfSteps()
{
    const EditState first = beginning();
    EditHistory history(first);
    for (int step = 1; step <= EditHistory::maximumSteps + 10; ++step) {
        history.beginGesture();
        history.take(withSize(first, 1000 + step));
    }
    QCOMPARE(undoAll(history), EditHistory::maximumSteps);
    QCOMPARE(history.present().parameters.size, 1010);
}

GRAMARYE_TEST(TestEditHistory)

} // namespace gramarye::tst_edithistory

#include "tst_edithistory.moc"
