#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"
#include "ui/edits/edithistory.h"
#include "ui/edits/editrecorder.h"
#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/presets/presetmenu.h"
#include "ui/presets/presetsdialog.h"
#include "ui/presets/surprise.h"
#include "ui/presets/surprisedialog.h"
#include "ui/presets/variationtile.h"
#include "ui/run/rendersession.h"
#include "ui/run/runbar.h"
#include "ui/text/catalogtext.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_presetmenu {

/// Presets and surprises in the window, on a real engine whose mathematics is a fake.
class TestPresetMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void shippedTextsAreMarkedForTranslation();
    void menuShowsShippedAndOwn();
    void menuDoesNotWaitForTheDisk();
    void chosenPresetIsOneStep();
    void chosenPresetSteersTheRunningJob();
    void presetThatNeedsANewStartSaysSo();
    void savedPresetIsInTheMenu();
    void savedPresetOutlivesTheWindow();
    void saveDialogSaysWhatItWouldDo();
    void droppedPresetIsImported();
    void droppedRubbishIsSaid();
    void manageRenames();
    void manageDoesNotRenameToANameThatIsThere();
    void manageRemovesWithTheKeyboard();
    void manageDoesOneThingAfterTheOther();
    void manageLeavesShippedPresetsAlone();
    void manageExportsAndImports();
    void surprisePausesThePictureAndLetsItGoOn();
    void pickedSurpriseIsOneStepAndSteers();
    void startingThePictureHaltsTheSurprises();
    void surpriseWithoutPicturesSaysWhatIsMissing();

private:
    void loadPictures();
    void startAndHold();
    EditHistory *history() const { return m_window->edits()->history(); }
    PresetLibrary &library() const { return m_window->presets()->library(); }
    bool waitForLibrary();
    void keep(const std::vector<Preset> &presets);
    QAction *presetAction(const QString &name) const;
    PresetsDialog *manage() const;
    SurpriseDialog *surprise() const;
    Preset preset(const QString &name, double styleScale = 2) const;

    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_data;
    PictureFolder m_folder;
};

void TestPresetMenu::init()
{
    QSettings().clear();
    m_data = std::make_unique<QTemporaryDir>();
    qputenv("GRAMARYE_DATA_DIR", m_data->path().toLocal8Bit());
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 1000;
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                                            NetworkCatalog::builtIn());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPresetMenu::cleanup()
{
    m_window.reset();
    m_data.reset();
}

void TestPresetMenu::loadPictures()
{
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::yellow)));
    m_window->edits()->clear();
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(m_window->edits()->state().styles.size(), std::size_t(2));
}

void TestPresetMenu::startAndHold()
{
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(1));
}

Preset TestPresetMenu::preset(const QString &name, double styleScale) const
{
    Preset preset;
    preset.name = name;
    preset.values[QStringLiteral("style-scale")] = styleScale;
    return preset;
}

/// Until all is done that the library was asked for.
bool TestPresetMenu::waitForLibrary()
{
    bool isDone = false;
    library().run(
        this, [](const PresetStore &) {}, [&](const Status &) { isDone = true; });
    return QTest::qWaitFor([&] { return isDone; });
}

/// Puts @p presets where the user's own are, as another program would, and opens the menu.
void TestPresetMenu::keep(const std::vector<Preset> &presets)
{
    for (const Preset &preset : presets)
        QVERIFY(bool(PresetStore().save(preset)));
    Q_EMIT m_window->presets()->aboutToShow();
    QVERIFY(waitForLibrary());
}

QAction *TestPresetMenu::presetAction(const QString &name) const
{
    for (QAction *action : m_window->presets()->presetActions()) {
        if (action->text() == name)
            return action;
    }
    return nullptr;
}

PresetsDialog *TestPresetMenu::manage() const
{
    m_window->presets()->manageAction()->trigger();
    return m_window->findChild<PresetsDialog *>();
}

SurpriseDialog *TestPresetMenu::surprise() const
{
    m_window->presets()->surpriseAction()->trigger();
    return m_window->surprises()->dialog();
}

void TestPresetMenu::shippedTextsAreMarkedForTranslation()
{
    QStringList marked;
    for (const char *text : markedPresetTexts())
        marked << QString::fromUtf8(text);
    QStringList texts;
    for (const Preset &preset : PresetStore::shipped())
        texts << preset.name << preset.description;
    QCOMPARE(marked, texts);
}

