#include "tests/support/pictures.h"
#include "ui/pictures/exportdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace gramarye;

namespace {

QPushButton *exportButton(const ExportDialog &dialog)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
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
    const ExportDialog dialog(QStringLiteral("/a/other.png"), {}, false);
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
    const ExportDialog dialog(typed, {}, false);
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
    const ExportDialog dialog(QStringLiteral("/a/b.png"), {}, false);
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
    const ExportDialog dialog(path, {16, true}, true);
    QCOMPARE(dialog.bitsBox()->isEnabled(), deep);
    QCOMPARE(dialog.transparencyBox()->isEnabled(), transparency);
    QVERIFY(dialog.options() == (ExportOptions{16, true})); // for the next PNG
}

void TestExportDialog::transparencyIsOfferedWhereThereIsSome()
{
    QVERIFY(ExportDialog(QStringLiteral("/a.png"), {}, false).transparencyBox()->isHidden());
    QVERIFY(!ExportDialog(QStringLiteral("/a.png"), {}, true).transparencyBox()->isHidden());
}

void TestExportDialog::choiceIsHandedOn()
{
    ExportDialog dialog(m_folder.path(QStringLiteral("a.png")), {}, true);
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
    QTest::addColumn<bool>("replace");
    QTest::newRow("replace") << true;
    QTest::newRow("cancel") << false;
}

void TestExportDialog::nothingIsReplacedUnasked()
{
    QFETCH(bool, replace);
    const QString there = m_folder.addBytes(QStringLiteral("<b>there.png"), "x");
    ExportDialog dialog(there, {}, false);
    QSignalSpy chosen(&dialog, &ExportDialog::chosen);
    dialog.show();
    bool asked = false;
    QTimer::singleShot(0, &dialog, [&] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        asked = question && question->text().contains(QStringLiteral("<b>there.png"));
        if (!question)
            return;
        for (QAbstractButton *button : question->buttons()) {
            if ((question->buttonRole(button) == QMessageBox::AcceptRole) == replace)
                return button->click();
        }
    });
    exportButton(dialog)->click();
    QVERIFY(asked);
    QCOMPARE(chosen.size(), replace ? 1 : 0);
    QCOMPARE(dialog.isVisible(), !replace); // another name can be given
}

void TestExportDialog::nothingIsWrittenToNowhere()
{
    const ExportDialog dialog(QStringLiteral("/a.png"), {}, false);
    QVERIFY(exportButton(dialog)->isEnabled());
    dialog.pathEdit()->setText(QStringLiteral("  "));
    QVERIFY(!exportButton(dialog)->isEnabled());
}

void TestExportDialog::proposedNamesAreFree()
{
    const PictureFolder folder;
    const QString place = folder.path({});
    const auto propose = [&] { return proposedExportPath(place, QStringLiteral("my.tree.jpg")); };
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye.png")));
    folder.addBytes(QStringLiteral("my.tree-gramarye.png"), "x");
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye-2.png")));
    folder.addBytes(QStringLiteral("my.tree-gramarye-2.png"), "x");
    QCOMPARE(propose(), folder.path(QStringLiteral("my.tree-gramarye-3.png")));
    QCOMPARE(proposedExportPath(place, {}), folder.path(QStringLiteral("gramarye.png")));
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
