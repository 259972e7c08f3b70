#include "core/documents/pictureexport.h"
#include "core/engine/renderengine.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/drops.h"
#include "tests/support/testprogram.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/exportactions.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/recentfiles.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/projects/foundrecipe.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"
#include "ui/run/rendersession.h"
#include "ui/run/runcontroller.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_foundrecipe {

namespace {

QImage drawing(const QColor &color)
{
    QImage image = plainPicture(color, {96, 64});
    QPainter painter(&image);
    painter.setBrush(Qt::white);
    painter.drawEllipse(20, 10, 40, 40);
    return image;
}

QString textOf(const QAction *action)
{
    return action->text().remove(u'&');
}

} // namespace

/// From the window to a file and back, with the real engine and the built-in network.
class TestFoundRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void exportedPictureGivesItsParametersBack();
    void oneUndoTakesAllOfItBack();
    void picturesThatAreNotBesideItAreNamed();
    void regionsStayOnlyWhereTheyFit_data();
    void regionsStayOnlyWhereTheyFit();
    void exportedElsewhereItIsRestoredOverItsPictures();
    void picturesInTheWindowAreKnownByTheirPixels();
    void picturesAreFoundWhereTheyWereOpened();
    void styleInThePlaceOfAMissingOneHasItsRegion();
    void regionOfAStyleThatIsMissingIsSaidToBe();
    void networkThatIsNotHereLeavesTheOneThatIs();
    void sampleOfTheSameNameIsNotTaken();
    void onlyPicturesWithARecipeOfferIt();
    void damagedRecipeIsNotOffered();
    void wellTakesItAsAPictureAndOffersIt_data();
    void wellTakesItAsAPictureAndOffersIt();

private:
    QString picture(const char *name, const QColor &color) const
    {
        return m_folder->add(QLatin1String(name), drawing(color));
    }
    Recipe recipeWithRegion() const;
    void makeWindow();
    void renderAndExport(const QString &path);
    QString writeRecipe(const Recipe &recipe) const;
    QMenu *dropOnWindow(const QString &path);
    void restoreFrom(const QString &path);

    std::unique_ptr<PictureFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestFoundRecipe::init()
{
    QSettings().clear();
    m_folder = std::make_unique<PictureFolder>();
    makeWindow();
}

void TestFoundRecipe::makeWindow()
{
    m_window.reset();
    m_window =
        std::make_unique<MainWindow>(std::make_unique<RenderEngine>(), NetworkCatalog::builtIn());
    m_window->show();
}

void TestFoundRecipe::renderAndExport(const QString &path)
{
    m_window->setContent(picture("tree.png", Qt::red));
    m_window->addStyle(picture("waves.png", Qt::green));
    m_window->addStyle(picture("glass.png", Qt::blue));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    m_window->pictures()->styles()->rows().back()->slider()->setValue(25);
    StyleParameters parameters = m_window->parameterPanel()->parameters();
    parameters.size = 64;
    parameters.iterations = 3;
    parameters.scales = Scales::Single;
    parameters.ratio = 0.123;
    parameters.seed = 7;
    parameters.start = Start::Noise;
    parameters.colors = Colors::Content;
    parameters.layerWeights[layerIndex(Layer::Conv3_1)] = 0.35;
    parameters.blend = m_window->pictures()->styles()->blend();
    m_window->edits()->applyParameters(parameters, QStringLiteral("test"));
    m_window->run()->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasUnsavedResult(), 60000);
    m_window->exports()->exportTo(path);
    QTRY_VERIFY(!m_window->session()->hasUnsavedResult());
}

QString TestFoundRecipe::writeRecipe(const Recipe &recipe) const
{
    QImage image = drawing(Qt::gray);
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    return m_folder->add(QStringLiteral("recipe.png"), image);
}

QMenu *TestFoundRecipe::dropOnWindow(const QString &path)
{
    if (!dropFiles(m_window.get(), {path}))
        return nullptr;
    QMenu *menu = nullptr;
    [&] { QTRY_VERIFY((menu = qobject_cast<QMenu *>(QApplication::activePopupWidget()))); }();
    return menu;
}

void TestFoundRecipe::restoreFrom(const QString &path)
{
    QMenu *menu = dropOnWindow(path);
    QVERIFY(menu);
    const auto actions = menu->actions();
    const auto restore = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return textOf(action) == QStringLiteral("Restore its recipe");
    });
    QVERIFY(restore != actions.end());
    (*restore)->trigger();
    menu->close();
    QTRY_VERIFY(m_window->messageBar()->message().contains(QStringLiteral("Restored")));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
}

