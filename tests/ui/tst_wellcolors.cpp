#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"

#include <QPainter>
#include <QSlider>
#include <QTest>

namespace gramarye::tst_wellcolors {

namespace {

LoadedPicture flatPicture(const QColor &color, const QString &name)
{
    return loaded(*pictureFromImage(plainPicture(color), name));
}

/// Of the picture that @p well shows, which is of one colour.
QColor shownColor(const ImageWell *well)
{
    return well->shown().levels().front().pixelColor(5, 5);
}

bool isAsItIs(const ImageWell *well)
{
    return well->shown().levels().front().cacheKey()
           == well->picture().pyramid.levels().front().cacheKey();
}

} // namespace

/// What the wells show, of flat pictures: these take the mean colours of others.
class TestWellColors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void matchedShowsTheStylesInTheContentsColours();
    void paletteShowsTheContentInTheStylesColours();
    void paletteFollowsTheWeights();
    void whatIsNoPartOfAStyleHasNoColour_data();
    void whatIsNoPartOfAStyleHasNoColour();
    void theOthersShowEachPictureAsItIs_data();
    void theOthersShowEachPictureAsItIs();
    void withoutAllPicturesEachIsShownAsItIs();
    void anotherPictureIsShownInTheNewColours();
    void theSamePictureReadAgainIsShownInThem();
    void theNewestWishIsShown();
    void aTransparentContentIsShownOnTheBackground();
    void saysSo();

private:
    const ImageWell *style(std::size_t place) const
    {
        return m_panel->styles()->rows()[place]->well();
    }

    const QColor m_contentColor{20, 60, 200};
    const QColor m_firstColor{200, 100, 40};
    const QColor m_secondColor{100, 180, 80};
    std::unique_ptr<PicturesPanel> m_panel;
};

void TestWellColors::init()
{
    m_panel = std::make_unique<PicturesPanel>();
    std::vector<StyleOf<LoadedPicture>> styles(2);
    styles[0].picture = flatPicture(m_firstColor, QStringLiteral("first"));
    styles[1].picture = flatPicture(m_secondColor, QStringLiteral("second"));
    m_panel->setPictures(flatPicture(m_contentColor, QStringLiteral("content")), styles, {}, {});
}

void TestWellColors::matchedShowsTheStylesInTheContentsColours()
{
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(0)), m_contentColor);
    QCOMPARE(shownColor(style(1)), m_contentColor);
    QVERIFY(isAsItIs(m_panel->content()));
    // The picture itself is what it was.
    QCOMPARE(style(0)->picture().picture.image.pixelColor(5, 5), m_firstColor);
}

void TestWellColors::paletteShowsTheContentInTheStylesColours()
{
    m_panel->showColors(Colors::Palette);
    QTRY_COMPARE(shownColor(m_panel->content()), QColor(150, 140, 60));
    QVERIFY(isAsItIs(style(0)) && isAsItIs(style(1)));
}

void TestWellColors::paletteFollowsTheWeights()
{
    m_panel->styles()->setBlend({1, 0});
    m_panel->showColors(Colors::Palette);
    QTRY_COMPARE(shownColor(m_panel->content()), m_firstColor);
    m_panel->styles()->setBlend({0.25, 0.75});
    m_panel->showColors(Colors::Palette);
    QTRY_COMPARE(shownColor(m_panel->content()), QColor(125, 160, 70));
}

void TestWellColors::whatIsNoPartOfAStyleHasNoColour_data()
{
    QTest::addColumn<bool>("transparent"); // else by a mask
    QTest::newRow("masked") << false;
    QTest::newRow("transparent") << true;
}

void TestWellColors::whatIsNoPartOfAStyleHasNoColour()
{
    QFETCH(bool, transparent);
    QImage picture = plainPicture(m_firstColor, {64, 64});
    QPainter(&picture).fillRect(0, 0, 32, 64, Qt::white);
    QImage mask(64, 64, QImage::Format_Grayscale8);
    mask.fill(Qt::white);
    QPainter(&mask).fillRect(0, 0, 32, 64, Qt::black);
    StyleOf<LoadedPicture> style;
    style.picture = loaded(*pictureFromImage(picture, QStringLiteral("half")));
    if (transparent)
        style.picture.picture.alpha = mask;
    else
        style.mask = loaded(unfiledPicture(mask, {}));
    m_panel->setPictures(flatPicture(m_contentColor, QStringLiteral("content")), {style}, {}, {});
    m_panel->showColors(Colors::Palette);
    QTRY_COMPARE(shownColor(m_panel->content()), m_firstColor);
}

