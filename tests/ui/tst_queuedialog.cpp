#include "ui/queue/queuedialog.h"

#include "core/pictures/referredpicture.h"
#include "tests/support/drops.h"
#include "tests/support/faketransfer.h"
#include "tests/support/testprogram.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/queue/queueadder.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/settings/settings.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

namespace gramarye::tst_queuedialog {
using State = QueueEntry::State;

namespace {

QString keptList()
{
    return QDir::cleanPath(networkFolder() + QStringLiteral("/../queue.json"));
}

} // namespace

class TestQueueDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theWindowsPicturesAreSuggested();
    void eachContentIsMadeInEachStyle();
    void stylesAreBlendedAsInTheWindow();
    void resultsAreOfTheFormatAndTheNameThatAreChosen();
    void nothingIsOverwritten();
    void droppedFilesAreAdded();
    void picturesOfFoldersAreChosen();
    void droppedBesideTheListsPicturesAreQueued();
    void aDroppedListIsOpened();
    void deleteRemovesFiles();
    void rowsMoveByKey();
    void deleteRemovesRows();
    void theQueueIsMade();
    void aPictureThatHasToBeginAnewIsSaid();
    void aPastedStartIsRefused();
    void aListIsOpened();
    void aWrongListIsSaid();
    void aSavedListHoldsWhatIsNotDone();
    void aListThatCannotBeSavedIsSaid();
    void whatIsNotDoneIsThereNextTime();
    void whatIsBeingReadIsKept();
    void whatIsBeingSavedIsWritten();
    void whatIsBeingAddedIsKept();
    void paintedMasksComeAlong();
    void theWindowOpensItWithItsPictures();
    void theQueueMakesWayForTheWindow();

private:
    /// One of the folder's, as a well has it.
    Picture picture(const QString &name) const { return readPicture(m_folder->path(name)).value(); }

    /// The window's picture in a list.
    BatchJob job() const { return batchJobOf(m_settings, {}); }

    void makeDialog();
    QString photos() const;
    void addChosen(int times = 1);
    QStringList outputs() const;
    void selectRow(int row) const;

    std::unique_ptr<PictureFolder> m_folder;
    std::shared_ptr<FakeControl> m_fake;
    RenderJob m_settings; ///< what the window would say
    QString m_problem;    ///< what is wrong with lists
    std::vector<BatchJob> m_listed;
    std::unique_ptr<QueueDialog> m_dialog;
};

void TestQueueDialog::init()
{
    QSettings().clear();
    QFile::remove(keptList());
    m_folder = std::make_unique<PictureFolder>();
    for (const char *name : {"lake.png", "hill.png", "red.png", "blue.png"})
        m_folder->add(QLatin1String(name), plainPicture(Qt::darkGreen));
    m_fake = std::make_shared<FakeControl>();
    m_settings = {};
    ReadScene &scene = m_settings.scene;
    scene.content = picture(QStringLiteral("lake.png"));
    scene.styles = {{picture(QStringLiteral("red.png")), 1},
                    {picture(QStringLiteral("blue.png")), 0.25}};
    scene.parameters.size = 64;
    scene.network = NetworkCatalog::builtIn().locate(QStringLiteral("builtin")).value();
    m_problem.clear();
    m_listed.clear();
    makeDialog();
}

void TestQueueDialog::cleanup()
{
    m_dialog.reset();
}

void TestQueueDialog::makeDialog()
{
    const auto read = [this](const QString &) -> Expected<std::vector<BatchJob>, QString> {
        if (m_problem.isEmpty())
            return m_listed;
        return m_problem;
    };
    m_dialog = std::make_unique<QueueDialog>(
        [this] { return m_settings; }, NetworkCatalog::builtIn(), read,
        [this] { return std::make_unique<RenderEngine>(fakeFactory(m_fake)); });
    m_dialog->setResultsFolder(m_folder->path(QStringLiteral("out")));
    m_dialog->show();
}

/// Adds, and waits until that is there.
void TestQueueDialog::addChosen(int times)
{
    QSignalSpy added(m_dialog->queue(), &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < times; ++i)
        m_dialog->addChosen();
    QTRY_COMPARE(added.size(), times);
}

QStringList TestQueueDialog::outputs() const
{
    QStringList names;
    for (const QueueEntry &picture : m_dialog->queue()->pictures())
        names << QFileInfo(picture.job.output).fileName();
    return names;
}

void TestQueueDialog::selectRow(int row) const
{
    m_dialog->list()->setCurrentIndex(m_dialog->queue()->index(row, 0));
}

