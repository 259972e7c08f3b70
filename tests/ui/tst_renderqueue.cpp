#include "tests/support/testprogram.h"
#include "ui/queue/renderqueue.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace gramarye::tst_renderqueue {
using State = QueueEntry::State;

namespace {

BatchJob jobOf(const QString &name)
{
    BatchJob job;
    job.scene.content = PictureRef::ofFile(QStringLiteral("/in/") + name + QStringLiteral(".jpg"));
    job.scene.styles = {{PictureRef::ofFile(QStringLiteral("/in/red.png"))},
                        {PictureRef::ofFile(QStringLiteral("/in/blue.png"))}};
    job.scene.parameters.size = 512;
    job.output = QStringLiteral("/out/") + name + QStringLiteral(".png");
    return job;
}

} // namespace

class TestRenderQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void picturesAreShown();
    void statesAreShown_data();
    void statesAreShown();
    void rowsMove_data();
    void rowsMove();
    void draggedRowsMove();
    void theFirstThatWaitsIsNext();
    void whatIsDoneIsNotOpen();
    void whatRunsIsNotMadeAgain();
    void whatIsGoneIsNotChanged();

private:
    QString letters() const;
    QString shown(int row, int column) const
    {
        return m_queue->index(row, column).data().toString();
    }
    quint64 idAt(int row) const { return m_queue->pictures()[std::size_t(row)].id; }

    std::unique_ptr<RenderQueue> m_queue;
    std::unique_ptr<QAbstractItemModelTester> m_tester; ///< looks on, and fails the test
};

void TestRenderQueue::init()
{
    m_tester.reset();
    m_queue = std::make_unique<RenderQueue>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_queue.get());
    m_queue->add({jobOf(QStringLiteral("a")), jobOf(QStringLiteral("b")),
                  jobOf(QStringLiteral("c")), jobOf(QStringLiteral("d"))});
}

/// The contents' names, in the queue's order.
QString TestRenderQueue::letters() const
{
    QString text;
    for (const QueueEntry &picture : m_queue->pictures())
        text += picture.job.scene.content.path.at(4);
    return text;
}

void TestRenderQueue::picturesAreShown()
{
    QCOMPARE(m_queue->rowCount(), 4);
    QCOMPARE(shown(1, RenderQueue::Picture), QStringLiteral("b × red + blue"));
    QCOMPARE(shown(1, RenderQueue::Size), QStringLiteral("512 px"));
    QCOMPARE(shown(1, RenderQueue::File), QStringLiteral("b.png"));
    QCOMPARE(shown(1, RenderQueue::State), QStringLiteral("Waiting"));
}

void TestRenderQueue::statesAreShown_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("text");
    QTest::newRow("running") << State::Running << QStringLiteral("47 %");
    QTest::newRow("held in the midst") << State::Waiting << QStringLiteral("Waiting, 47 %");
    QTest::newRow("done") << State::Done << QStringLiteral("Done");
}

void TestRenderQueue::statesAreShown()
{
    QFETCH(State, state);
    QFETCH(QString, text);
    m_queue->setProgress(idAt(2), 0.479);
    m_queue->setState(idAt(2), state);
    QCOMPARE(shown(2, RenderQueue::State), text);
    QCOMPARE(m_queue->count(state), state == State::Waiting ? 4 : 1);
    m_queue->setFailed(idAt(2), QStringLiteral("It rains."));
    QCOMPARE(shown(2, RenderQueue::State), QStringLiteral("Failed: It rains."));
}

void TestRenderQueue::rowsMove_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("up") << 2 << 1 << QStringLiteral("acbd");
    QTest::newRow("down") << 1 << 3 << QStringLiteral("acbd");
    QTest::newRow("to the top") << 3 << 0 << QStringLiteral("dabc");
    QTest::newRow("to the end") << 0 << 4 << QStringLiteral("bcda");
    QTest::newRow("onto itself") << 1 << 1 << QStringLiteral("abcd");
    QTest::newRow("behind itself") << 1 << 2 << QStringLiteral("abcd");
}

void TestRenderQueue::rowsMove()
{
    QFETCH(int, from);
    QFETCH(int, before);
    QFETCH(QString, after);
    m_queue->moveBefore(from, before);
    QCOMPARE(letters(), after);
}

void TestRenderQueue::draggedRowsMove()
{
    const std::unique_ptr<QMimeData> data(
        m_queue->mimeData({m_queue->index(0, 0), m_queue->index(0, 1), m_queue->index(2, 0)}));
    // False, or else the view would remove what was dragged.
    QVERIFY(!m_queue->dropMimeData(data.get(), Qt::MoveAction, 4, 0, {}));
    QCOMPARE(letters(), QStringLiteral("bdac"));
    QVERIFY(!m_queue->dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
    QCOMPARE(letters(), QStringLiteral("acbd"));
}

void TestRenderQueue::theFirstThatWaitsIsNext()
{
    m_queue->setState(idAt(0), State::Done);
    QCOMPARE(m_queue->firstWaiting()->id, idAt(1));
    m_queue->moveBefore(3, 0);
    QCOMPARE(m_queue->firstWaiting()->id, idAt(0));
    for (int row = 0; row < 4; ++row)
        m_queue->setState(idAt(row), State::Failed);
    QVERIFY(!m_queue->firstWaiting());
}

void TestRenderQueue::whatIsDoneIsNotOpen()
{
    m_queue->setState(idAt(0), State::Done);
    m_queue->setState(idAt(1), State::Failed);
    m_queue->setState(idAt(2), State::Running);
    QCOMPARE(m_queue->openJobs(),
             (std::vector<BatchJob>{jobOf(QStringLiteral("b")), jobOf(QStringLiteral("c")),
                                    jobOf(QStringLiteral("d"))}));
}

void TestRenderQueue::whatRunsIsNotMadeAgain()
{
    m_queue->setState(idAt(0), State::Running);
    m_queue->setFailed(idAt(1), QStringLiteral("It rains."));
    m_queue->tryAgain(0);
    m_queue->tryAgain(1);
    QCOMPARE(m_queue->pictures()[0].state, State::Running);
    QVERIFY(!m_queue->pictures()[0].again);
    QCOMPARE(shown(1, RenderQueue::State), QStringLiteral("Waiting"));
    QVERIFY(m_queue->pictures()[1].again);
}

void TestRenderQueue::whatIsGoneIsNotChanged()
{
    const quint64 gone = idAt(1);
    m_queue->removeAt(1);
    QSignalSpy changes(m_queue.get(), &RenderQueue::picturesChanged);
    m_queue->setState(gone, State::Done);
    m_queue->setProgress(gone, 0.5);
    m_queue->setFailed(gone, QStringLiteral("It rains."));
    QCOMPARE(changes.size(), 0);
    QCOMPARE(letters(), QStringLiteral("acd"));
}

GRAMARYE_TEST(TestRenderQueue)

} // namespace gramarye::tst_renderqueue

#include "tst_renderqueue.moc"