void TestFoundRecipe::exportedPictureGivesItsParametersBack()
{
    const QString path = m_folder->path(QStringLiteral("out.png"));
    renderAndExport(path);
    const StyleParameters wanted = m_window->session()->job().scene.runParameters();
    QCOMPARE(wanted.blend, std::vector<double>({1, 0.25}));

    makeWindow();
    QVERIFY(m_window->parameterPanel()->parameters() != wanted);
    restoreFrom(path);
    QCOMPARE(m_window->messageBar()->message(),
             QString::fromUtf8("Restored the recipe of “out.png”."));
    QCOMPARE(m_window->pictures()->content()->picture().name(), QStringLiteral("tree.png"));
    StyleParameters restored = m_window->parameterPanel()->parameters();
    restored.blend = m_window->pictures()->styles()->blend();
    QVERIFY(restored == wanted);
    QCOMPARE(m_window->networkBox()->source().info.name, QStringLiteral("builtin"));
}

void TestFoundRecipe::oneUndoTakesAllOfItBack()
{
    const QString path = m_folder->path(QStringLiteral("out.png"));
    renderAndExport(path);
    makeWindow();
    m_window->setContent(picture("other.png", Qt::yellow));
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    const EditState before = m_window->edits()->state();
    restoreFrom(path);
    QVERIFY(m_window->edits()->state() != before);
    const auto actions = m_window->findChildren<QAction *>();
    const auto undo = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->shortcuts().contains(QKeySequence(QKeySequence::Undo));
    });
    QVERIFY(undo != actions.end());
    (*undo)->trigger();
    QVERIFY(m_window->edits()->state() == before);
}

void TestFoundRecipe::picturesThatAreNotBesideItAreNamed()
{
    const QString path = m_folder->path(QStringLiteral("out.png"));
    renderAndExport(path);
    QVERIFY(QFile::remove(m_folder->path(QStringLiteral("waves.png"))));
    makeWindow(); // the one before knows the picture still
    restoreFrom(path);
    const QString message = m_window->messageBar()->message();
    QVERIFY2(message.contains(QStringLiteral("waves.png")), qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("tree.png")), qPrintable(message));
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(1));
    QCOMPARE(m_window->pictures()->styles()->blend(), std::vector<double>{0.25});
}

void TestFoundRecipe::regionsStayOnlyWhereTheyFit_data()
{
    QTest::addColumn<QSize>("content"); // that is there in place of the recipe's
    QTest::addColumn<bool>("fits");
    QTest::newRow("same shape") << QSize(192, 128) << true;
    QTest::newRow("other shape") << QSize(100, 100) << false;
}

void TestFoundRecipe::regionsStayOnlyWhereTheyFit()
{
    QFETCH(QSize, content);
    QFETCH(bool, fits);
    picture("waves.png", Qt::green);
    const PictureRef mask = embedded(paintedPicture(invertedMask(blankMask({96, 64}))).picture);
    Recipe recipe;
    recipe.scene.content.name = QStringLiteral("gone.png");
    recipe.scene.strength = mask;
    Style &style = recipe.scene.styles.emplace_back();
    style.picture.name = QStringLiteral("waves.png");
    style.region = mask;
    style.mask = mask; // which is on the style that is there
    EditState now;
    now.content = loaded(pictureFromImage(plainPicture(Qt::red, content), {}).value());
    const EditState next = findRecipe(m_folder->path(QStringLiteral("made.png")), recipe,
                                      NetworkCatalog::builtIn(), {})
                               .appliedTo(now);
    QVERIFY(next.content == now.content);
    QCOMPARE(next.styles.size(), std::size_t(1));
    QCOMPARE(!next.styles[0].region.isNull(), fits);
    QCOMPARE(!next.strength.isNull(), fits);
    QVERIFY(!next.styles[0].mask.isNull());
}

/// Of a content and two styles, which are in files that are not beside any other; the second has a
/// region and a scale.
Recipe TestFoundRecipe::recipeWithRegion() const
{
    const auto ref = [this](const char *name, const QColor &color) {
        PictureRef found = readPicture(picture(name, color)).value().ref;
        found.path.clear();
        return found;
    };
    Recipe recipe;
    recipe.scene.network.name = QStringLiteral("builtin");
    recipe.scene.content = ref("tree.png", Qt::red);
    recipe.scene.styles.resize(2);
    recipe.scene.styles[0].picture = ref("waves.png", Qt::green);
    Style &style = recipe.scene.styles[1];
    style.picture = ref("glass.png", Qt::blue);
    style.region = embedded(paintedPicture(invertedMask(blankMask({96, 64}))).picture);
    style.scale = 2;
    return recipe;
}

