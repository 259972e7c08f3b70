#pragma once

#include "core/base/background.h"
#include "ui/regions/regionbutton.h"

#include <QPointer>

#include <vector>

namespace gramarye {

class EditRecorder;
class MessageBar;
class PicturesPanel;
class RegionController;

/// Does what the buttons of regions are asked for: has them painted on the canvas, reads and writes
/// masks, and keeps what is being painted in step with what undo and others bring.
class RegionActions : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object; file dialogs are over @p window.
    RegionActions(PicturesPanel *pictures, EditRecorder *edits, RegionController *controller,
                  MessageBar *messages, QWidget *window);

    /// Takes the mask in the file @p path for that of @p button. A picture of several flat colours
    /// gives those of the styles that follow, too. Read off the GUI thread. Of one that is cut
    /// short what is there is offered.
    void importMask(RegionButton *button, const QString &path,
                    CutPictures cut = CutPictures::Refuse);

    /// Writes the mask of @p button to the file @p path, off the GUI thread.
    void exportMask(const RegionButton *button, const QString &path);

Q_SIGNALS:
    /// What the mask of @p button is in the midst of a stroke.
    void maskMoved(const gramarye::RegionButton *button, const QImage &mask);

private:
    void handle(RegionButton *button, RegionRequest request);
    void paint(RegionButton *button);
    void askForImport(RegionButton *button);
    void askForExport(RegionButton *button);
    /// Of a file.
    struct ImportedMasks
    {
        QString name;
        QSize size; ///< before they were brought to that of the picture
        std::vector<QImage> masks;
    };

    void takeMasks(RegionButton *button, const ImportedMasks &imported);
    void takePainted(const QImage &painted);
    void finishWithSubject();
    void follow();

    PicturesPanel *m_pictures;
    RegionController *m_controller;
    MessageBar *m_messages;
    QWidget *m_window;
    QPointer<RegionButton> m_painted; ///< whose mask is being painted; null: none
    QString m_name;                   ///< what it was called when that began
    LoadedPicture m_picture;          ///< that it is of
    LoadedPicture m_mask;             ///< what it was last
    WorkQueue m_queue;                ///< waits for its work before all else here goes
};

} // namespace gramarye
