#pragma once

#include "core/engine/renderengine.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace gramarye {

class VariationTile;

/// Six small pictures with looks around the present one, rendered one after another by an engine of
/// its own, to pick one from. Closed, it ends its render and then itself.
class SurpriseDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr int tileCount = 6;
    static constexpr int longestSide = 144; ///< of the small pictures, in px

    /// @p job is the picture in the window; @p seed gives the first six looks.
    SurpriseDialog(const RenderJob &job, std::unique_ptr<RenderEngine> engine, quint32 seed,
                   QWidget *parent = nullptr);

    /// Renders six looks; again() six others.
    void start();
    void again();

    /// Leaves the processor to others; what is there can still be picked.
    void halt();

    /// One sentence in the dialog, about the picture in the window.
    void setNote(const QString &sentence);

    /// The looks, as they would be picked.
    const std::vector<StyleParameters> &looks() const { return m_looks; }
    const std::vector<VariationTile *> &tiles() const { return m_tiles; }
    bool isRendering() const { return m_rendering != 0; }
    QPushButton *againButton() const { return m_againButton; }
    QString note() const;

Q_SIGNALS:
    /// It needs the processor now.
    void renderingBegins();
    void picked(const gramarye::StyleParameters &parameters);

private:
    QWidget *makeTiles();
    void connectEngine();
    void renderNext();
    RenderJob smallJob(const StyleParameters &look) const;
    void showPreview();
    void takeFinished(const RenderResult &result);
    void takeFailed(quint64 job, const Error &error);
    void leave();
    void pick(std::size_t place);

    RenderJob m_job;
    std::unique_ptr<RenderEngine> m_engine;
    quint32 m_seed;
    std::vector<StyleParameters> m_looks;
    std::vector<VariationTile *> m_tiles;
    std::size_t m_next = 0;  ///< the tile to be rendered after this one
    quint64 m_rendering = 0; ///< the engine's job for the tile before it; 0: none
    QLabel *m_note;
    QPushButton *m_againButton;
};

} // namespace gramarye
