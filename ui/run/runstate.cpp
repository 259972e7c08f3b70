#include "ui/run/runstate.h"

#include <algorithm>
#include <iterator>

namespace gramarye {

namespace {

struct Transition
{
    RunState from;
    RunEvent event;
    RunState to;
};

using S = RunState;
using E = RunEvent;

constexpr Transition transitions[] = {
    {S::Idle, E::Start, S::Preparing},

    {S::Preparing, E::Start, S::Preparing}, {S::Preparing, E::Iterated, S::Running},
    {S::Preparing, E::Pause, S::Pausing},   {S::Preparing, E::Stop, S::Stopping},
    {S::Preparing, E::Ended, S::Idle},

    {S::Running, E::Start, S::Preparing},   {S::Running, E::Pause, S::Pausing},
    {S::Running, E::Stop, S::Stopping},     {S::Running, E::Ended, S::Idle},

    {S::Pausing, E::Start, S::Preparing},   {S::Pausing, E::PauseBegan, S::Paused},
    {S::Pausing, E::Resume, S::Running},    {S::Pausing, E::Stop, S::Stopping},
    {S::Pausing, E::Ended, S::Idle},

    {S::Paused, E::Start, S::Preparing},    {S::Paused, E::Resume, S::Running},
    {S::Paused, E::Stop, S::Stopping},      {S::Paused, E::Ended, S::Idle},

    {S::Stopping, E::Start, S::Preparing},  {S::Stopping, E::Ended, S::Idle},
};

} // namespace

std::optional<RunState> nextState(RunState state, RunEvent event)
{
    const auto *found =
        std::find_if(std::begin(transitions), std::end(transitions),
                     [&](const Transition &t) { return t.from == state && t.event == event; });
    return found == std::end(transitions) ? std::nullopt : std::optional(found->to);
}

} // namespace gramarye
