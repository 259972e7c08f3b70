#include "ui/run/smallersize.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr int smallestSize = 64; ///< px, longest side; memory for more than that there always is

} // namespace

std::optional<EditState> atSmallerSize(EditState state, const QImage &picture)
{
    const QSize content = state.content.pyramid.size();
    const int size = state.parameters.size > 0 ? state.parameters.size
                                               : std::max(content.width(), content.height());
    // Half the pixels, as from one working size to the one before.
    state.parameters.size = int(std::lround(size / std::sqrt(2.0)));
    if (state.parameters.size < smallestSize)
        return std::nullopt;
    if (!picture.isNull()) {
        state.parameters.start = Start::File;
        state.parameters.scales = Scales::Single; // smaller ones would undo what there is
        state.start = loaded(
            unfiledPicture(picture, QCoreApplication::translate("SmallerSize", "Picture so far")));
    }
    return state;
}

} // namespace gramarye
