#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/exportdialog.h"
#include "ui/settings/settings.h"

#include <QApplication>
#include <QCheckBox>
#include <QColorSpace>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTimer>

namespace gramarye::tst_exportdialog {

namespace {

QPushButton *exportButton(const ExportDialog &dialog)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
}

/// 400 × 200 px, of a content without or with transparency and all else that can be kept.
RenderedPicture rendered(bool isRich)
{
    RenderedPicture picture;
    picture.image = QImage(400, 200, QImage::Format_RGBX64);
    picture.image.fill(Qt::darkCyan);
    Picture &content = picture.job.scene.content;
    content.image = picture.image;
    if (!isRich)
        return picture;
    content.alpha = QImage(400, 200, QImage::Format_Grayscale8);
    content.alpha.fill(128);
    content.metadata.author = QStringLiteral("Ann");
    content.metadata.place[QStringLiteral("exif-ifd3-GPSLatitudeRef")] = "N";
    content.profile = QColorSpace(QColorSpace::DisplayP3).iccProfile();
    return picture;
}

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatFollowsTheSuffix_data();
    void formatFollowsTheSuffix();
    void suffixFollowsTheFormat_data();
    void suffixFollowsTheFormat();
    void unknownSuffixGetsTheFormats_data();
    void unknownSuffixGetsTheFormats();
    void optionsAreOfferedWhereTheFormatHasThem_data();
    void optionsAreOfferedWhereTheFormatHasThem();
    void transparencyIsOfferedWhereThereIsSome();
    void whatTheContentHasIsOffered();
    void qualityIsTheFormats();
    void thePaperIsSaid();
    void theFileSizeIsSaid();
    void presetsAreKept();
    void choiceIsHandedOn();
    void nothingIsReplacedUnasked_data();
    void nothingIsReplacedUnasked();
    void nothingIsWrittenToNowhere();
    void proposedNamesAreFree();

private:
    PictureFolder m_folder;
};

void TestExportDialog::formatFollowsTheSuffix_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("format");
    QTest::newRow("png") << QStringLiteral("/a/tree.png") << QStringLiteral("PNG");
    QTest::newRow("jpg") << QStringLiteral("/a/tree.jpg") << QStringLiteral("JPEG");
    QTest::newRow("JPEG") << QStringLiteral("/a/tree.JPEG") << QStringLiteral("JPEG");
    QTest::newRow("tiff") << QStringLiteral("/a/tree.tiff") << QStringLiteral("TIFF");
    QTest::newRow("webp") << QStringLiteral("/a/tree.webp") << QStringLiteral("WebP");
}

void TestExportDialog::formatFollowsTheSuffix()
{
    QFETCH(QString, path);
    QFETCH(QString, format);
    const ExportDialog dialog(QStringLiteral("/a/other.png"), {}, rendered(false));
    dialog.pathEdit()->setText(path);
    QCOMPARE(dialog.formatBox()->currentText(), format);
    QCOMPARE(dialog.path(), path);
}

void TestExportDialog::suffixFollowsTheFormat_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *typed, const char *format, const char *path) {
        QTest::addRow("%s as %s", typed, format)
            << QString::fromLatin1(typed) << QString::fromLatin1(format)
            << QString::fromLatin1(path);
    };
    row("/a/tree.png", "TIFF", "/a/tree.tif");
    row("/a/tree.png", "JPEG", "/a/tree.jpg");
    row("/a/tree.v2.tiff", "PNG", "/a/tree.v2.png");
    row("/a/tree.v2", "WebP", "/a/tree.v2.webp");
    row("/a/tree", "PNG", "/a/tree.png");
}

void TestExportDialog::suffixFollowsTheFormat()
{
    QFETCH(QString, typed);
    QFETCH(QString, format);
    QFETCH(QString, path);
    const ExportDialog dialog(typed, {}, rendered(false));
    const int index = dialog.formatBox()->findText(format);
    dialog.formatBox()->setCurrentIndex(index);
    Q_EMIT dialog.formatBox()->activated(index);
    QCOMPARE(dialog.path(), path);
}

void TestExportDialog::unknownSuffixGetsTheFormats_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::newRow("none") << QStringLiteral("/a/tree") << QStringLiteral("/a/tree.png");
    QTest::newRow("a number") << QStringLiteral("/a/tree.2") << QStringLiteral("/a/tree.2.png");
    QTest::newRow("another program's")
        << QStringLiteral("/a/tree.kra") << QStringLiteral("/a/tree.kra.png");
    QTest::newRow("blanks around")
        << QStringLiteral(" /a/tree.png ") << QStringLiteral("/a/tree.png");
    QTest::newRow("BMP") << QStringLiteral("/a/tree.bmp") << QStringLiteral("/a/tree.bmp");
}