void TestQueueDialog::theWindowsPicturesAreSuggested()
{
    QCOMPARE(m_dialog->adder()->contents()->files(),
             QStringList{m_folder->path(QStringLiteral("lake.png"))});
    QCOMPARE(m_dialog->adder()->styles()->files(),
             (QStringList{m_folder->path(QStringLiteral("red.png")),
                          m_folder->path(QStringLiteral("blue.png"))}));
    QCOMPARE(m_dialog->adder()->addButton()->text(), QStringLiteral("&Add to the queue (2)"));
    QVERIFY(!m_dialog->startButton()->isEnabled());
}

void TestQueueDialog::eachContentIsMadeInEachStyle()
{
    m_dialog->adder()->contents()->add({m_folder->path(QStringLiteral("hill.png"))});
    m_dialog->adder()->addButton()->click();
    QCOMPARE(m_dialog->queue()->rowCount(), 0); // not before we return to the event loop
    QTRY_COMPARE(m_dialog->queue()->rowCount(), 4);
    QCOMPARE(outputs(),
             (QStringList{QStringLiteral("lake-red.png"), QStringLiteral("lake-blue.png"),
                          QStringLiteral("hill-red.png"), QStringLiteral("hill-blue.png")}));
    const Scene &second = m_dialog->queue()->pictures()[1].job.scene;
    QCOMPARE(second.styles.size(), 1u);
    QCOMPARE(second.styles.front().weight, 1.0); // whole, whatever it is among others
    QCOMPARE(second.parameters.size, 64);
    QVERIFY(m_dialog->startButton()->isEnabled());
}

void TestQueueDialog::stylesAreBlendedAsInTheWindow()
{
    m_dialog->adder()->blendBox()->setChecked(true);
    addChosen();
    QCOMPARE(outputs(), QStringList{QStringLiteral("lake-red+blue.png")});
    const std::vector<Style> &styles = m_dialog->queue()->pictures()[0].job.scene.styles;
    QCOMPARE(styles.size(), std::size_t(2));
    for (std::size_t i = 0; i < styles.size(); ++i) {
        QCOMPARE(styles[i].picture.path, m_settings.scene.styles[i].picture.ref.path);
        QCOMPARE(styles[i].weight, m_settings.scene.styles[i].weight);
    }
}

// The name has the style in it, which tells results apart.
void TestQueueDialog::resultsAreOfTheFormatAndTheNameThatAreChosen()
{
    const int webp = m_dialog->formatBox()->findText(QStringLiteral("WebP"));
    m_dialog->formatBox()->setCurrentIndex(webp);
    Q_EMIT m_dialog->formatBox()->activated(webp);
    addChosen();
    QCOMPARE(outputs(),
             (QStringList{QStringLiteral("lake-red.webp"), QStringLiteral("lake-blue.webp")}));
    Preferences preferences;
    preferences.exportName = QStringLiteral("{style} {content} {size}");
    Settings().setPreferences(preferences);
    m_dialog.reset();
    makeDialog();
    QCOMPARE(m_dialog->formatBox()->currentText(), QStringLiteral("WebP")); // remembered
    addChosen();
    QVERIFY(outputs().contains(QStringLiteral("blue lake 64.webp")));
}

void TestQueueDialog::nothingIsOverwritten()
{
    QVERIFY(QDir().mkpath(m_folder->path(QStringLiteral("out"))));
    m_folder->add(QStringLiteral("out/lake-red.png"), plainPicture(Qt::white));
    addChosen(2);
    QCOMPARE(outputs(),
             (QStringList{QStringLiteral("lake-red-2.png"), QStringLiteral("lake-blue.png"),
                          QStringLiteral("lake-red-3.png"), QStringLiteral("lake-blue-2.png")}));
}

void TestQueueDialog::droppedFilesAreAdded()
{
    FileList *contents = m_dialog->adder()->contents();
    QVERIFY(dropFiles(contents->viewport(), {m_folder->path(QStringLiteral("hill.png")),
                                             m_folder->path(QStringLiteral("lake.png"))}));
    QTRY_COMPARE(contents->files(), (QStringList{m_folder->path(QStringLiteral("lake.png")),
                                                 m_folder->path(QStringLiteral("hill.png"))}));
}

/// A folder with three pictures, and what else lies in folders.
QString TestQueueDialog::photos() const
{
    const QString folder = m_folder->addFolder(QStringLiteral("photos"));
    m_folder->addFolder(QStringLiteral("photos/sub"));
    for (const char *name :
         {"photos/10.png", "photos/9.png", "photos/lake.png", "photos/sub/a.png"})
        m_folder->add(QLatin1String(name), plainPicture(Qt::darkGreen));
    m_folder->addBytes(QStringLiteral("photos/Thumbs.db"), "thumbs");
    return folder;
}