void TestFoundRecipe::exportedElsewhereItIsRestoredOverItsPictures()
{
    const PictureFolder elsewhere;
    const QString path = elsewhere.path(QStringLiteral("out.png"));
    renderAndExport(path);
    RecentFiles(QStringLiteral("content")).clear();
    RecentFiles(QStringLiteral("styles")).clear();
    const auto styles = m_window->edits()->state().styles;
    m_window->pictures()->styles()->rows().back()->slider()->setValue(75);
    restoreFrom(path);
    QCOMPARE(m_window->messageBar()->message(),
             QString::fromUtf8("Restored the recipe of “out.png”."));
    QVERIFY(m_window->edits()->state().styles == styles);
}

void TestFoundRecipe::picturesInTheWindowAreKnownByTheirPixels()
{
    const Recipe recipe = recipeWithRegion();
    const PictureFolder elsewhere;
    EditState now;
    now.content = loadPicture({picture("tree.png", Qt::red), {}}).value();
    now.styles.resize(2); // the other way round, and one of them under another name
    QVERIFY(QFile::rename(m_folder->path(QStringLiteral("glass.png")),
                          m_folder->path(QStringLiteral("renamed.png"))));
    now.styles[0].picture =
        loadPicture({m_folder->path(QStringLiteral("renamed.png")), {}}).value();
    now.styles[1].picture = loadPicture({picture("waves.png", Qt::green), {}}).value();
    const FoundRecipe found = findRecipe(elsewhere.path(QStringLiteral("made.png")), recipe,
                                         NetworkCatalog::builtIn(), now);
    const EditState next = found.appliedTo(now);
    QCOMPARE(found.notesOn(now), QStringList());
    QVERIFY(next.content == now.content);
    QCOMPARE(next.styles.size(), std::size_t(2));
    QVERIFY(next.styles[0].picture == now.styles[1].picture);
    QVERIFY(next.styles[1].picture == now.styles[0].picture);
    QVERIFY(!next.styles[1].region.isNull());
    QCOMPARE(next.styles[1].scale, 2.0);
}

void TestFoundRecipe::picturesAreFoundWhereTheyWereOpened()
{
    const Recipe recipe = recipeWithRegion();
    RecentFiles(QStringLiteral("content")).add(m_folder->path(QStringLiteral("tree.png")));
    const PictureFolder elsewhere; // with another picture of the name of one of them
    elsewhere.add(QStringLiteral("glass.png"), drawing(Qt::yellow));
    const FoundRecipe found = findRecipe(elsewhere.path(QStringLiteral("made.png")), recipe,
                                         NetworkCatalog::builtIn(), {});
    QCOMPARE(found.notesOn({}), QStringList());
    const EditState next = found.appliedTo({});
    QCOMPARE(next.styles.size(), std::size_t(2));
    QCOMPARE(next.styles[1].picture.picture.ref.hash, recipe.scene.styles[1].picture.hash);
    QVERIFY(!next.styles[1].region.isNull());
}

void TestFoundRecipe::styleInThePlaceOfAMissingOneHasItsRegion()
{
    const Recipe recipe = recipeWithRegion();
    EditState now;
    now.content = loadPicture({picture("tree.png", Qt::red), {}}).value();
    now.styles.resize(2);
    now.styles[0].picture = loadPicture({picture("waves.png", Qt::green), {}}).value();
    now.styles[1].picture = loadPicture({picture("other.png", Qt::black), {}}).value();
    const PictureFolder elsewhere;
    const FoundRecipe found = findRecipe(elsewhere.path(QStringLiteral("made.png")), recipe,
                                         NetworkCatalog::builtIn(), now);
    const EditState next = found.appliedTo(now);
    QCOMPARE(next.styles.size(), std::size_t(2));
    QVERIFY(next.styles[1].picture == now.styles[1].picture);
    QVERIFY(!next.styles[1].region.isNull());
    QCOMPARE(next.styles[1].scale, 2.0);
    const QString notes = found.notesOn(now).join(u' ');
    QVERIFY2(notes.contains(QString::fromUtf8("In the place of “glass.png” is now “other.png”")),
             qPrintable(notes));
}