void TestExportDialog::unknownSuffixGetsTheFormats()
{
    QFETCH(QString, typed);
    QFETCH(QString, path);
    const ExportDialog dialog(QStringLiteral("/a/b.png"), {}, rendered(false));
    dialog.pathEdit()->setText(typed);
    QCOMPARE(dialog.path(), path);
}

void TestExportDialog::optionsAreOfferedWhereTheFormatHasThem_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("deep");
    QTest::addColumn<bool>("transparency");
    QTest::newRow("PNG") << QStringLiteral("/a.png") << true << true;
    QTest::newRow("TIFF") << QStringLiteral("/a.tif") << true << true;
    QTest::newRow("WebP") << QStringLiteral("/a.webp") << false << true;
    QTest::newRow("JPEG") << QStringLiteral("/a.jpg") << false << false;
}

void TestExportDialog::optionsAreOfferedWhereTheFormatHasThem()
{
    QFETCH(QString, path);
    QFETCH(bool, deep);
    QFETCH(bool, transparency);
    const ExportDialog dialog(path, {16, true}, rendered(true));
    QCOMPARE(dialog.bitsBox()->isEnabled(), deep);
    QCOMPARE(dialog.transparencyBox()->isEnabled(), transparency);
    QVERIFY(dialog.options() == (ExportOptions{16, true})); // for the next PNG
}

void TestExportDialog::whatTheContentHasIsOffered()
{
    for (const bool isRich : {false, true}) {
        const ExportDialog dialog(QStringLiteral("/a.png"), {}, rendered(isRich));
        for (const QWidget *box : {dialog.transparencyBox(), dialog.metadataBox(),
                                   dialog.placeBox(), dialog.profileBox()})
            QCOMPARE(box->isHidden(), !isRich);
    }
}

// Each format means something else by its numbers, and what was chosen once is kept.
void TestExportDialog::qualityIsTheFormats()
{
    ExportDialog dialog(QStringLiteral("/a.png"), {}, rendered(false));
    const auto chooseFormat = [&](const char *format) {
        const int index = dialog.formatBox()->findText(QString::fromLatin1(format));
        dialog.formatBox()->setCurrentIndex(index);
        Q_EMIT dialog.formatBox()->activated(index);
    };
    QVERIFY(dialog.qualitySlider()->parentWidget()->isHidden());
    chooseFormat("JPEG");
    QVERIFY(!dialog.qualitySlider()->parentWidget()->isHidden());
    QVERIFY(dialog.losslessBox()->isHidden());
    QCOMPARE(dialog.qualitySlider()->value(), 95);
    QCOMPARE(dialog.options().quality, 0); // the usual
    chooseFormat("AVIF");
    QCOMPARE(dialog.qualitySlider()->value(), 85);
    dialog.qualitySlider()->setValue(60);
    QCOMPARE(dialog.options().quality, 60);
    chooseFormat("JPEG XL");
    QCOMPARE(dialog.qualitySlider()->value(), 60);
    QVERIFY(!dialog.losslessBox()->isHidden());
    dialog.losslessBox()->setChecked(true);
    QVERIFY(!dialog.qualitySlider()->isEnabled());
    QVERIFY(dialog.options().lossless);

    // However the format is chosen.
    ExportDialog typed(QStringLiteral("/a.png"), {}, rendered(false));
    typed.pathEdit()->setText(QStringLiteral("/a.jpg"));
    QCOMPARE(typed.qualitySlider()->value(), 95);
    QCOMPARE(typed.options().quality, 0);

    ExportOptions given;
    given.quality = 70;
    QCOMPARE(ExportDialog(QStringLiteral("/a.png"), given, rendered(false)).options().quality, 70);
}

void TestExportDialog::thePaperIsSaid()
{
    ExportDialog dialog(QStringLiteral("/a.tif"), {}, rendered(false));
    dialog.resolutionBox()->setValue(254);
    QCOMPARE(dialog.options().resolution, 254.0);
    bool isSaid = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        isSaid |= label->text() == QStringLiteral("4.0 × 2.0 cm");
    QVERIFY(isSaid);
}

void TestExportDialog::theFileSizeIsSaid()
{
    ExportDialog dialog(QStringLiteral("/a.bmp"), {}, rendered(false));
    dialog.show();
    QTRY_VERIFY(dialog.sizeLabel()->text().contains(QStringLiteral("240"))); // kB
    dialog.pathEdit()->setText(QStringLiteral("/a.jpg"));
    QTRY_VERIFY(!dialog.sizeLabel()->text().contains(QStringLiteral("240")));
    QVERIFY(!dialog.sizeLabel()->text().isEmpty());
}