void TestQueueDialog::picturesOfFoldersAreChosen()
{
    const QString folder = photos();
    const QString empty = m_folder->addFolder(QStringLiteral("empty"));
    FileList *styles = m_dialog->adder()->styles();
    styles->clear();
    QVERIFY(dropFiles(styles->viewport(), {folder}));
    const QStringList expected{m_folder->path(QStringLiteral("photos/9.png")),
                               m_folder->path(QStringLiteral("photos/10.png")),
                               m_folder->path(QStringLiteral("photos/lake.png"))};
    QTRY_COMPARE(styles->files(), expected);
    QCOMPARE(m_dialog->adder()->addButton()->text(), QStringLiteral("&Add to the queue (3)"));
    QVERIFY(dropFiles(styles->viewport(), {empty}));
    QTRY_VERIFY(m_dialog->messageBar()->message().contains(QStringLiteral("“empty”")));
    QCOMPARE(styles->files(), expected);
}

void TestQueueDialog::droppedBesideTheListsPicturesAreQueued()
{
    const QString folder = photos();
    QVERIFY(dropFiles(m_dialog.get(), {folder, m_folder->path(QStringLiteral("hill.png"))}));
    QTRY_COMPARE(m_dialog->queue()->rowCount(), 8);
    QCOMPARE(outputs(),
             (QStringList{QStringLiteral("9-red.png"), QStringLiteral("9-blue.png"),
                          QStringLiteral("10-red.png"), QStringLiteral("10-blue.png"),
                          QStringLiteral("lake-red.png"), QStringLiteral("lake-blue.png"),
                          QStringLiteral("hill-red.png"), QStringLiteral("hill-blue.png")}));
    for (const QueueEntry &picture : m_dialog->queue()->pictures())
        QCOMPARE(picture.job.scene.parameters.size, 64);
    // What is chosen above stays.
    QCOMPARE(m_dialog->adder()->contents()->files(),
             QStringList{m_folder->path(QStringLiteral("lake.png"))});
    QVERIFY(m_dialog->messageBar()->isHidden());

    QVERIFY(dropFiles(m_dialog.get(), {m_folder->addFolder(QStringLiteral("empty"))}));
    QTRY_VERIFY(m_dialog->messageBar()->message().contains(QStringLiteral("“empty”")));
    QCOMPARE(m_dialog->queue()->rowCount(), 8);
    m_dialog->adder()->styles()->clear();
    QVERIFY(dropFiles(m_dialog.get(), {folder}));
    QVERIFY2(m_dialog->messageBar()->message().contains(QStringLiteral("no style to paint")),
             qPrintable(m_dialog->messageBar()->message()));
    QCOMPARE(m_dialog->queue()->rowCount(), 8);
}

void TestQueueDialog::aDroppedListIsOpened()
{
    m_listed = {job()};
    m_listed[0].output = m_folder->path(QStringLiteral("listed.png"));
    QVERIFY(dropFiles(m_dialog.get(), {m_folder->addBytes(QStringLiteral("jobs.json"), "{}")}));
    QTRY_COMPARE(outputs(), QStringList{QStringLiteral("listed.png")});
}

void TestQueueDialog::deleteRemovesFiles()
{
    FileList *styles = m_dialog->adder()->styles();
    styles->setCurrentRow(0);
    QTest::keyClick(styles, Qt::Key_Delete);
    QCOMPARE(styles->files(), QStringList{m_folder->path(QStringLiteral("blue.png"))});
    QCOMPARE(m_dialog->adder()->addButton()->text(), QStringLiteral("&Add to the queue (1)"));
    styles->selectAll();
    QTest::keyClick(styles, Qt::Key_Delete);
    QVERIFY(!m_dialog->adder()->addButton()->isEnabled());
}

