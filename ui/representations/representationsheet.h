#pragma once

#include "core/engine/representations.h"

#include <QImage>

#include <vector>

namespace gramarye {

/// A picture and its reconstructions on one captioned sheet, like the lecture's figure: dark on
/// white whatever the window's colours, for it is made to be printed. A value; needs a
/// QGuiApplication for its letters.
class RepresentationSheet
{
public:
    RepresentationSheet() = default;

    /// Without reconstructions yet. @p representations as representationsOf() makes them.
    explicit RepresentationSheet(const std::vector<Representation> &representations);

    bool isNull() const { return m_picture.isNull(); }

    /// The reconstruction at place @p index looks like @p picture.
    void setPicture(int index, const QImage &picture)
    {
        m_cells[std::size_t(index)].picture = picture;
    }

    /// The sheet, with frames where reconstructions are missing.
    QImage image() const;

private:
    struct Cell
    {
        QString caption;
        QImage picture;
    };

    QSize m_cellSize;
    QImage m_picture;
    std::vector<Cell> m_cells; ///< content first, then style, each from shallow to deep
};

} // namespace gramarye
