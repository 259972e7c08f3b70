#include "tests/support/testprogram.h"
#include "ui/run/runstate.h"

#include <QTest>

namespace gramarye::tst_runstate {

/// What can happen to a run in which state.
class TestRunState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunGoesThroughItsStates();
    void whatComesTooLateChangesNothing_data();
    void whatComesTooLateChangesNothing();
    void everyStateEndsAndStartsAgain();
};

void TestRunState::aRunGoesThroughItsStates()
{
    const std::pair<RunEvent, RunState> way[] = {
        {RunEvent::Start, RunState::Preparing},   {RunEvent::Iterated, RunState::Running},
        {RunEvent::Pause, RunState::Pausing},     {RunEvent::PauseBegan, RunState::Paused},
        {RunEvent::Resume, RunState::Running},    {RunEvent::Pause, RunState::Pausing},
        {RunEvent::Resume, RunState::Running},    {RunEvent::Stop, RunState::Stopping},
        {RunEvent::Start, RunState::Preparing},   {RunEvent::Pause, RunState::Pausing},
        {RunEvent::PauseBegan, RunState::Paused}, {RunEvent::Stop, RunState::Stopping},
        {RunEvent::Ended, RunState::Idle},
    };
    RunState state = RunState::Idle;
    for (const auto &[event, next] : way) {
        const auto reached = nextState(state, event);
        QVERIFY(reached);
        QVERIFY(*reached == next);
        state = *reached;
    }
}

void TestRunState::whatComesTooLateChangesNothing_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<RunEvent>("event");
    QTest::newRow("a pause that was taken back") << RunState::Running << RunEvent::PauseBegan;
    QTest::newRow("an iteration while stopping") << RunState::Stopping << RunEvent::Iterated;
    QTest::newRow("the one before the pause") << RunState::Pausing << RunEvent::Iterated;
    QTest::newRow("a pause at the end") << RunState::Idle << RunEvent::Pause;
    QTest::newRow("a pause while stopping") << RunState::Stopping << RunEvent::Pause;
    QTest::newRow("the second stop") << RunState::Stopping << RunEvent::Stop;
    QTest::newRow("going on with nothing") << RunState::Idle << RunEvent::Resume;
    QTest::newRow("the end of what was put aside") << RunState::Idle << RunEvent::Ended;
}

void TestRunState::whatComesTooLateChangesNothing()
{
    QFETCH(const RunState, state);
    QFETCH(const RunEvent, event);
    QVERIFY(!nextState(state, event));
}

void TestRunState::everyStateEndsAndStartsAgain()
{
    for (const RunState state : {RunState::Preparing, RunState::Running, RunState::Pausing,
                                 RunState::Paused, RunState::Stopping}) {
        QVERIFY(nextState(state, RunEvent::Ended) == RunState::Idle);
        QVERIFY(nextState(state, RunEvent::Start) == RunState::Preparing);
    }
}

GRAMARYE_TEST(TestRunState)

} // namespace gramarye::tst_runstate

#include "tst_runstate.moc"
