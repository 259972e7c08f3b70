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

} // namespace gramarye