void TestWellColors::theOthersShowEachPictureAsItIs_data()
{
    QTest::addColumn<int>("moving");
    QTest::addColumn<int>("other");
    QTest::newRow("from matched to style") << int(Colors::Matched) << int(Colors::Style);
    QTest::newRow("from palette to content") << int(Colors::Palette) << int(Colors::Content);
}

void TestWellColors::theOthersShowEachPictureAsItIs()
{
    QFETCH(int, moving);
    QFETCH(int, other);
    m_panel->showColors(Colors(moving));
    QTRY_VERIFY(!(isAsItIs(style(0)) && isAsItIs(m_panel->content())));
    m_panel->showColors(Colors(other));
    QVERIFY(isAsItIs(m_panel->content()) && isAsItIs(style(0)) && isAsItIs(style(1)));
}

void TestWellColors::withoutAllPicturesEachIsShownAsItIs()
{
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(0)), m_contentColor);
    m_panel->content()->clear();
    m_panel->showColors(Colors::Matched);
    QVERIFY(isAsItIs(style(0)) && isAsItIs(style(1)));
    m_panel->styles()->clear();
    m_panel->content()->setPicture(flatPicture(m_contentColor, QStringLiteral("content")));
    m_panel->showColors(Colors::Palette);
    QVERIFY(isAsItIs(m_panel->content()));
}

void TestWellColors::anotherPictureIsShownInTheNewColours()
{
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(0)), m_contentColor);
    m_panel->content()->setPicture(flatPicture(Qt::green, QStringLiteral("other")));
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(0)), QColor(Qt::green));
    QCOMPARE(shownColor(style(1)), QColor(Qt::green));
}

void TestWellColors::theSamePictureReadAgainIsShownInThem()
{
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(0)), m_contentColor);
    m_panel->styles()->rows().front()->well()->setPicture(
        flatPicture(m_firstColor, QStringLiteral("first")));
    QCOMPARE(shownColor(style(0)), m_firstColor);
    m_panel->showColors(Colors::Matched);
    QCOMPARE(shownColor(style(0)), m_contentColor); // they are here already
}

// Whatever was begun before.
void TestWellColors::theNewestWishIsShown()
{
    for (int weight = 0; weight <= 100; weight += 10) {
        m_panel->styles()->setBlend({weight / 100.0, 1 - weight / 100.0});
        m_panel->showColors(Colors::Palette);
    }
    QTRY_COMPARE(shownColor(m_panel->content()), m_firstColor);
    m_panel->styles()->setBlend({0.5, 0.5});
    m_panel->showColors(Colors::Palette);
    m_panel->showColors(Colors::Style);
    m_panel->showColors(Colors::Matched);
    QTRY_COMPARE(shownColor(style(1)), m_contentColor);
    QVERIFY(isAsItIs(m_panel->content()));
}

void TestWellColors::aTransparentContentIsShownOnTheBackground()
{
    QImage clear(64, 48, QImage::Format_RGBA8888);
    clear.fill(Qt::transparent);
    const LoadedPicture content = loaded(*pictureFromImage(clear, QStringLiteral("clear")));
    m_panel->content()->setPicture(content);
    const QColor orange(255, 128, 0);
    for (const Colors colors : {Colors::Style, Colors::Matched}) {
        m_panel->showColors(colors, 0xff8000);
        QTRY_COMPARE(shownColor(m_panel->content()), orange);
        QTRY_COMPARE(shownColor(style(0)), colors == Colors::Matched ? orange : m_firstColor);
    }
    m_panel->showColors(Colors::Style);
    QVERIFY(isAsItIs(m_panel->content()));
    m_panel->content()->setPicture(flatPicture(m_contentColor, QStringLiteral("content")));
    m_panel->showColors(Colors::Style, 0xff8000);
    QVERIFY(isAsItIs(m_panel->content())); // there is nothing to see of it
}

void TestWellColors::saysSo()
{
    const QString before = style(0)->accessibleDescription();
    m_panel->showColors(Colors::Matched);
    QTRY_VERIFY(style(0)->accessibleDescription() != before);
    QVERIFY(style(0)->accessibleDescription().startsWith(before));
    QCOMPARE(style(0)->toolTip(), style(0)->accessibleDescription());
    m_panel->showColors(Colors::Style);
    QCOMPARE(style(0)->accessibleDescription(), before);
}

GRAMARYE_TEST(TestWellColors)

} // namespace gramarye::tst_wellcolors

#include "tst_wellcolors.moc"
