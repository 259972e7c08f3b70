#include "core/base/background.h"
#include "tests/support/testprogram.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <vector>

namespace gramarye::tst_background {

/// Work off the GUI thread: what comes of it, in which order and in which thread.
class TestBackground : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultComesInTheThreadOfItsContext();
    void whatIsThrownIsAnError_data();
    void whatIsThrownIsAnError();
    void errorsAndNothingPassThrough();
    void nobodyIsAnsweredWhoIsGone();
    void aQueueKeepsTheOrder();
    void aQueueEndsItsWorkBeforeItGoes();
};

void TestBackground::resultComesInTheThreadOfItsContext()
{
    std::optional<Result<int>> result;
    const QThread *here = QThread::currentThread();
    const QThread *worked = here;
    const QThread *answered = nullptr;
    runInBackground(
        this,
        [&worked] {
            worked = QThread::currentThread();
            return 6 * 7;
        },
        [&](const Result<int> &r) {
            answered = QThread::currentThread();
            result = r;
        });
    QVERIFY(!result); // not before we return
    QTRY_VERIFY(result);
    QCOMPARE(result->value(), 42);
    QVERIFY(worked != here);
    QCOMPARE(answered, here);
}

void TestBackground::whatIsThrownIsAnError_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<Error>("error");
    QTest::newRow("no memory") << 0 << Error{ErrorCode::OutOfMemory, {}, {}};
    QTest::newRow("ours") << 1 << Error{ErrorCode::FileNotFound, QStringLiteral("a.png"), {}};
    QTest::newRow("a library's") << 2 << Error{ErrorCode::Internal, {}, QStringLiteral("oops")};
    QTest::newRow("anything") << 3 << Error{ErrorCode::Internal, {}, {}};
}

void TestBackground::whatIsThrownIsAnError()
{
    QFETCH(const int, kind);
    QFETCH(const Error, error);
    std::optional<Status> status;
    const auto work = [kind] {
        if (kind == 0)
            throw std::bad_alloc();
        if (kind == 1)
            throw ThrownError({ErrorCode::FileNotFound, QStringLiteral("a.png"), {}});
        if (kind == 2)
            throw std::runtime_error("oops");
        throw 1;
    };
    runInBackground(this, work, [&](const Status &s) { status = s; });
    QTRY_VERIFY(status);
    QVERIFY(!*status);
    QVERIFY(status->error() == error);
}

void TestBackground::errorsAndNothingPassThrough()
{
    std::optional<Result<int>> failed;
    std::optional<Status> done;
    runInBackground(
        this,
        []() -> Result<int> {
            return Error{ErrorCode::DiskFull, {}, {}};
        },
        [&](const Result<int> &r) { failed = r; });
    runInBackground(
        this, [] {}, [&](const Status &s) { done = s; });
    QTRY_VERIFY(failed && done);
    QCOMPARE(failed->error().code, ErrorCode::DiskFull);
    QVERIFY(bool(*done));
}

void TestBackground::nobodyIsAnsweredWhoIsGone()
{
    QSemaphore mayEnd;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    WorkQueue queue;
    queue.run(
        context.get(), [&mayEnd] { mayEnd.acquire(); }, [&](const Status &) { answered = true; });
    context.reset();
    mayEnd.release();
    queue.waitForDone();
    QTest::qWait(20);
    QVERIFY(!answered);
}

void TestBackground::aQueueKeepsTheOrder()
{
    WorkQueue queue;
    std::vector<int> worked;
    std::vector<int> answered;
    for (int i = 0; i < 20; ++i) {
        const auto work = [&worked, i] {
            QThread::usleep(unsigned(20 - i) * 20); // the first take longest
            worked.push_back(i);
        };
        queue.run(this, work, [&answered, i](const Status &) { answered.push_back(i); });
    }
    QTRY_COMPARE(answered.size(), std::size_t(20));
    QVERIFY(std::is_sorted(worked.begin(), worked.end()));
    QVERIFY(std::is_sorted(answered.begin(), answered.end()));
}

void TestBackground::aQueueEndsItsWorkBeforeItGoes()
{
    std::atomic<int> done{0};
    {
        WorkQueue queue;
        for (int i = 0; i < 5; ++i) {
            const auto work = [&done] {
                QThread::usleep(500);
                ++done;
            };
            queue.run(this, work, [](const Status &) {});
        }
    }
    QCOMPARE(done.load(), 5);
}

GRAMARYE_TEST(TestBackground)

} // namespace gramarye::tst_background

#include "tst_background.moc"
