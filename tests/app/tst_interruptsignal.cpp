#include "app/interruptsignal.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

namespace gramarye::tst_interruptsignal {

namespace {

bool isLeftToTheSystem(int signal)
{
    struct sigaction current
    {
    };
    ::sigaction(signal, nullptr, &current);
    return current.sa_handler == SIG_DFL;
}

// How a process ends that gets the signal again and again.
int endOfAnImpatientUsersProcess(int signal)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const InterruptSignal interrupt;
        ::alarm(20); // in case it survives
        while (true)
            std::raise(signal);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

} // namespace

class TestInterruptSignal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstIsCaught_data();
    void theFirstIsCaught();
    void twoAtOnceAreOne();
    void theSecondEndsTheProcess();
    void afterwardsEverythingIsAsBefore();
};

void TestInterruptSignal::theFirstIsCaught_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestInterruptSignal::theFirstIsCaught()
{
    QFETCH(int, signal);
    const InterruptSignal interrupt;
    QSignalSpy spy(&interrupt, &InterruptSignal::raised);
    QCOMPARE(std::raise(signal), 0);
    QVERIFY(spy.wait());
    QCOMPARE(spy.count(), 1);
}

void TestInterruptSignal::twoAtOnceAreOne()
{
    const InterruptSignal interrupt;
    QSignalSpy spy(&interrupt, &InterruptSignal::raised);
    std::raise(SIGINT);
    std::raise(SIGINT);
    QVERIFY(spy.wait());
    QCOMPARE(spy.count(), 1);
}

void TestInterruptSignal::theSecondEndsTheProcess()
{
    QCOMPARE(endOfAnImpatientUsersProcess(SIGINT), SIGINT);
}

void TestInterruptSignal::afterwardsEverythingIsAsBefore()
{
    {
        const InterruptSignal interrupt;
        QVERIFY(!isLeftToTheSystem(SIGINT));
        QVERIFY(!isLeftToTheSystem(SIGTERM));
    }
    QVERIFY(isLeftToTheSystem(SIGINT));
    QVERIFY(isLeftToTheSystem(SIGTERM));
}

GRAMARYE_TEST(TestInterruptSignal)

} // namespace gramarye::tst_interruptsignal

#include "tst_interruptsignal.moc"
