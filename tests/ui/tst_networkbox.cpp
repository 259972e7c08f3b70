#include "ui/networks/networkbox.h"

#include "core/network/networkstore.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinycatalog.h"
#include "tests/support/vggfile.h"

#include <QAbstractItemView>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_networkbox {

namespace {

const QString vgg19 = QStringLiteral("vgg19");
const QString builtin = QStringLiteral("builtin");

} // namespace

class TestNetworkBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theFirstNetworkIsChosen();
    void theChoiceIsRemembered();
    void networksThatAreNotHereAreOffered_data();
    void networksThatAreNotHereAreOffered();
    void theLastItemShowsAllNetworks();
    void whatComesIsSeenButNotChosen();
    void whatGoesIsNotChosenAnyMore();
    void aFileStaysWhereItLies();
    void theKeyboardOpensTheList_data();
    void theKeyboardOpensTheList();

private:
    void install(const QString &name) const;
    QString itemText(const NetworkBox &box, const QString &name) const
    {
        return box.itemText(box.findData(name));
    }
    static void activate(NetworkBox &box, int index)
    {
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestNetworkBox::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("GRAMARYE_DATA_DIR", m_folder->path().toUtf8());
}

void TestNetworkBox::install(const QString &name) const
{
    const QString path = m_folder->filePath(name + QStringLiteral(".pth"));
    const bool isWritten = writeLegacyStream(path, randomConvolutions(*tinyCatalog().find(name)));
    if (!isWritten || !NetworkStore(tinyCatalog()).import(path, name))
        qFatal("cannot install the test's network");
}

void TestNetworkBox::theFirstNetworkIsChosen()
{
    const NetworkBox box(tinyCatalog());
    QCOMPARE(box.source().info.name, builtin);
    QCOMPARE(box.chosenName(), builtin);
    QVERIFY(!box.source().path.isEmpty());
}

void TestNetworkBox::theChoiceIsRemembered()
{
    install(vgg19);
    NetworkBox(tinyCatalog()).choose(vgg19);
    QCOMPARE(NetworkBox(tinyCatalog()).chosenName(), vgg19);
    QVERIFY(NetworkStore(tinyCatalog()).remove(vgg19));
    QCOMPARE(NetworkBox(tinyCatalog()).chosenName(), builtin);
}

void TestNetworkBox::networksThatAreNotHereAreOffered_data()
{
    QTest::addColumn<bool>("isDamaged");
    QTest::newRow("absent") << false;
    QTest::newRow("damaged") << true;
}

void TestNetworkBox::networksThatAreNotHereAreOffered()
{
    QFETCH(bool, isDamaged);
    if (isDamaged) {
        install(vgg19);
        QVERIFY(QFile::resize(networkFile(vgg19), 5000));
    }
    NetworkBox box(tinyCatalog());
    QSignalSpy wishes(&box, &NetworkBox::wanted);
    QSignalSpy choices(&box, &NetworkBox::chosen);
    QSignalSpy refusals(&box, &NetworkBox::refused);
    QCOMPARE(itemText(box, vgg19), isDamaged ? QStringLiteral("VGG-19 (damaged)…")
                                             : QStringLiteral("VGG-19 (not here)…"));
    activate(box, box.findData(vgg19));
    QCOMPARE(wishes.count(), 1);
    QCOMPARE(wishes.first().first().toString(), vgg19);
    QCOMPARE(box.chosenName(), builtin);
    QCOMPARE(box.source().info.name, builtin);
    QCOMPARE(choices.count() + refusals.count(), 0);
}

void TestNetworkBox::theLastItemShowsAllNetworks()
{
    NetworkBox box(tinyCatalog());
    QSignalSpy wishes(&box, &NetworkBox::wanted);
    activate(box, box.count() - 1);
    QCOMPARE(wishes.count(), 1);
    QCOMPARE(wishes.first().first().toString(), QString());
    QCOMPARE(box.chosenName(), builtin);
}

void TestNetworkBox::whatComesIsSeenButNotChosen()
{
    NetworkBox box(tinyCatalog());
    install(vgg19);
    box.refresh();
    QCOMPARE(itemText(box, vgg19), QStringLiteral("VGG-19"));
    QCOMPARE(box.chosenName(), builtin);
    activate(box, box.findData(vgg19));
    QCOMPARE(box.source().info.name, vgg19);
    QCOMPARE(box.source().path, networkFile(vgg19));
}

void TestNetworkBox::whatGoesIsNotChosenAnyMore()
{
    install(vgg19);
    NetworkBox box(tinyCatalog());
    box.choose(vgg19);
    QSignalSpy choices(&box, &NetworkBox::chosen);
    QVERIFY(NetworkStore(tinyCatalog()).remove(vgg19));
    box.refresh();
    QCOMPARE(box.chosenName(), builtin);
    QCOMPARE(choices.count(), 1);
    QCOMPARE(itemText(box, vgg19), QStringLiteral("VGG-19 (not here)…"));
}

void TestNetworkBox::aFileStaysWhereItLies()
{
    install(vgg19);
    const QString path = m_folder->filePath(QStringLiteral("vgg19.pth"));
    NetworkBox box(tinyCatalog());
    box.choose(path);
    QCOMPARE(box.chosenName(), path);
    QCOMPARE(box.source().path, path);
    QVERIFY(NetworkStore(tinyCatalog()).remove(vgg19));
    box.refresh();
    QCOMPARE(box.chosenName(), path);
    QCOMPARE(box.itemText(box.count() - 1), QStringLiteral("Networks…")); // still the last
}

void TestNetworkBox::theKeyboardOpensTheList_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("down") << int(Qt::Key_Down);
    QTest::newRow("end") << int(Qt::Key_End);
    QTest::newRow("letter") << int(Qt::Key_V);
    QTest::newRow("space") << int(Qt::Key_Space);
}

void TestNetworkBox::theKeyboardOpensTheList()
{
    QFETCH(int, key);
    NetworkBox box(tinyCatalog());
    QSignalSpy wishes(&box, &NetworkBox::wanted);
    box.show();
    QVERIFY(QTest::qWaitForWindowActive(&box));
    QTest::keyClick(&box, Qt::Key(key));
    QTRY_VERIFY(box.view()->isVisible());
    QCOMPARE(wishes.count(), 0);
    QCOMPARE(box.chosenName(), builtin);
    box.hidePopup();
}

GRAMARYE_TEST(TestNetworkBox)

} // namespace gramarye::tst_networkbox

#include "tst_networkbox.moc"
