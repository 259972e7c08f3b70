#include "core/base/error.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <csignal>
#include <functional>
#include <memory>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace gramarye::tst_result {

namespace {

Result<int> valueOf(int value)
{
    return value;
}

Result<int> errorOf(const QString &subject)
{
    return Error{ErrorCode::FileNotFound, subject, {}};
}

#if defined(Q_OS_UNIX)
/// Whether @p work aborts a process of its own, and no exception gets out.
bool aborts(const std::function<void()> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit noCore{};
        ::setrlimit(RLIMIT_CORE, &noCore);
        std::signal(SIGABRT, SIG_DFL);
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
        try {
            work();
        } catch (...) {
        }
        ::_exit(0);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFSIGNALED(status)
           && WTERMSIG(status) == SIGABRT;
}
#endif

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError();
    void valuesMayBeMovedOut();
    void takingTheOtherEndsTheProgram();
};

void TestResult::holdsAValueOrAnError()
{
    const Result<int> right = valueOf(7);
    QVERIFY(right);
    QCOMPARE(*right, 7);
    const Result<int> wrong = errorOf(QStringLiteral("a.png"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error(), (Error{ErrorCode::FileNotFound, QStringLiteral("a.png"), {}}));
    QVERIFY(success());
}

void TestResult::valuesMayBeMovedOut()
{
    Result<std::unique_ptr<int>> owner(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = std::move(owner).value();
    QCOMPARE(*taken, 7);
}

void TestResult::takingTheOtherEndsTheProgram()
{
#if defined(Q_OS_UNIX)
    QVERIFY(aborts([] { qDebug() << *errorOf({}); }));
    QVERIFY(aborts([] { qDebug() << errorOf({}).value(); }));
    QVERIFY(aborts([] { qDebug() << valueOf(7).error().subject; }));
    QVERIFY(!aborts([] { qDebug() << *valueOf(7); }));
#else
    QSKIP("needs processes of its own");
#endif
}

GRAMARYE_TEST(TestResult)

} // namespace gramarye::tst_result

#include "tst_result.moc"