void TestPresetMenu::menuShowsShippedAndOwn()
{
    keep({preset(QStringLiteral("Salt & Pepper"))});
    PresetMenu *menu = m_window->presets();
    const auto &shipped = PresetStore::shipped();
    QCOMPARE(menu->presetActions().size(), qsizetype(shipped.size() + 1));
    for (std::size_t i = 0; i < shipped.size(); ++i) {
        QCOMPARE(menu->presetActions().at(qsizetype(i))->text(), shipped[i].name);
        QCOMPARE(menu->presetActions().at(qsizetype(i))->toolTip(), shipped[i].description);
    }
    QCOMPARE(menu->presetActions().back()->text(), QStringLiteral("Salt && Pepper"));
    // Shipped ones before own ones, and these before what can be done with them.
    const QList<QAction *> all = menu->actions();
    QVERIFY(all.indexOf(menu->presetActions().back())
            > all.indexOf(menu->presetActions().at(qsizetype(shipped.size()) - 1)));
    QVERIFY(all.indexOf(menu->presetActions().back()) < all.indexOf(menu->saveAction()));
}

void TestPresetMenu::menuDoesNotWaitForTheDisk()
{
    QVERIFY(bool(PresetStore().save(preset(QStringLiteral("Wide")))));
    QSemaphore mayGoOn;
    const QThread *worked = nullptr;
    library().run(
        this,
        [&](const PresetStore &) {
            worked = QThread::currentThread();
            mayGoOn.acquire();
        },
        [](const Status &) {});
    PresetMenu *menu = m_window->presets();
    const auto shipped = qsizetype(PresetStore::shipped().size());
    Q_EMIT menu->aboutToShow();
    menu->save(QStringLiteral("Broad"));
    QCOMPARE(menu->presetActions().size(), shipped); // at once, whatever takes so long
    mayGoOn.release();
    QTRY_COMPARE(menu->presetActions().size(), shipped + 2);
    QVERIFY(worked != QThread::currentThread());
}

void TestPresetMenu::chosenPresetIsOneStep()
{
    loadPictures();
    const EditState before = m_window->edits()->state();
    keep({preset(QStringLiteral("Wide"), 1.5)});
    presetAction(QStringLiteral("Wide"))->trigger();
    EditState expected = before;
    expected.parameters.styleScale = 1.5;
    QVERIFY(m_window->edits()->state() == expected);
    QCOMPARE(history()->undoText(), QStringLiteral("Preset “Wide”"));
    history()->undo();
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!history()->canUndo());
}

void TestPresetMenu::chosenPresetSteersTheRunningJob()
{
    loadPictures();
    startAndHold();
    const StyleParameters before = m_fake->lastSeen();
    Preset look;
    look.name = QStringLiteral("Free");
    look.factors[QStringLiteral("ratio")] = 0.5;
    look.layerFactors[Layer::Conv3_1] = 0;
    m_window->presets()->apply(look);
    QVERIFY(m_window->runBar()->hint().isEmpty());
    m_fake->let(2); // the first of them has begun already
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(3));
    QCOMPARE(m_fake->lastSeen().ratio, before.ratio / 2);
    QCOMPARE(m_fake->lastSeen().layerWeights[layerIndex(Layer::Conv3_1)], 0.0);
    QCOMPARE(m_fake->lastSeen().blend, before.blend);
    QCOMPARE(m_fake->jobs().size(), std::size_t(1));
}

void TestPresetMenu::presetThatNeedsANewStartSaysSo()
{
    loadPictures();
    startAndHold();
    Preset look = preset(QStringLiteral("Wide"), 1.5);
    look.factors[QStringLiteral("ratio")] = 0.5;
    m_window->presets()->apply(look);
    QVERIFY(!m_window->runBar()->hint().isEmpty());
    m_fake->let(2);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(3));
    QCOMPARE(m_fake->lastSeen().ratio,
             m_window->edits()->state().parameters.ratio); // what can, steers
    QCOMPARE(m_fake->lastSeen().styleScale, 1.0);
    history()->undo();
    QVERIFY(m_window->runBar()->hint().isEmpty());
}

void TestPresetMenu::savedPresetIsInTheMenu()
{
    loadPictures();
    m_window->parameterPanel()->layers()->control(Layer::Conv3_1)->slider()->setValue(0);
    m_window->presets()->saveAction()->trigger();
    auto *dialog = m_window->findChild<SavePresetDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->nameEdit(), QStringLiteral("No strokes"));
    QTest::keyClick(dialog->nameEdit(), Qt::Key_Return);
    QTRY_COMPARE(m_window->messageBar()->message(),
                 QStringLiteral("Saved the preset “No strokes”."));
    const EditState saved = m_window->edits()->state();
    history()->undo();
    presetAction(QStringLiteral("No strokes"))->trigger();
    QVERIFY(m_window->edits()->state() == saved);
}

void TestPresetMenu::savedPresetOutlivesTheWindow()
{
    m_window->presets()->save(QStringLiteral("At last"));
    m_window.reset();
    QVERIFY(PresetStore().contains(QStringLiteral("At last")));
}

