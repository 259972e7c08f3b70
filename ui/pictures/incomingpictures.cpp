#include "ui/pictures/incomingpictures.h"

#include "core/documents/pictureexport.h"
#include "ui/edits/editrecorder.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/projects/foundrecipe.h"
#include "ui/text/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rememberedfolder.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

namespace gramarye {

IncomingPictures::IncomingPictures(PicturesPanel *pictures, EditRecorder *edits,
                                   const NetworkCatalog &catalog, MessageBar *messages,
                                   QWidget *window)
    : QObject(window),
      m_pictures(pictures),
      m_edits(edits),
      m_catalog(catalog),
      m_messages(messages),
      m_window(window)
{
    connect(m_pictures, &PicturesPanel::pictureRead, this, &IncomingPictures::sayWhatItIs);
    connect(m_pictures, &PicturesPanel::refused, m_messages, &MessageBar::showError);
    connect(m_pictures, &PicturesPanel::noted, m_messages, &MessageBar::showInformation);
}

void IncomingPictures::loadSamples()
{
    const QDir samples(QStringLiteral(":/samples"));
    m_pictures->content()->load({samples.filePath(QStringLiteral("lakeside.jpg")), {}});
    m_pictures->styles()->clear();
    double weight = 1;
    for (const char *name : {"styles/swirls.jpg", "styles/woodcut.jpg", "styles/glass.jpg"}) {
        m_pictures->styles()->add({samples.filePath(QLatin1String(name)), {}}, weight);
        weight = 0; // mixing is for the user to discover
    }
}

void IncomingPictures::openStyles()
{
    askForFiles(m_window,
                {QStringLiteral("pictures"), tr("Add style pictures"), pictureFileFilter()},
                [this](const QStringList &paths) {
                    for (const QString &path : paths)
                        m_pictures->styles()->add({path, {}});
                });
}

void IncomingPictures::paste(const QPoint &globalPosition)
{
    const QMimeData *data = QApplication::clipboard()->mimeData();
    if (!data || !offersPicture(*data))
        m_messages->showInformation(tr("There is no picture on the clipboard: copy one first."));
    else if (auto *well = qobject_cast<ImageWell *>(m_window->focusWidget()))
        well->paste();
    else
        offer(pictureSources(*data), globalPosition);
}

// A look at the file's beginning, off the GUI thread all the same: it may lie on a sleeping disk.
void IncomingPictures::offer(const std::vector<PictureSource> &sources,
                             const QPoint &globalPosition)
{
    if (sources.empty())
        return;
    runInBackground(
        this, [path = sources.front().path] { return readRecipe(path); },
        [this, sources, globalPosition](const Result<Recipe> &recipe) {
            offerUses(sources, recipe, globalPosition);
        });
}

void IncomingPictures::offerUses(const std::vector<PictureSource> &sources,
                                 const Result<Recipe> &recipe, const QPoint &globalPosition)
{
    if (!recipe
        && (recipe.error().code == ErrorCode::DocumentDamaged
            || recipe.error().code == ErrorCode::DocumentNewer))
        m_messages->showError(recipe.error()); // it is a picture all the same
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Use as content"), this,
                    [this, sources] { m_pictures->content()->take(sources); });
    menu->addAction(tr("Add as style"), this,
                    [this, sources] { m_pictures->styles()->addAll(sources); });
    if (recipe)
        menu->addAction(tr("Restore its recipe"), this,
                        [this, file = sources.front().path, recipe = recipe.value()] {
                            restoreRecipe(file, recipe);
                        });
    menu->popup(globalPosition);
}

// Of a picture that was taken for what a picture is, and is more.
void IncomingPictures::sayWhatItIs(const LoadedPicture &picture)
{
    if (picture.picture.count > 1)
        m_messages->showInformation(severalPicturesText(picture.name(), picture.picture.count));
    if (!picture.recipe)
        return;
    m_messages->showMessage(
        tr("“%1” carries its recipe.").arg(picture.name()), MessageBar::Kind::Information,
        {{tr("Restore its recipe"), [this, file = picture.picture.ref.path,
                                     recipe = *picture.recipe] { restoreRecipe(file, recipe); }}});
}

void IncomingPictures::restoreRecipe(const QString &file, const Recipe &recipe)
{
    m_queue.run(
        this,
        [&catalog = m_catalog, file, recipe, window = m_edits->state()] {
            return findRecipe(file, recipe, catalog, window);
        },
        [this](const Result<FoundRecipe> &found) {
            if (found)
                applyRecipe(*found);
            else
                m_messages->showError(found.error());
        });
}

void IncomingPictures::applyRecipe(const FoundRecipe &recipe)
{
    const EditState now = m_edits->state();
    const QStringList notes = recipe.notesOn(now);
    m_edits->apply(recipe.appliedTo(now), tr("Restore recipe"));
    const QStringList sentences{
        tr("Restored the recipe of “%1”.").arg(QFileInfo(recipe.file).fileName())};
    m_messages->showMessage((sentences + notes).join(u' '), notes.isEmpty()
                                                                ? MessageBar::Kind::Information
                                                                : MessageBar::Kind::Problem);
}

} // namespace gramarye
