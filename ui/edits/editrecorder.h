#pragma once

#include "ui/edits/edithistory.h"

class QAction;

namespace gramarye {

class NetworkBox;
class ParameterPanel;
class PicturesPanel;

/// Makes steps of what a person sets in the panels, and shows there what undo, redo and others
/// bring. The panels outlive it.
class EditRecorder : public QObject
{
    Q_OBJECT

public:
    EditRecorder(PicturesPanel *pictures, ParameterPanel *parameters, NetworkBox *network,
                 QObject *parent = nullptr);

    /// What the panels show.
    EditState state() const;

    /// Shows @p state, as one step called @p what.
    void apply(const EditState &state, const QString &what);

    /// The same for the parameters alone, with the weights of the styles. Pictures that are being
    /// read are let be, and come as a step of their own.
    void applyParameters(const StyleParameters &parameters, const QString &what);

    /// Shows @p state, with nothing to undo before it.
    void open(const EditState &state);

    /// Forgets all steps. Pictures that are still being read belong to the new beginning.
    void clear();

    EditHistory *history() { return &m_history; }
    QAction *undoAction() const { return m_undoAction; }
    QAction *redoAction() const { return m_redoAction; }

Q_SIGNALS:
    /// By undo, redo, apply(), applyParameters() or open(): the panels show something else, the
    /// content picture too.
    void contentShown();
    void stateShown();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void record();
    void recordPictures();
    void undo();
    void show(const EditState &state);
    void showParameters(const StyleParameters &parameters);
    void updateActions();

    PicturesPanel *m_pictures;
    ParameterPanel *m_parameters;
    NetworkBox *m_network;
    EditHistory m_history;
    QAction *m_undoAction;
    QAction *m_redoAction;
    QSize m_canvas;             ///< of a texture, as long as no content picture is shown
    bool m_isBeginning = false; ///< pictures are being read that no step leads to
};

} // namespace gramarye
