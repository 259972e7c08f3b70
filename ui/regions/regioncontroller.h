#pragma once

#include "ui/regions/maskpainter.h"

#include <functional>
#include <vector>

namespace gramarye {

class MaskBar;

/// Lets a person edit a mask on the canvas: brings up the painter and its bar, hears the keys while
/// they are there, and says what became of the mask. Knows nothing of what the mask is for. Esc
/// gives up what is being drawn, or leaves; while H is held the mask is not seen.
class RegionController : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object; the bar is hidden until it is needed.
    RegionController(PreviewCanvas *canvas, MaskBar *bar, QObject *parent = nullptr);

    /// Edits @p mask of @p picture (see MaskEditor) until finished(). @p name says whose it is,
    /// @p color stands for it. What was edited before is finished first.
    void edit(const QString &name, const QColor &color, const PicturePyramid &picture,
              const QImage &mask, MaskGround ground = MaskGround::BeingMade);

    bool isEditing() const { return m_isEditing; }

    /// Exchanges the mask that is edited, without a signal: for undo.
    void setMask(const QImage &mask) { m_painter.setMask(mask); }
    void finish();

    MaskPainter *painter() { return &m_painter; }

Q_SIGNALS:
    /// While it is painted, at most once for a frame of the screen.
    void maskChanged(const QImage &mask);

    /// As a step that can be undone.
    void maskEdited(const QImage &mask);
    void finished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What a key does while a mask is edited.
    struct KeyAction
    {
        Qt::Key key;
        std::function<void()> act;
        bool repeats = false;             ///< while it is held
        std::function<void()> letGo = {}; ///< what its release does
    };

    void connectBar();
    void chooseTool(MaskTool tool);
    void feather();
    void invert();
    void clear();
    void leave();
    const KeyAction *actionOf(const QKeyEvent &event) const;

    PreviewCanvas *m_canvas;
    MaskBar *m_bar;
    MaskPainter m_painter;
    std::vector<KeyAction> m_keys;
    bool m_isEditing = false;
};

} // namespace gramarye
