#include "core/base/platform.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

namespace gramarye::tst_platform {

using Files = QList<QPair<QString, QByteArray>>; // by path, from the root

class TestPlatform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotasAreRead_data();
    void quotasAreRead();
    void thereIsAlwaysAThread();
};

void TestPlatform::quotasAreRead_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<double>("quota");
    constexpr double none = std::numeric_limits<double>::infinity();
    const QString own = QStringLiteral("proc/self/cgroup");
    const QString second = QStringLiteral("sys/fs/cgroup/");
    const QString first = QStringLiteral("sys/fs/cgroup/cpu/");
    const auto file = [](const QString &path, const char *name, const QByteArray &text) {
        return qMakePair(path + QLatin1String(name), text);
    };

    QTest::newRow("no groups") << Files{} << none;
    QTest::newRow("no limit") << Files{{own, "0::/a.slice\n"},
                                       file(second, "a.slice/cpu.max", "max 100000\n")}
                              << none;
    QTest::newRow("own group") << Files{{own, "0::/a.slice/b\n"},
                                        file(second, "a.slice/b/cpu.max", "150000 100000\n")}
                               << 1.5;
    QTest::newRow("group above") << Files{{own, "0::/a.slice/b\n"},
                                          file(second, "a.slice/cpu.max", "200000 100000\n"),
                                          file(second, "a.slice/b/cpu.max", "max 100000\n")}
                                 << 2.0;
    QTest::newRow("the tightest") << Files{{own, "0::/a.slice/b\n"},
                                           file(second, "a.slice/cpu.max", "50000 100000\n"),
                                           file(second, "a.slice/b/cpu.max", "300000 100000\n")}
                                  << 0.5;
    QTest::newRow("container") << Files{{own, "0::/\n"}, file(second, "cpu.max", "300000 100000\n")}
                               << 3.0;
    QTest::newRow("container, seen from outside")
        << Files{{own, "0::/docker/ab\n"}, file(second, "cpu.max", "300000 100000\n")} << 3.0;
    QTest::newRow("version 1") << Files{
        {own, "7:memory:/m\n4:cpu,cpuacct:/docker/ab\n1:name=systemd:/x\n"},
        file(first, "docker/ab/cpu.cfs_quota_us", "250000\n"),
        file(first, "docker/ab/cpu.cfs_period_us",
             "100000\n")} << 2.5;
    QTest::newRow("version 1, in a container")
        << Files{{own, "4:cpu,cpuacct:/docker/ab\n"},
                 file(first, "cpu.cfs_quota_us", "400000\n"),
                 file(first, "cpu.cfs_period_us", "100000\n")}
        << 4.0;
    QTest::newRow("version 1, no limit")
        << Files{{own, "4:cpu,cpuacct:/docker/ab\n"},
                 file(first, "docker/ab/cpu.cfs_quota_us", "-1\n"),
                 file(first, "docker/ab/cpu.cfs_period_us", "100000\n")}
        << none;
    QTest::newRow("nonsense") << Files{{own, "0::\n::\n\n0::/a\n"},
                                       file(second, "a/cpu.max", "many few\n"),
                                       file(second, "cpu.max", "100000 0\n")}
                              << none;
}

void TestPlatform::quotasAreRead()
{
#if defined(Q_OS_LINUX)
    QFETCH(Files, files);
    QFETCH(double, quota);
    const QTemporaryDir root;
    for (const auto &[path, text] : files) {
        QVERIFY(QDir().mkpath(QFileInfo(root.filePath(path)).path()));
        QFile file(root.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    QCOMPARE(processorQuota(root.path()), quota);
#else
    QSKIP("control groups are Linux's");
#endif
}

void TestPlatform::thereIsAlwaysAThread()
{
    QVERIFY(defaultThreadCount() >= 1);
    QVERIFY(double(defaultThreadCount()) < processorQuota() + 1);
}

GRAMARYE_TEST(TestPlatform)

} // namespace gramarye::tst_platform

#include "tst_platform.moc"
