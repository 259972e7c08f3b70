#pragma once

#include <QString>

namespace gramarye {

/// Which process on which computer, so that another one can find out whether it is still there. A
/// value.
struct ProcessIdentity
{
    QString host;         ///< for people: names are not unique
    QString machine;      ///< one start of one computer and, in containers, whose process ids these
                          ///< are; empty: not known
    qint64 pid = 0;       ///< what the system calls it
    qint64 startedAt = 0; ///< in the system's own unit, since ids are given again; 0: not known

    static ProcessIdentity current();

    enum class Presence
    {
        Here,     ///< on this computer, running
        Gone,     ///< was on this computer, and ended
        Elsewhere ///< on another one; nothing can be known of it from here
    };
    Presence presence() const;
};

} // namespace gramarye
