#include "core/download/downloadplan.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_remoteversion {

class TestRemoteVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionsAreToldApart_data();
    void versionsAreToldApart();
    void onlyStrongValidatorsServe_data();
    void onlyStrongValidatorsServe();
};

void TestRemoteVersion::versionsAreToldApart_data()
{
    QTest::addColumn<RemoteVersion>("a");
    QTest::addColumn<RemoteVersion>("b");
    QTest::addColumn<bool>("canBeOne");
    const RemoteVersion full{8, "\"1\"", "Mon"};
    const auto row = [&](const char *name, const RemoteVersion &other, bool canBeOne) {
        QTest::newRow(name) << full << other << canBeOne;
    };
    row("the same", full, true);
    row("nothing known", {}, true);
    row("another size", {9, "\"1\"", "Mon"}, false);
    row("another tag", {8, "\"2\"", "Mon"}, false);
    row("another tag, size not known", {-1, "\"2\"", "Mon"}, false);
    row("another date, no tag", {8, "", "Tue"}, false);
    row("another date, same tag", {8, "\"1\"", "Tue"}, true);
    row("size alone", {8, "", ""}, true);
}

void TestRemoteVersion::versionsAreToldApart()
{
    QFETCH(RemoteVersion, a);
    QFETCH(RemoteVersion, b);
    QFETCH(bool, canBeOne);
    QCOMPARE(a.canBe(b), canBeOne);
    QCOMPARE(b.canBe(a), canBeOne);
}

void TestRemoteVersion::onlyStrongValidatorsServe_data()
{
    QTest::addColumn<RemoteVersion>("version");
    QTest::addColumn<QByteArray>("validator");
    QTest::newRow("tag") << RemoteVersion{8, "\"1\"", "Mon"} << QByteArray("\"1\"");
    QTest::newRow("weak tag") << RemoteVersion{8, "W/\"1\"", "Mon"} << QByteArray("Mon");
    QTest::newRow("weak tag alone") << RemoteVersion{8, "W/\"1\"", ""} << QByteArray();
    QTest::newRow("no tag") << RemoteVersion{8, "", "Mon"} << QByteArray("Mon");
    QTest::newRow("size alone") << RemoteVersion{8, "", ""} << QByteArray();
}

void TestRemoteVersion::onlyStrongValidatorsServe()
{
    QFETCH(RemoteVersion, version);
    QFETCH(QByteArray, validator);
    QCOMPARE(version.validator(), validator);
}

GRAMARYE_TEST(TestRemoteVersion)

} // namespace gramarye::tst_remoteversion

#include "tst_remoteversion.moc"
