#pragma once

#include <QString>

namespace gramarye {

/// Something that takes the place of what is in the window, which may not be saved. A value.
struct Departure
{
    enum class Kind
    {
        Close,
        StartOver,
        NewProject,
        OpenProject,
        Recover,       ///< path: of the recovery file
        FindPicture,   ///< that a project being opened lacks
        OpenWithoutIt, ///< the project, without that picture
    };

    Kind kind = Kind::Close;
    QString path = {}; ///< of the file that is opened
};

} // namespace gramarye
