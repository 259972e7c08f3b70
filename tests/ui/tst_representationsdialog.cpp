#include "core/pictures/imagereader.h"
#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/representations/representationsdialog.h"

#include <QColorSpace>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_representationsdialog {

/// The sheet, and the dialog that fills it on a fake.
class TestRepresentationsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aSheetShowsEveryReconstructionInItsPlace();
    void theSheetFillsLive();
    void theChosenPictureAndSizeAreUsed();
    void stopKeepsTheSheetSoFar();
    void failureIsSaidInTheDialog();
    void theExportedSheetIsTheOneShown();
    void closingWhileItRunsEndsCleanly();

private:
    std::shared_ptr<FakeControl> m_fake;
    std::unique_ptr<RepresentationsDialog> m_dialog;
    PictureFolder m_folder;
};

void TestRepresentationsDialog::init()
{
    m_dialog.reset();
    m_fake = std::make_shared<FakeControl>();
    m_fake->iterations = 20;
    m_dialog = std::make_unique<RepresentationsDialog>(
        std::vector<NamedImage>{{QStringLiteral("tree.jpg"), plainPicture(Qt::red)},
                                {QStringLiteral("waves.png"), plainPicture(Qt::green)}},
        std::move(NetworkCatalog::builtIn().locate(QStringLiteral("builtin"))).value(),
        RepresentationSettings(), fakeFactory(m_fake));
    m_dialog->show();
}

void TestRepresentationsDialog::aSheetShowsEveryReconstructionInItsPlace()
{
    RepresentationSettings settings;
    settings.size = 64;
    const auto representations = representationsOf(
        plainPicture(Qt::red),
        std::move(NetworkCatalog::builtIn().locate(QStringLiteral("builtin"))).value(), settings);
    QVERIFY(representations);
    RepresentationSheet sheet(*representations);
    for (int i = 0; i < 10; ++i)
        sheet.setPicture(i, plainPicture(QColor(20 * i, 0, 255)));
    const QImage image = sheet.image();
    // Read line by line, the reconstructions come in their order.
    std::vector<int> found;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.green() == 0 && color.blue() == 255
                && std::find(found.begin(), found.end(), color.red()) == found.end())
                found.push_back(color.red());
        }
    }
    QCOMPARE(found, (std::vector<int>{0, 20, 40, 60, 80, 100, 120, 140, 160, 180}));
}

void TestRepresentationsDialog::theSheetFillsLive()
{
    QVERIFY(!m_dialog->exportButton()->isEnabled());
    m_fake->holdSteps();
    m_dialog->startButton()->click();
    QVERIFY(!m_dialog->startButton()->isEnabled());
    QVERIFY(m_dialog->stopButton()->isEnabled());
    const QImage empty = m_dialog->sheet().image();
    m_fake->let(7);
    QTRY_VERIFY(m_dialog->sheet().image() != empty); // with the first preview
    m_fake->let(1000);
    QTRY_COMPARE(m_dialog->statusLabel()->text(), QStringLiteral("Done"));
    QVERIFY(m_dialog->startButton()->isEnabled());
    QVERIFY(!m_dialog->stopButton()->isEnabled());
}

void TestRepresentationsDialog::theChosenPictureAndSizeAreUsed()
{
    m_dialog->pictureBox()->setCurrentIndex(1);
    m_dialog->sizeBox()->setCurrentIndex(m_dialog->sizeBox()->findData(128));
    m_dialog->start();
    QTRY_COMPARE(m_dialog->statusLabel()->text(), QStringLiteral("Done"));
    for (const RenderJob &job : m_fake->jobs()) {
        QCOMPARE(job.scene.content.image.pixelColor(0, 0), QColor(Qt::green));
        QCOMPARE(job.scene.parameters.size, 128);
    }
}

void TestRepresentationsDialog::stopKeepsTheSheetSoFar()
{
    m_fake->holdSteps();
    m_dialog->start();
    const QImage empty = m_dialog->sheet().image();
    m_fake->let(25);
    QTRY_COMPARE(m_fake->jobs().size(), std::size_t(2));
    m_dialog->stopButton()->click();
    QTRY_COMPARE(m_dialog->statusLabel()->text(), QStringLiteral("Stopped"));
    QVERIFY(m_dialog->sheet().image() != empty);
    QVERIFY(m_dialog->exportButton()->isEnabled());
}

void TestRepresentationsDialog::failureIsSaidInTheDialog()
{
    m_fake->throwAt = 2;
    m_fake->throwing = [] { throw std::bad_alloc(); };
    m_dialog->start();
    QTRY_VERIFY(m_dialog->statusLabel()->text().contains(QStringLiteral("memory")));
    QVERIFY(m_dialog->startButton()->isEnabled());
}

void TestRepresentationsDialog::theExportedSheetIsTheOneShown()
{
    m_dialog->start();
    QTRY_COMPARE(m_dialog->statusLabel()->text(), QStringLiteral("Done"));
    const QString path = m_folder.path(QStringLiteral("sheet.png"));
    m_dialog->exportTo(path);
    QTRY_VERIFY(m_dialog->statusLabel()->text().startsWith(QStringLiteral("Exported")));
    const auto read = readPicture(path);
    QVERIFY(read);
    QImage shown = m_dialog->sheet().image();
    shown.setColorSpace(read->image.colorSpace());
    QCOMPARE(read->image.convertToFormat(shown.format()), shown);
}

void TestRepresentationsDialog::closingWhileItRunsEndsCleanly()
{
    m_fake->holdSteps();
    m_dialog->start();
    m_fake->let(3);
    QTRY_COMPARE(m_fake->jobs().size(), std::size_t(1));
    m_dialog->close();
    m_dialog.reset(); // waits for the thread, which must not wait for us
    QCOMPARE(m_fake->jobs().size(), std::size_t(1)); // of nine
}

GRAMARYE_TEST(TestRepresentationsDialog)

} // namespace gramarye::tst_representationsdialog

#include "tst_representationsdialog.moc"
