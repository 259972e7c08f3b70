#include "core/compute/threadpool.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <vector>

#if defined(Q_OS_LINUX)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace gramarye::tst_threadpool {

namespace {

/// How often each of @p count indices was visited.
std::vector<int> visits(ThreadPool &pool, int count)
{
    std::vector<std::atomic<int>> seen(static_cast<std::size_t>(count));
    pool.run(count, [&](int index, int) { ++seen[std::size_t(index)]; });
    return {seen.begin(), seen.end()};
}

#if defined(Q_OS_LINUX)
/// What the process may have of addresses is what it has and @p more bytes, as long as this lives.
class TightAddresses
{
public:
    explicit TightAddresses(rlim_t more)
    {
        QFile sizes(QStringLiteral("/proc/self/statm"));
        ::getrlimit(RLIMIT_AS, &m_before);
        if (!sizes.open(QIODevice::ReadOnly))
            return;
        const rlim_t pages = sizes.readAll().split(' ').front().toULongLong();
        const rlimit limit{pages * rlim_t(::sysconf(_SC_PAGESIZE)) + more, m_before.rlim_max};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    ~TightAddresses() { ::setrlimit(RLIMIT_AS, &m_before); }
    Q_DISABLE_COPY_MOVE(TightAddresses)

private:
    rlimit m_before{};
};
#endif

} // namespace

class TestThreadPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIndexIsVisitedOnce_data();
    void eachIndexIsVisitedOnce();
    void loopsFollowEachOther();
    void threadsAreNumbered();
    void whereThreadsAreFewThoseWork();
};

void TestThreadPool::eachIndexIsVisitedOnce_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("count");
    for (const int threads : {1, 2, 5}) {
        for (const int count : {0, 1, 2, 1000})
            QTest::addRow("%d threads, %d indices", threads, count) << threads << count;
    }
}

void TestThreadPool::eachIndexIsVisitedOnce()
{
    QFETCH(int, threads);
    QFETCH(int, count);
    ThreadPool pool(threads);
    QCOMPARE(pool.threads(), threads);
    QCOMPARE(visits(pool, count), std::vector<int>(std::size_t(count), 1));
}

void TestThreadPool::loopsFollowEachOther()
{
    ThreadPool pool(4);
    std::atomic<int> sum{0};
    for (int loop = 0; loop < 2000; ++loop)
        pool.run(loop % 7, [&](int index, int) { sum += index; });
    int expected = 0;
    for (int loop = 0; loop < 2000; ++loop)
        expected += (loop % 7) * (loop % 7 - 1) / 2;
    QCOMPARE(sum.load(), expected);
}

void TestThreadPool::threadsAreNumbered()
{
    ThreadPool pool(3);
    std::vector<std::atomic<int>> inside(3);
    std::atomic<bool> isAlone{true};
    pool.run(500, [&](int, int thread) {
        isAlone = isAlone && inside.at(std::size_t(thread))++ == 0;
        --inside[std::size_t(thread)];
    });
    QVERIFY(isAlone);
}

void TestThreadPool::whereThreadsAreFewThoseWork()
{
#if defined(GRAMARYE_SANITIZED)
    QSKIP("the sanitiser needs addresses of its own");
#elif defined(Q_OS_LINUX)
    const TightAddresses tight(20 << 20); // the stacks of two threads
    ThreadPool pool(64);
    QVERIFY2(pool.threads() < 64, qPrintable(QString::number(pool.threads())));
    QVERIFY(pool.threads() >= 2);
    QCOMPARE(visits(pool, 100), std::vector<int>(100, 1));
#else
    QSKIP("this system has no limit for addresses");
#endif
}

GRAMARYE_TEST(TestThreadPool)

} // namespace gramarye::tst_threadpool

#include "tst_threadpool.moc"