void TestFoundRecipe::regionOfAStyleThatIsMissingIsSaidToBe()
{
    const Recipe recipe = recipeWithRegion();
    EditState now;
    now.content = loadPicture({picture("tree.png", Qt::red), {}}).value();
    now.styles.resize(1);
    now.styles[0].picture = loadPicture({picture("other.png", Qt::black), {}}).value();
    const PictureFolder elsewhere;
    const FoundRecipe found = findRecipe(elsewhere.path(QStringLiteral("made.png")), recipe,
                                         NetworkCatalog::builtIn(), now);
    QVERIFY(found.appliedTo(now).styles == now.styles);
    const QString notes = found.notesOn(now).join(u' ');
    QVERIFY2(notes.contains(QString::fromUtf8("set for “waves.png”, “glass.png” were not taken")),
             qPrintable(notes));
}

void TestFoundRecipe::networkThatIsNotHereLeavesTheOneThatIs()
{
    Recipe recipe;
    recipe.scene.network.name = QStringLiteral("vgg19");
    recipe.scene.parameters.size = 77;
    restoreFrom(writeRecipe(recipe));
    const QString message = m_window->messageBar()->message();
    QVERIFY2(message.contains(QStringLiteral("vgg19")), qPrintable(message));
    QCOMPARE(m_window->networkBox()->source().info.name, QStringLiteral("builtin"));
    QCOMPARE(m_window->parameterPanel()->parameters().size, 77);
}

void TestFoundRecipe::sampleOfTheSameNameIsNotTaken()
{
    Recipe recipe;
    recipe.scene.network.name = QStringLiteral("builtin");
    recipe.scene.content.name = QStringLiteral("lakeside.jpg");
    recipe.scene.content.hash = QStringLiteral("blake2b-256:00");
    restoreFrom(writeRecipe(recipe));
    QVERIFY(m_window->pictures()->content()->isEmpty());
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("lakeside.jpg")));
}

void TestFoundRecipe::onlyPicturesWithARecipeOfferIt()
{
    QMenu *menu = dropOnWindow(picture("tree.png", Qt::red));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->close();
}

void TestFoundRecipe::damagedRecipeIsNotOffered()
{
    QImage image = drawing(Qt::gray);
    image.setText(Recipe::textKey(), QStringLiteral("{\"format\": \"gramarye-recipe\""));
    QMenu *menu = dropOnWindow(m_folder->add(QStringLiteral("damaged.png"), image));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2); // it is still a picture
    menu->actions().front()->trigger();
    menu->close();
    QTRY_VERIFY(!m_window->pictures()->content()->isEmpty());
    QVERIFY(m_window->messageBar()->message().contains(QStringLiteral("damaged.png")));
}

void TestFoundRecipe::wellTakesItAsAPictureAndOffersIt_data()
{
    QTest::addColumn<bool>("asStyle");
    QTest::addColumn<bool>("pasted");
    QTest::newRow("dropped as content") << false << false;
    QTest::newRow("dropped as style") << true << false;
    QTest::newRow("pasted as content") << false << true;
}

void TestFoundRecipe::wellTakesItAsAPictureAndOffersIt()
{
    QFETCH(bool, asStyle);
    QFETCH(bool, pasted);
    Recipe recipe;
    recipe.scene.network.name = QStringLiteral("builtin");
    recipe.scene.parameters.size = 77;
    const QString path = writeRecipe(recipe);
    PicturesPanel *pictures = m_window->pictures();
    ImageWell *well = asStyle ? pictures->styles()->adder() : pictures->content();
    if (pasted) {
        auto *data = new QMimeData;
        data->setUrls(localUrls({path}));
        QApplication::clipboard()->setMimeData(data);
        well->paste();
    } else {
        QVERIFY(dropFiles(well, {path}));
    }
    QTRY_COMPARE(m_window->messageBar()->message(),
                 QString::fromUtf8("“recipe.png” carries its recipe."));
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(pictures->content()->isEmpty(), asStyle);
    QCOMPARE(pictures->styles()->styles().size(), std::size_t(asStyle ? 1 : 0));
    QVERIFY(m_window->parameterPanel()->parameters().size != 77); // it was only offered

    const auto &offers = m_window->messageBar()->offerButtons();
    QCOMPARE(offers.size(), std::size_t(1));
    QCOMPARE(offers.front()->text(), QStringLiteral("Restore its recipe"));
    offers.front()->click();
    QTRY_COMPARE(m_window->parameterPanel()->parameters().size, 77);
}

GRAMARYE_TEST(TestFoundRecipe)

} // namespace gramarye::tst_foundrecipe

#include "tst_foundrecipe.moc"
