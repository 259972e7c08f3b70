#pragma once

#include <optional>

namespace gramarye {

/// What goes on with the run in the window.
enum class RunState
{
    Idle,
    Preparing, ///< before its first iteration
    Running,
    Pausing, ///< ends its iteration first
    Paused,
    Stopping
};

/// What happens to it.
enum class RunEvent
{
    Start, ///< of another run, too
    Iterated,
    Pause,
    PauseBegan,
    Resume,
    Stop,
    Ended ///< it was finished, stopped, failed or put aside
};

/// The state that follows; none where @p event says nothing new in @p state, as what arrives too
/// late.
std::optional<RunState> nextState(RunState state, RunEvent event);

/// The processor is at work, and nobody has asked it to stop.
inline bool isRunning(RunState state)
{
    return state == RunState::Preparing || state == RunState::Running;
}

inline bool isPaused(RunState state)
{
    return state == RunState::Pausing || state == RunState::Paused;
}

} // namespace gramarye
