#include "tests/support/testprogram.h"
#include "ui/text/errortext.h"

#include <QRegularExpression>
#include <QTest>

namespace gramarye::tst_errortext {

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorIsASentence_data();
    void everyErrorIsASentence();
    void namesTheFileWithoutItsFolder();
    void missingFilesAreNamedInFull();
    void whatIsCutShortIsNotCalledDamaged();
    void rawPicturesAreToBeExported();
    void pictureWithoutANameIsNotQuoted();
    void namesThatLookLikePlacesInTheTextStayAsTheyAre();
    void whatFilesSayCannotChangeTheLine();
};

void TestErrorText::everyErrorIsASentence_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code <= int(ErrorCode::Internal); ++code)
        QTest::addRow("%d", code) << code;
}

void TestErrorText::everyErrorIsASentence()
{
    QFETCH(int, code);
    const QString text =
        errorText({ErrorCode(code), QStringLiteral("tree.png"), QStringLiteral("a reason")});
    QVERIFY2(text.endsWith(u'.'), qPrintable(text));
    QVERIFY2(text.contains(u':'), qPrintable(text)); // what to do follows what happened
    QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("%[12]"))), qPrintable(text));
    QVERIFY2(text.front().isUpper() || text.startsWith(u'“'), qPrintable(text));

    const QString bare = errorText({ErrorCode(code), {}, {}});
    QVERIFY2(!bare.contains(QLatin1String("()")), qPrintable(bare));
}

void TestErrorText::namesTheFileWithoutItsFolder()
{
    const QString text =
        errorText({ErrorCode::PictureDamaged, QStringLiteral("/a/b/tree.png"), {}});
    QVERIFY(text.contains(QStringLiteral("“tree.png”")));
    QVERIFY(!text.contains(QStringLiteral("/a/b")));
}

void TestErrorText::missingFilesAreNamedInFull()
{
    const QString text = errorText({ErrorCode::FileNotFound, QStringLiteral("/a/b/tree.png"), {}});
    QVERIFY(text.contains(QStringLiteral("“/a/b/tree.png”")));
}

void TestErrorText::whatIsCutShortIsNotCalledDamaged()
{
    const QString text =
        errorText({ErrorCode::PictureDamaged, QStringLiteral("a.heic"), QStringLiteral("60 %")});
    QVERIFY2(text.contains(QStringLiteral("cut short (60 % of the file")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("damaged")), qPrintable(text));
    for (const char *reason : {" %", "many %", "60", "x"}) {
        const QString other =
            errorText({ErrorCode::PictureDamaged, QStringLiteral("a.heic"), QLatin1String(reason)});
        QVERIFY2(other.contains(QStringLiteral("damaged")), qPrintable(other));
    }
}

void TestErrorText::rawPicturesAreToBeExported()
{
    const QString text = errorText({ErrorCode::PictureUnknown, QStringLiteral("a.nef"),
                                    QStringLiteral("a camera's raw picture (NEF)")});
    QVERIFY2(text.startsWith(QStringLiteral("“a.nef” is a camera's raw picture (NEF): export")),
             qPrintable(text));
}

void TestErrorText::pictureWithoutANameIsNotQuoted()
{
    const QString text = errorText({ErrorCode::PictureTooNarrow, {}, QStringLiteral("32")});
    QVERIFY(!text.contains(u'“'));
    QVERIFY(text.contains(QStringLiteral("32 px")));
    const QString hopeless = errorText({ErrorCode::PictureTooNarrow, QStringLiteral("a.png"), {}});
    QVERIFY(hopeless.contains(QStringLiteral("“a.png”")));
    QVERIFY(!hopeless.contains(QStringLiteral("px")));
}

void TestErrorText::namesThatLookLikePlacesInTheTextStayAsTheyAre()
{
    const QString text =
        errorText({ErrorCode::PictureDamaged, QStringLiteral("%2.png"), QStringLiteral("broken")});
    QVERIFY(text.contains(QStringLiteral("“%2.png”")));
    QVERIFY(text.contains(QStringLiteral("(broken)")));
}

void TestErrorText::whatFilesSayCannotChangeTheLine()
{
    // Line feeds, a terminal's colours, writing turned round; but emoji and joiners stay.
    const QString text =
        errorText({ErrorCode::WeightsRefused, QString::fromUtf8("a\nb\xe2\x80\xae.pth"),
                   QString::fromUtf8("os\r\x1b[31m.système 👩‍🎨\xe2\x80\xa8")});
    QVERIFY2(text.contains(QString::fromUtf8("“a�b�.pth”")), qPrintable(text));
    QVERIFY2(text.contains(QString::fromUtf8("(os��[31m.système 👩‍🎨�)")),
             qPrintable(text));
}

GRAMARYE_TEST(TestErrorText)

} // namespace gramarye::tst_errortext

#include "tst_errortext.moc"