void TestPresetMenu::saveDialogSaysWhatItWouldDo()
{
    keep({preset(QStringLiteral("Wide"))});
    SavePresetDialog dialog(library());
    QVERIFY(!dialog.saveButton()->isEnabled());
    dialog.nameEdit()->setText(QStringLiteral("New"));
    QVERIFY(dialog.saveButton()->isEnabled());
    const QString saveText = dialog.saveButton()->text();
    dialog.nameEdit()->setText(QStringLiteral("wide"));
    QVERIFY(dialog.saveButton()->isEnabled());
    QVERIFY(dialog.saveButton()->text() != saveText);
    QVERIFY(dialog.noteLabel()->text().contains(QStringLiteral("replaced")));
    dialog.nameEdit()->setText(PresetStore::shipped().front().name);
    QVERIFY(!dialog.saveButton()->isEnabled());
    dialog.nameEdit()->setText(QStringLiteral("  "));
    QVERIFY(!dialog.saveButton()->isEnabled());
}

void TestPresetMenu::droppedPresetIsImported()
{
    const QString file =
        m_folder.addBytes(QStringLiteral("sent.json"), preset(QStringLiteral("Wide")).toJson());
    const EditState before = m_window->edits()->state();
    QVERIFY(dropFiles(m_window.get(), {file}));
    QTRY_COMPARE(m_window->messageBar()->message(),
                 QStringLiteral("“Wide” is among your presets now."));
    QVERIFY(presetAction(QStringLiteral("Wide")));
    QVERIFY(m_window->edits()->state() == before);
    QVERIFY(!QApplication::activePopupWidget()); // nobody is asked whether it is a picture
}

void TestPresetMenu::droppedRubbishIsSaid()
{
    QVERIFY(dropFiles(m_window.get(),
                      {m_folder.addBytes(QStringLiteral("other.json"), R"({"format": "x"})")}));
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("other.json")));
    QVERIFY(m_window->messageBar()->kind() == MessageBar::Kind::Problem);
    QVERIFY(PresetStore().own().empty());
}

