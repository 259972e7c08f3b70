#include "ui/networks/networksdialog.h"

#include "tests/support/drops.h"
#include "tests/support/httpserver.h"
#include "tests/support/publishednetwork.h"
#include "tests/support/testprogram.h"
#include "ui/networks/networkrow.h"
#include "ui/text/errortext.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <set>

namespace gramarye::tst_networksdialog {
using namespace std::chrono_literals;

namespace {

const QString vgg19 = QStringLiteral("vgg19");
const QString caffe = QStringLiteral("vgg19-caffe");
const QString builtin = QStringLiteral("builtin");
const QString publishedPath = QStringLiteral("/timm/model.safetensors");

QStringList filesInStore()
{
    return QDir(networkFolder()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

} // namespace

/// The dialog on a real installer, which downloads from a server of the test's own.
class TestNetworksDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyNetworkIsThere();
    void aDownloadIsShownAndInstalls();
    void aCancelledDownloadLeavesNothing();
    void aFailedDownloadIsToldInItsRow();
    void aDownloadGoesOnWhileTheDialogIsClosed();
    void aDownloadThatWasCutShortGoesOn();
    void aWholeFileIsVerified_data();
    void aWholeFileIsVerified();
    void anImportedFileIsRecognised();
    void whatTheFileLeavesOpenIsAsked();
    void aFileMayBeImportedAsARow();
    void anImportGivesUpTheDownload();
    void rubbishIsToldBesideTheButton();
    void oneBadFileOfTwoIsTold();
    void verifyTellsInTheRow_data();
    void verifyTellsInTheRow();
    void removeAsksFirst_data();
    void removeAsksFirst();
    void theChosenNetworkIsInUse();
    void theKeyboardIsEnough();
    void everyButtonHasANameOfItsOwn();

private:
    void open();
    void close();
    NetworkRow &row(const QString &name) const { return *m_dialog->row(name); }
    NetworkState state(const QString &name) const
    {
        return NetworkStore(*m_catalog).state(*m_catalog->find(name));
    }
    QString write(const char *name, const std::vector<RandomTensor> &tensors) const;
    QString writeMarked() const;
    QString writeUnmarked() const;
    void hangAfter(qint64 bytes, int replies);

    QByteArray m_file; ///< as published
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<NetworkCatalog> m_catalog;
    std::unique_ptr<NetworkInstaller> m_installer;
    std::unique_ptr<NetworksDialog> m_dialog;
};

void TestNetworksDialog::initTestCase()
{
    m_file = safetensorsOf(publishedTensors());
    QVERIFY(m_file.size() > 4'000'000);
}

void TestNetworksDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("GRAMARYE_DATA_DIR", m_folder->filePath(QStringLiteral("data")).toUtf8());
    m_server = std::make_unique<HttpServer>(ServedFile{m_file});
    m_catalog = std::make_unique<NetworkCatalog>(
        tinyCatalogAt(m_server->address(publishedPath), sha256(m_file)));
    open();
}

void TestNetworksDialog::cleanup()
{
    close();
}

/// As a new start of the program does.
void TestNetworksDialog::open()
{
    m_installer =
        std::make_unique<NetworkInstaller>(*m_catalog, nullptr, DownloadPatience{500ms, 3, 1ms});
    m_dialog = std::make_unique<NetworksDialog>(*m_installer);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestNetworksDialog::close()
{
    m_dialog.reset();
    m_installer.reset();
}

QString TestNetworksDialog::write(const char *name, const std::vector<RandomTensor> &tensors) const
{
    const QString path = m_folder->filePath(QLatin1String(name));
    if (!writeLegacyStream(path, tensors))
        qFatal("cannot write the test's file");
    return path;
}

/// A file that can only be VGG-19's.
QString TestNetworksDialog::writeMarked() const
{
    auto tensors = randomConvolutions(*m_catalog->find(vgg19));
    tensors.push_back({"head.fc.weight", {10, 10}});
    return write("marked.pth", tensors);
}

/// A file that may be VGG-19's in either order of colours.
QString TestNetworksDialog::writeUnmarked() const
{
    return write("unmarked.pth", randomConvolutions(*m_catalog->find(vgg19)));
}

/// The server sends only so much of the first @p replies that have more, and then nothing. (The
/// file's first stretch of data has 52 kB, the second 162 kB.)
void TestNetworksDialog::hangAfter(qint64 bytes, int replies)
{
    m_server->setAnswer([this, bytes, replies](const HttpRequest &request) mutable {
        HttpReply reply = ServedFile{m_file}(request);
        if (reply.body.size() > bytes && replies-- > 0) {
            reply.sent = bytes;
            reply.then = HttpReply::Hang;
        }
        return reply;
    });
}

void TestNetworksDialog::everyNetworkIsThere()
{
    for (const NetworkInfo &network : m_catalog->networks()) {
        const NetworkRow *row = m_dialog->row(network.name);
        QVERIFY(row);
        QVERIFY2(row->factsLabel()->text().contains(network.licence),
                 qPrintable(row->factsLabel()->text()));
        QCOMPARE(row->messageText(), QString());
    }
    QCOMPARE(row(builtin).factsLabel()->text(), QStringLiteral("built in · 894.1 kB · MIT"));
    QVERIFY(row(builtin).useButton()->isVisible());
    QVERIFY(!row(builtin).removeAction()->isVisible());
    QCOMPARE(row(vgg19).factsLabel()->text(),
             QStringLiteral("not here · 80.1 MB to download · BSD-3-Clause · from 127.0.0.1"));
    QVERIFY(row(vgg19).downloadButton()->isVisible());
    QVERIFY(!row(vgg19).useButton()->isVisible());
    QCOMPARE(row(caffe).factsLabel()->text(), QStringLiteral("not here · CC-BY-4.0"));
    QVERIFY(row(caffe).importButton()->isVisible());
    QVERIFY(!row(caffe).downloadButton()->isVisible());
}

void TestNetworksDialog::aDownloadIsShownAndInstalls()
{
    hangAfter(100'000, 1); // until it is tried again
    QSignalSpy uses(m_dialog.get(), &NetworksDialog::useRequested);
    row(vgg19).downloadButton()->click();
    QVERIFY(!row(vgg19).downloadButton()->isVisible());
    QTRY_VERIFY(
        row(vgg19).progressLabel()->text().startsWith(QStringLiteral("154.7 kB of 317.2 kB")));
    QVERIFY(row(vgg19).cancelButton()->isVisible());
    QCOMPARE(state(vgg19), NetworkState::Absent);

    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QCOMPARE(state(vgg19), NetworkState::Installed);
    QCOMPARE(m_server->sent(), neededBytes(m_file)); // the convolutions alone
    QVERIFY(row(vgg19).factsLabel()->text().startsWith(QStringLiteral("installed · ")));
    QVERIFY(!row(vgg19).cancelButton()->isVisible());
    QCOMPARE(uses.count(), 0); // that is for the user to say
    row(vgg19).useButton()->click();
    QCOMPARE(uses.value(0).value(0).toString(), vgg19);
}

void TestNetworksDialog::aCancelledDownloadLeavesNothing()
{
    hangAfter(100'000, 1);
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(filesInStore().contains(QStringLiteral("vgg19.part.json")));
    row(vgg19).cancelButton()->click();
    QVERIFY(row(vgg19).messageText().contains(QStringLiteral("cancelled")));
    QCOMPARE(filesInStore(), QStringList());
    QCOMPARE(row(vgg19).downloadButton()->text(), QStringLiteral("Download"));
    QVERIFY(row(vgg19).downloadButton()->isVisible());
}

void TestNetworksDialog::aFailedDownloadIsToldInItsRow()
{
    m_server->setAnswer([](const HttpRequest &) { return HttpReply{404, {}, "none"}; });
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(!row(vgg19).messageText().isEmpty());
    QCOMPARE(row(vgg19).messageText(), errorText({ErrorCode::DownloadNotThere, m_server->name(),
                                                  m_installer->activity(vgg19).error.detail}));
    QVERIFY(row(vgg19).messageText().contains(QStringLiteral("404")));
    QCOMPARE(row(caffe).messageText(), QString());
    QVERIFY(row(vgg19).downloadButton()->isVisible());
    QVERIFY(!QApplication::activeModalWidget());

    m_server->setAnswer(ServedFile{m_file}); // and again
    row(vgg19).downloadButton()->click();
    QCOMPARE(row(vgg19).messageText(), QString());
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
}

void TestNetworksDialog::aDownloadGoesOnWhileTheDialogIsClosed()
{
    hangAfter(100'000, 1);
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(row(vgg19).progressLabel()->text().contains(QStringLiteral(" of ")));
    m_dialog = std::make_unique<NetworksDialog>(*m_installer);
    m_dialog->show();
    QVERIFY(row(vgg19).progressLabel()->text().contains(QStringLiteral(" of ")));
    QVERIFY(row(vgg19).cancelButton()->isVisible());
    m_dialog->close();
    QTRY_COMPARE(state(vgg19), NetworkState::Installed);
    QTRY_VERIFY(!m_installer->activity(vgg19).isUnderWay());
    m_dialog->show();
    QCOMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
}

void TestNetworksDialog::aDownloadThatWasCutShortGoesOn()
{
    hangAfter(100'000, 1);
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(m_installer->activity(vgg19).progress.done > 100'000);
    close();
    QVERIFY(filesInStore().contains(QStringLiteral("vgg19.part")));

    hangAfter(50'000, 1);
    open();
    QVERIFY2(row(vgg19).downloadButton()->text().startsWith(QStringLiteral("Continue download at")),
             qPrintable(row(vgg19).downloadButton()->text()));
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(row(vgg19).progressLabel()->text().endsWith(QStringLiteral("went on at 154.7 kB")));
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QCOMPARE(m_server->sent(), neededBytes(m_file)); // nothing twice
}

void TestNetworksDialog::aWholeFileIsVerified_data()
{
    QTest::addColumn<bool>("isPublished");
    QTest::newRow("the published one") << true;
    QTest::newRow("another one") << false;
}

void TestNetworksDialog::aWholeFileIsVerified()
{
    QFETCH(bool, isPublished);
    auto others = publishedTensors();
    others.push_back({"classifier.3.weight", {4, 4}});
    const QByteArray file = isPublished ? m_file : safetensorsOf(others);
    m_server->setAnswer(ServedFile{file});
    row(vgg19).downloadWholeAction()->trigger();
    QTRY_VERIFY(!row(vgg19).messageText().isEmpty());
    QCOMPARE(m_server->sent(), file.size());
    QCOMPARE(state(vgg19), isPublished ? NetworkState::Installed : NetworkState::Absent);
    if (!isPublished)
        QVERIFY2(row(vgg19).messageText().contains(sha256(file)),
                 qPrintable(row(vgg19).messageText()));
}

void TestNetworksDialog::anImportedFileIsRecognised()
{
    QVERIFY(dropFiles(m_dialog.get(), {writeMarked()}));
    QVERIFY(m_dialog->fileLabel()->text().contains(QStringLiteral("marked.pth")));
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QCOMPARE(m_dialog->fileLabel()->text(), QString());
    QCOMPARE(state(vgg19), NetworkState::Installed);
    QCOMPARE(state(caffe), NetworkState::Absent);
}

void TestNetworksDialog::whatTheFileLeavesOpenIsAsked()
{
    QSignalSpy questions(m_installer.get(), &NetworkInstaller::undecided);
    const QString path = writeUnmarked();
    m_installer->import(path);
    QTRY_COMPARE(questions.count(), 1);
    QCOMPARE(questions.first().first().toString(), path);
    const auto networks = questions.first().at(1).value<std::vector<NetworkInfo>>();
    QCOMPARE(networks.size(), std::size_t(2));
    QCOMPARE(networks.front().name, vgg19);
    QCOMPARE(networks.back().name, caffe);
    QCOMPARE(filesInStore(), QStringList()); // nothing is guessed
    QCOMPARE(m_dialog->fileLabel()->text(), QString());

    m_installer->import(path, caffe);
    QTRY_COMPARE(row(caffe).messageText(), QStringLiteral("Installed."));
    QCOMPARE(state(vgg19), NetworkState::Absent);
}

void TestNetworksDialog::aFileMayBeImportedAsARow()
{
    const QString path = writeUnmarked();
    QSignalSpy questions(m_installer.get(), &NetworkInstaller::undecided);
    row(caffe).importButton()->click();
    auto *chooser = row(caffe).findChild<QFileDialog *>();
    QVERIFY(chooser && chooser->isVisible());
    chooser->setDirectory(m_folder->path());
    chooser->selectFile(path);
    QMetaObject::invokeMethod(chooser, "accept");
    QTRY_COMPARE(row(caffe).messageText(), QStringLiteral("Installed."));
    QCOMPARE(questions.count(), 0);
    QCOMPARE(state(caffe), NetworkState::Installed);
}

void TestNetworksDialog::anImportGivesUpTheDownload()
{
    hangAfter(100'000, 1);
    row(vgg19).downloadButton()->click();
    QTRY_VERIFY(m_installer->activity(vgg19).progress.done > 100'000);
    m_installer->import(writeMarked());
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QCOMPARE(state(vgg19), NetworkState::Installed);
    QVERIFY(filesInStore().contains(QStringLiteral("vgg19.part"))); // had the import failed
}

void TestNetworksDialog::rubbishIsToldBesideTheButton()
{
    const PictureFolder folder;
    const QString path = folder.addBytes(QStringLiteral("rubbish.pth"), "not weights");
    QVERIFY(dropFiles(m_dialog.get(), {path}));
    QTRY_COMPARE(m_dialog->fileLabel()->text(),
                 errorText({ErrorCode::WeightsUnknown, QStringLiteral("rubbish.pth"), {}}));
    QCOMPARE(filesInStore(), QStringList());
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(!dropFiles(m_dialog.get(), {folder.addBytes(QStringLiteral("notes.txt"), "notes")}));
}

void TestNetworksDialog::oneBadFileOfTwoIsTold()
{
    const PictureFolder folder;
    const QString bad = folder.addBytes(QStringLiteral("rubbish.pth"), "not weights");
    QVERIFY(dropFiles(m_dialog.get(), {bad, writeMarked()}));
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QVERIFY(m_dialog->fileLabel()->text().contains(QStringLiteral("rubbish.pth")));
}

void TestNetworksDialog::verifyTellsInTheRow_data()
{
    QTest::addColumn<bool>("isDamaged");
    QTest::newRow("as it was") << false;
    QTest::newRow("damaged") << true;
}

void TestNetworksDialog::verifyTellsInTheRow()
{
    QFETCH(bool, isDamaged);
    m_installer->import(writeMarked());
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QFile file(networkFile(vgg19));
    if (isDamaged) {
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 2));
        QVERIFY(file.putChar('\1'));
        file.close();
    }
    row(vgg19).verifyAction()->trigger();
    QTRY_VERIFY(!m_installer->activity(vgg19).isUnderWay());
    QVERIFY2(row(vgg19).messageText().contains(isDamaged ? QStringLiteral("damaged")
                                                         : QStringLiteral("Verified")),
             qPrintable(row(vgg19).messageText()));
}

void TestNetworksDialog::removeAsksFirst_data()
{
    QTest::addColumn<bool>("isMeant");
    QTest::newRow("remove") << true;
    QTest::newRow("cancel") << false;
}

void TestNetworksDialog::removeAsksFirst()
{
    QFETCH(bool, isMeant);
    m_installer->import(writeMarked());
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    row(vgg19).removeAction()->trigger();
    auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
    QVERIFY(question);
    QVERIFY(question->text().contains(QStringLiteral("VGG-19")));
    for (QAbstractButton *button : question->buttons()) {
        if ((question->buttonRole(button) == QMessageBox::DestructiveRole) == isMeant) {
            button->click();
            break;
        }
    }
    QCOMPARE(state(vgg19), isMeant ? NetworkState::Absent : NetworkState::Installed);
    QCOMPARE(row(vgg19).downloadButton()->isVisible(), isMeant);
}

void TestNetworksDialog::theChosenNetworkIsInUse()
{
    m_dialog->setChosen(builtin);
    QVERIFY(row(builtin).factsLabel()->text().startsWith(QStringLiteral("built in, in use")));
    QVERIFY(!row(builtin).useButton()->isVisible());
    m_dialog->setChosen(m_folder->filePath(QStringLiteral("a file.pth")));
    QVERIFY(row(builtin).factsLabel()->text().startsWith(QStringLiteral("built in ·")));
    QVERIFY(row(builtin).useButton()->isVisible());
}

void TestNetworksDialog::theKeyboardIsEnough()
{
    hangAfter(100'000, 1);
    m_dialog->showNetwork(vgg19);
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QCOMPARE(m_dialog->focusWidget(), row(vgg19).downloadButton());
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Space);
    QCOMPARE(m_dialog->focusWidget(), row(vgg19).cancelButton());
    QTRY_COMPARE(row(vgg19).messageText(), QStringLiteral("Installed."));
    QCOMPARE(m_dialog->focusWidget(), row(vgg19).useButton());
}

void TestNetworksDialog::everyButtonHasANameOfItsOwn()
{
    std::set<QString> names;
    for (const NetworkInfo &network : m_catalog->networks()) {
        for (const QAbstractButton *button : row(network.name).findChildren<QAbstractButton *>()) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY2(names.insert(button->accessibleName()).second,
                     qPrintable(button->accessibleName()));
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
    }
}

GRAMARYE_TEST(TestNetworksDialog)

} // namespace gramarye::tst_networksdialog

#include "tst_networksdialog.moc"
