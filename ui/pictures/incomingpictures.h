#pragma once

#include "core/base/background.h"
#include "core/model/recipe.h"
#include "ui/pictures/picturesource.h"

#include <QObject>

class QWidget;

namespace gramarye {

class EditRecorder;
class MessageBar;
class NetworkCatalog;
class PicturesPanel;
struct FoundRecipe;
struct LoadedPicture;

/// Pictures on their way into the window: opened, dropped or pasted. Asks what they are to be, and
/// restores the recipe that one of them carries.
class IncomingPictures : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    IncomingPictures(PicturesPanel *pictures, EditRecorder *edits, const NetworkCatalog &catalog,
                     MessageBar *messages, QWidget *window);

    void openStyles();

    /// Puts the pictures that come with the program into the wells, one style at full weight.
    void loadSamples();

    /// Into the well with the focus; else asks, in a menu at @p globalPosition.
    void paste(const QPoint &globalPosition);

    /// Asks in a menu what the first of @p sources, or all as styles, are to be.
    void offer(const std::vector<PictureSource> &sources, const QPoint &globalPosition);

    /// Puts back what made the picture @p file, as far as it is here.
    void restoreRecipe(const QString &file, const Recipe &recipe);

private:
    void offerUses(const std::vector<PictureSource> &sources, const Result<Recipe> &recipe,
                   const QPoint &globalPosition);
    void sayWhatItIs(const LoadedPicture &picture);
    void applyRecipe(const FoundRecipe &recipe);

    PicturesPanel *m_pictures;
    EditRecorder *m_edits;
    const NetworkCatalog &m_catalog;
    MessageBar *m_messages;
    QWidget *m_window;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