void TestPresetMenu::manageRenames()
{
    keep({preset(QStringLiteral("Wide"))});
    PresetsDialog *dialog = manage();
    QCOMPARE(dialog->list()->currentItem()->text(), QStringLiteral("Wide"));
    QTest::keyClick(dialog->list(), Qt::Key_F2);
    auto *editor = dialog->list()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(QStringLiteral("Broad"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(dialog->noteLabel()->text(), QStringLiteral("Renamed “Wide” to “Broad”."));
    QCOMPARE(dialog->list()->currentItem()->text(), QStringLiteral("Broad"));
    QVERIFY(dialog->isVisible());
    QVERIFY(PresetStore().find(QStringLiteral("Broad"))->hasLookOf(preset({})));
    QVERIFY(!PresetStore().contains(QStringLiteral("Wide")));
}

void TestPresetMenu::manageDoesNotRenameToANameThatIsThere()
{
    keep({preset(QStringLiteral("A"), 2), preset(QStringLiteral("B"), 3)});
    PresetsDialog *dialog = manage();
    QListWidgetItem *item = dialog->list()->currentItem();
    for (const QString &taken : {QStringLiteral("a"), PresetStore::shipped().front().name}) {
        item->setText(taken);
        QVERIFY(dialog->noteLabel()->text().contains(taken));
        QCOMPARE(item->text(), QStringLiteral("B"));
    }
    QCOMPARE(PresetStore().own().size(), std::size_t(2));
    QVERIFY(*PresetStore().find(QStringLiteral("A")) == preset(QStringLiteral("A"), 2));
}

void TestPresetMenu::manageRemovesWithTheKeyboard()
{
    keep({preset(QStringLiteral("A")), preset(QStringLiteral("B"))});
    PresetsDialog *dialog = manage();
    QTest::keyClick(dialog->list(), Qt::Key_Delete);
    QVERIFY(waitForLibrary());
    QVERIFY(dialog->noteLabel()->text().contains(QStringLiteral("B")));
    QCOMPARE(PresetStore().own().size(), std::size_t(1));
    QCOMPARE(dialog->list()->currentItem()->text(), QStringLiteral("A"));
}

void TestPresetMenu::manageDoesOneThingAfterTheOther()
{
    keep({preset(QStringLiteral("A")), preset(QStringLiteral("B"))});
    PresetsDialog *dialog = manage();
    dialog->list()->currentItem()->setText(QStringLiteral("C"));
    QTest::keyClick(dialog->list(), Qt::Key_Delete);
    QTest::keyClick(dialog->list(), Qt::Key_Delete);
    QVERIFY(waitForLibrary());
    QCOMPARE(dialog->noteLabel()->text(), QStringLiteral("Removed “A”."));
    QCOMPARE(dialog->list()->count(), int(PresetStore::shipped().size()));
    QVERIFY(PresetStore().own().empty());
}

void TestPresetMenu::manageLeavesShippedPresetsAlone()
{
    PresetsDialog *dialog = manage();
    QCOMPARE(dialog->list()->count(), int(PresetStore::shipped().size()));
    dialog->list()->setCurrentRow(0);
    QVERIFY(!dialog->renameButton()->isEnabled());
    QVERIFY(!dialog->removeButton()->isEnabled());
    QVERIFY(dialog->exportButton()->isEnabled());
    QTest::keyClick(dialog->list(), Qt::Key_Delete);
    QCOMPARE(dialog->list()->count(), int(PresetStore::shipped().size()));
}

void TestPresetMenu::manageExportsAndImports()
{
    keep({preset(QStringLiteral("Wide"))});
    PresetsDialog *dialog = manage();
    const QString file = m_folder.path(QStringLiteral("wide.json"));
    dialog->exportTo(file);
    QVERIFY(waitForLibrary());
    QVERIFY(dialog->noteLabel()->text().contains(QStringLiteral("wide.json")));
    QVERIFY(*readPreset(file) == preset(QStringLiteral("Wide")));
    QVERIFY(bool(PresetStore().remove(QStringLiteral("Wide"))));
    QVERIFY(dropFiles(dialog, {file}));
    QVERIFY(waitForLibrary());
    QCOMPARE(dialog->list()->currentItem()->text(), QStringLiteral("Wide"));
    QVERIFY(*PresetStore().find(QStringLiteral("Wide")) == preset(QStringLiteral("Wide")));

    dialog->exportTo(m_folder.path(QStringLiteral("no such folder/wide.json")));
    QVERIFY(waitForLibrary());
    QVERIFY(dialog->noteLabel()->text().contains(QStringLiteral("cannot be written")));
    dialog->import(m_folder.addBytes(QStringLiteral("bad.json"), "rubbish"));
    QVERIFY(waitForLibrary());
    QVERIFY(dialog->noteLabel()->text().contains(QStringLiteral("bad.json")));
}

void TestPresetMenu::surprisePausesThePictureAndLetsItGoOn()
{
    loadPictures();
    startAndHold();
    SurpriseDialog *dialog = surprise();
    QVERIFY(dialog);
    QVERIFY(m_window->session()->isPaused());
    QVERIFY(!dialog->note().isEmpty());
    QCOMPARE(surprise(), dialog); // the one that is open comes forward
    dialog->close();
    QVERIFY(m_window->session()->isRunning());
    QVERIFY(m_window->edits()->state().parameters == history()->present().parameters);
    QVERIFY(!history()->canUndo());
}

void TestPresetMenu::pickedSurpriseIsOneStepAndSteers()
{
    loadPictures();
    const EditState before = m_window->edits()->state();
    m_fake->holdSteps();
    m_window->startAction()->trigger();
    m_fake->let(1);
    QTRY_COMPARE(m_fake->seen().size(), std::size_t(1));
    SurpriseDialog *dialog = surprise();
    m_fake->let(6); // the picture's, which had begun, and five of the first look
    QTRY_VERIFY(!dialog->tiles().front()->picture().isNull());
    const StyleParameters look = dialog->looks().front();
    dialog->tiles().front()->click();
    QVERIFY(m_window->edits()->state().runParameters() == look);
    QCOMPARE(history()->undoText(), QStringLiteral("Surprise"));
    QVERIFY(m_window->session()->isRunning());
    m_fake->let(100);
    const auto pictureHasTheLook = [&] {
        const StyleParameters seen = m_fake->lastSeen();
        return seen.size == before.parameters.size && seen.ratio == look.ratio;
    };
    QTRY_VERIFY(pictureHasTheLook());
    history()->undo();
    QVERIFY(m_window->edits()->state() == before);
}

void TestPresetMenu::startingThePictureHaltsTheSurprises()
{
    loadPictures();
    m_fake->holdSteps();
    SurpriseDialog *dialog = surprise();
    QVERIFY(dialog->isRendering());
    m_window->startAction()->trigger();
    QVERIFY(!dialog->isRendering());
    QVERIFY(!dialog->note().isEmpty());
    QVERIFY(m_window->session()->isRunning());
    dialog->again();
    QVERIFY(dialog->isRendering());
    QVERIFY(m_window->session()->isPaused());
}

void TestPresetMenu::surpriseWithoutPicturesSaysWhatIsMissing()
{
    QVERIFY(!surprise());
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("content")));
}

GRAMARYE_TEST(TestPresetMenu)

} // namespace gramarye::tst_presetmenu

#include "tst_presetmenu.moc"