void TestQueueDialog::rowsMoveByKey()
{
    m_dialog->adder()->contents()->add({m_folder->path(QStringLiteral("hill.png"))});
    addChosen();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    m_dialog->list()->setFocus();
    selectRow(2);
    QTest::keyClick(m_dialog->list(), Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(m_dialog->list(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(outputs().first(), QStringLiteral("hill-red.png"));
    QTest::keyClick(m_dialog->list(), Qt::Key_Up, Qt::AltModifier); // no further
    QCOMPARE(outputs().first(), QStringLiteral("hill-red.png"));
    QTest::keyClick(m_dialog->list(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(outputs(),
             (QStringList{QStringLiteral("lake-red.png"), QStringLiteral("hill-red.png"),
                          QStringLiteral("lake-blue.png"), QStringLiteral("hill-blue.png")}));
}

void TestQueueDialog::deleteRemovesRows()
{
    addChosen();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    m_dialog->list()->setFocus();
    selectRow(0);
    QTest::keyClick(m_dialog->list(), Qt::Key_Delete);
    QCOMPARE(outputs(), QStringList{QStringLiteral("lake-blue.png")});
}

void TestQueueDialog::theQueueIsMade()
{
    addChosen();
    m_dialog->startButton()->click();
    QVERIFY(m_dialog->runner()->isStarted());
    QTRY_COMPARE(m_dialog->queue()->count(State::Done), 2);
    for (const QueueEntry &picture : m_dialog->queue()->pictures())
        QCOMPARE(QImage(picture.job.output, "PNG").size(), m_fake->size);
    QTRY_VERIFY(!m_dialog->startButton()->isEnabled()); // nothing is left to start
}

void TestQueueDialog::aPictureThatHasToBeginAnewIsSaid()
{
    m_fake->checkpointing = [] { throw std::bad_alloc(); };
    m_fake->holdSteps();
    m_fake->let(4);
    addChosen();
    m_dialog->startButton()->click();
    QTRY_COMPARE(int(m_fake->seen().size()), 4);
    m_dialog->startButton()->click();
    QTRY_COMPARE(m_dialog->queue()->pictures()[0].state, State::Waiting);
    QVERIFY(m_dialog->messageBar()->message().contains(QStringLiteral("too little memory")));
    QCOMPARE(m_dialog->queue()->pictures()[0].progress, 0.0);
    m_fake->let(1000);
    m_dialog->startButton()->click();
    QTRY_COMPARE(m_dialog->queue()->count(State::Done), 2);
}

void TestQueueDialog::aPastedStartIsRefused()
{
    m_settings.scene.parameters.start = Start::File;
    m_dialog->addChosen();
    QTRY_VERIFY(m_dialog->messageBar()->message().contains(QStringLiteral("start well")));
    QCOMPARE(m_dialog->queue()->rowCount(), 0);
}

void TestQueueDialog::aListIsOpened()
{
    m_listed = {job(), job()};
    m_dialog->openList(QStringLiteral("jobs.json"));
    QTRY_COMPARE(m_dialog->queue()->rowCount(), 2);
    QCOMPARE(m_dialog->queue()->pictures()[1].job, job());
    QCOMPARE(m_dialog->messageBar()->message(), QString());
}

void TestQueueDialog::aWrongListIsSaid()
{
    addChosen();
    m_problem = QStringLiteral("Job 2: it rains.");
    m_dialog->openList(QStringLiteral("jobs.json"));
    QTRY_COMPARE(m_dialog->messageBar()->message(), m_problem);
    QCOMPARE(m_dialog->queue()->rowCount(), 2); // as it was
}

void TestQueueDialog::aSavedListHoldsWhatIsNotDone()
{
    addChosen();
    m_dialog->queue()->setState(m_dialog->queue()->pictures()[0].id, State::Done);
    const QString path = m_folder->path(QStringLiteral("jobs.json"));
    m_dialog->saveList(path);
    QTRY_VERIFY(m_dialog->messageBar()->message().startsWith(QStringLiteral("Saved")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    QVERIFY(json.contains("\"out/lake-blue.png\""));
    QVERIFY(!json.contains("lake-red.png"));
}

void TestQueueDialog::aListThatCannotBeSavedIsSaid()
{
    addChosen();
    m_dialog->saveList(m_folder->path(QStringLiteral("nowhere/jobs.json")));
    QTRY_VERIFY(
        m_dialog->messageBar()->message().contains(QStringLiteral("“jobs.json” cannot be")));
}

void TestQueueDialog::whatIsNotDoneIsThereNextTime()
{
    addChosen();
    m_dialog.reset();
    QVERIFY(QFile::exists(keptList()));

    m_problem = QStringLiteral("It rains."); // kept aside, not lost
    makeDialog();
    QTRY_COMPARE(m_dialog->messageBar()->message(), m_problem);
    m_dialog.reset();
    QVERIFY(QFile::exists(keptList() + QStringLiteral(".unread")));
    QVERIFY(QFile::rename(keptList() + QStringLiteral(".unread"), keptList()));

    m_problem.clear();
    m_listed = {job()};
    makeDialog();
    QTRY_COMPARE(m_dialog->queue()->rowCount(), 1);
    m_dialog->queue()->setState(m_dialog->queue()->pictures()[0].id, State::Done);
    m_dialog.reset();
    QVERIFY(!QFile::exists(keptList())); // nothing is open any more
}

void TestQueueDialog::whatIsBeingReadIsKept()
{
    addChosen();
    m_dialog.reset();
    m_listed = {job()};
    makeDialog();
    QCOMPARE(m_dialog->queue()->rowCount(), 0); // not before we return to the event loop
    m_dialog.reset();
    QVERIFY(QFile::exists(keptList()));
}

void TestQueueDialog::whatIsBeingSavedIsWritten()
{
    addChosen();
    const QString path = m_folder->path(QStringLiteral("jobs.json"));
    m_dialog->saveList(path);
    QCOMPARE(m_dialog->messageBar()->message(), QString());
    m_dialog.reset();
    QVERIFY(QFile::exists(path));
}

void TestQueueDialog::whatIsBeingAddedIsKept()
{
    m_dialog->addChosen();
    QCOMPARE(m_dialog->queue()->rowCount(), 0);
    m_dialog.reset();
    QFile file(keptList());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("lake-blue.png"));
}

void TestQueueDialog::paintedMasksComeAlong()
{
    QImage painted(40, 30, QImage::Format_Grayscale8);
    painted.fill(200);
    StyleOf<Picture> &style = m_settings.scene.styles[1];
    style.region = unfiledPicture(painted, {});
    style.mask = picture(QStringLiteral("hill.png"));
    m_dialog->adder()->contents()->add({m_folder->path(QStringLiteral("hill.png"))});
    addChosen();
    const std::vector<QueueEntry> &pictures = m_dialog->queue()->pictures();
    QCOMPARE(pictures.size(), std::size_t(4));
    const Style &queued = pictures[1].job.scene.styles.front();
    const auto region = readPicture(queued.region);
    QVERIFY(region);
    QVERIFY(isSamePicture(*region, style.region));
    QCOMPARE(queued.mask.path, m_folder->path(QStringLiteral("hill.png"))); // it has a file
    QVERIFY(!queued.mask.isEmbedded());
    const Style &ofOther = pictures[3].job.scene.styles.front();
    QVERIFY(ofOther.region.isEmpty()); // it was painted on another content
    QVERIFY(ofOther.mask == queued.mask);
    QVERIFY(pictures[0].job.scene.styles.front().region.isEmpty());
}

void TestQueueDialog::theWindowOpensItWithItsPictures()
{
    MainWindow window(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                      NetworkCatalog::builtIn());
    window.setContent(m_folder->path(QStringLiteral("lake.png")));
    window.addStyle(m_folder->path(QStringLiteral("red.png")));
    QTRY_VERIFY(!window.pictures()->isLoading());
    window.dialogs()->showQueue();
    QVERIFY(window.dialogs()->queue()->isVisible());
    window.dialogs()->queue()->setResultsFolder(m_folder->path(QStringLiteral("out")));
    window.dialogs()->queue()->addChosen();
    QTRY_COMPARE(window.dialogs()->queue()->queue()->rowCount(), 1);
    const Scene &scene = window.dialogs()->queue()->queue()->pictures()[0].job.scene;
    QCOMPARE(scene.content.path, m_folder->path(QStringLiteral("lake.png")));
    QCOMPARE(scene.styles.size(), 1u);
    QCOMPARE(scene.styles.front().picture.path, m_folder->path(QStringLiteral("red.png")));
    QCOMPARE(scene.styles.front().weight, 1.0);
    QCOMPARE(scene.network.name, QStringLiteral("builtin"));
    QCOMPARE(scene.parameters, window.parameterPanel()->parameters());
}

void TestQueueDialog::theQueueMakesWayForTheWindow()
{
    m_fake->holdSteps();
    MainWindow window(std::make_unique<RenderEngine>(fakeFactory(m_fake)),
                      NetworkCatalog::builtIn());
    window.setContent(m_folder->path(QStringLiteral("lake.png")));
    window.addStyle(m_folder->path(QStringLiteral("red.png")));
    QTRY_VERIFY(!window.pictures()->isLoading());
    window.dialogs()->showQueue();
    QVERIFY(!window.dialogs()->queue()->runner()->hasMadeWay());
    window.run()->start();
    QVERIFY(window.dialogs()->queue()->runner()->hasMadeWay());
    window.session()->stop();
    QTRY_VERIFY(!window.dialogs()->queue()->runner()->hasMadeWay());
    window.session()->markSaved(window.session()->picture(), true);
}

GRAMARYE_TEST(TestQueueDialog)

} // namespace gramarye::tst_queuedialog

#include "tst_queuedialog.moc"