void TestExportDialog::presetsAreKept()
{
    Settings().setExportPresets({});
    ExportOptions options;
    options.quality = 42;
    options.resolution = 150;
    Settings().setExportPresets(
        {{QStringLiteral("Mine & yours"), QStringLiteral("webp"), options}});
    const ExportDialog dialog(QStringLiteral("/a.png"), {}, rendered(false));
    QAction *mine = nullptr;
    for (QAction *action : dialog.findChild<QMenu *>()->actions()) {
        if (action->text() == QStringLiteral("Mine && yours"))
            mine = action;
    }
    QVERIFY(mine);
    mine->trigger();
    QCOMPARE(dialog.path(), QStringLiteral("/a.webp"));
    QVERIFY(dialog.options() == options);
    Settings().setExportPresets({});
}

void TestExportDialog::transparencyIsOfferedWhereThereIsSome()
{
    QVERIFY(
        ExportDialog(QStringLiteral("/a.png"), {}, rendered(false)).transparencyBox()->isHidden());
    QVERIFY(
        !ExportDialog(QStringLiteral("/a.png"), {}, rendered(true)).transparencyBox()->isHidden());
}

void TestExportDialog::choiceIsHandedOn()
{
    ExportDialog dialog(m_folder.path(QStringLiteral("a.png")), {}, rendered(true));
    QSignalSpy chosen(&dialog, &ExportDialog::chosen);
    dialog.show();
    dialog.bitsBox()->setCurrentIndex(1);
    dialog.transparencyBox()->setChecked(true);
    QTest::keyClick(dialog.pathEdit(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().at(0).toString(), m_folder.path(QStringLiteral("a.png")));
    QVERIFY(chosen.front().at(1).value<ExportOptions>() == (ExportOptions{16, true}));
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestExportDialog::nothingIsReplacedUnasked_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("written"); // empty: nothing
    QTest::newRow("replace") << QStringLiteral("&Replace") << QStringLiteral("<b>there.png");
    QTest::newRow("both") << QStringLiteral("Keep &both") << QStringLiteral("<b>there-2.png");
    QTest::newRow("cancel") << QString() << QString();
}

void TestExportDialog::nothingIsReplacedUnasked()
{
    QFETCH(QString, answer);
    QFETCH(QString, written);
    const QString there = m_folder.addBytes(QStringLiteral("<b>there.png"), "x");
    ExportDialog dialog(there, {}, rendered(false));
    QSignalSpy chosen(&dialog, &ExportDialog::chosen);
    dialog.show();
    bool asked = false;
    QTimer::singleShot(0, &dialog, [&] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        asked = question && question->text().contains(QStringLiteral("<b>there.png"));
        if (!question)
            return;
        for (QAbstractButton *button : question->buttons()) {
            if (answer.isEmpty() ? question->buttonRole(button) == QMessageBox::RejectRole
                                 : button->text() == answer)
                return button->click();
        }
    });
    exportButton(dialog)->click();
    QVERIFY(asked);
    QCOMPARE(chosen.size(), written.isEmpty() ? 0 : 1);
    if (!written.isEmpty())
        QCOMPARE(chosen.front().at(0).toString(), m_folder.path(written));
    QCOMPARE(dialog.isVisible(), written.isEmpty()); // another name can be given
}

void TestExportDialog::nothingIsWrittenToNowhere()
{
    const ExportDialog dialog(QStringLiteral("/a.png"), {}, rendered(false));
    QVERIFY(exportButton(dialog)->isEnabled());
    dialog.pathEdit()->setText(QStringLiteral("  "));
    QVERIFY(!exportButton(dialog)->isEnabled());
}

void TestExportDialog::proposedNamesAreFree()
{
    const PictureFolder folder;
    const QString place = folder.path({});
    const QString pattern = QStringLiteral("{content}-gramarye");
    const auto parts = [](const QString &content) { return namePartsOf(content, {}, 512); };
    const auto propose = [&] {
        return proposedExportPath(place, pattern, parts(QStringLiteral("my.tree.jpg")));
    };
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye.png")));
    folder.addBytes(QStringLiteral("my.tree-gramarye.png"), "x");
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye-2.png")));
    folder.addBytes(QStringLiteral("my.tree-gramarye-2.png"), "x");
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye-3.png")));
    QCOMPARE(proposedExportPath(place, pattern, parts({})),
             folder.path(QStringLiteral("gramarye.png")));
    QCOMPARE(proposedExportPath(place, QStringLiteral("{content}-{style}-{size}"),
                                namePartsOf(QStringLiteral("a.jpg"),
                                            {QStringLiteral("b.png"), QStringLiteral("c")}, 512)),
             folder.path(QStringLiteral("a-b+c-512.png")));
}

GRAMARYE_TEST(TestExportDialog)

} // namespace gramarye::tst_exportdialog

#include "tst_exportdialog.moc"
