#include "ui/regions/regionactions.h"

#include "core/pictures/imagewriter.h"
#include "core/transfer/regions.h"
#include "ui/edits/editrecorder.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/regions/colormasks.h"
#include "ui/regions/regioncontroller.h"
#include "ui/text/errortext.h"
#include "ui/text/masktext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rememberedfolder.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

const QString folderKind = QStringLiteral("masks");

} // namespace

RegionActions::RegionActions(PicturesPanel *pictures, EditRecorder *edits,
                             RegionController *controller, MessageBar *messages, QWidget *window)
    : QObject(window),
      m_pictures(pictures),
      m_controller(controller),
      m_messages(messages),
      m_window(window)
{
    connect(pictures, &PicturesPanel::regionRequested, this, &RegionActions::handle);
    connect(pictures, &PicturesPanel::picturesChanged, this, &RegionActions::finishWithSubject);
    connect(edits, &EditRecorder::stateShown, this, &RegionActions::follow);
    connect(controller, &RegionController::maskEdited, this, &RegionActions::takePainted);
    connect(controller, &RegionController::maskChanged, this, [this](const QImage &painted) {
        if (m_painted)
            Q_EMIT maskMoved(m_painted, m_painted->maskOf(painted));
    });
    connect(controller, &RegionController::finished, this, [this] { m_painted = nullptr; });
}

void RegionActions::handle(RegionButton *button, RegionRequest request)
{
    if (m_pictures->maskedBy(button).isNull()) {
        const bool isOfStyle = button->kind() == RegionKind::Part;
        return m_messages->showError(
            {isOfStyle ? ErrorCode::NoStyle : ErrorCode::NoContent, {}, {}});
    }
    switch (request) {
    case RegionRequest::Paint:
        return paint(button);
    case RegionRequest::Import:
        return askForImport(button);
    case RegionRequest::Export:
        return askForExport(button);
    }
}

// Painting

void RegionActions::paint(RegionButton *button)
{
    const LoadedPicture picture = m_pictures->maskedBy(button);
    const bool isOfStyle = button->kind() == RegionKind::Part;
    m_controller->edit(button->accessibleName(), button->color(), picture.pyramid,
                       button->painted(), isOfStyle ? MaskGround::Itself : MaskGround::BeingMade);
    m_painted = button;
    m_name = button->accessibleName();
    m_picture = picture;
    m_mask = button->mask();
}

void RegionActions::takePainted(const QImage &painted)
{
    if (!m_painted)
        return;
    m_painted->changePainted(painted);
    m_mask = m_painted->mask();
}

/// A mask is painted no longer than whose it is is there, and the picture that it is of.
void RegionActions::finishWithSubject()
{
    if (!m_controller->isEditing())
        return;
    const LoadedPicture picture = m_pictures->maskedBy(m_painted);
    if (picture.isNull() || picture != m_picture || m_painted->accessibleName() != m_name)
        m_controller->finish();
}

void RegionActions::follow()
{
    finishWithSubject();
    if (!m_painted || m_painted->mask() == m_mask)
        return;
    m_mask = m_painted->mask();
    m_controller->setMask(m_painted->painted());
}

// Files

void RegionActions::askForImport(RegionButton *button)
{
    askForFile(m_window, {folderKind, tr("Import mask"), pictureFileFilter()},
               [this, target = QPointer(button)](const QString &path) {
                   if (target)
                       importMask(target, path);
               });
}

void RegionActions::importMask(RegionButton *button, const QString &path, CutPictures cut)
{
    m_controller->finish(); // another mask takes its place
    const QSize size = maskSize(m_pictures->maskedBy(button).pyramid.size());
    const bool mayBeSeveral = button->kind() == RegionKind::Region;
    m_queue.run(
        this,
        [path, size, mayBeSeveral, cut]() -> Result<ImportedMasks> {
            const auto picture = readPicture(path, cut);
            if (!picture)
                return picture.error();
            return ImportedMasks{QFileInfo(path).fileName(), picture->image.size(),
                                 mayBeSeveral
                                     ? masksOfColors(picture->image, size)
                                     : std::vector<QImage>{maskOfPicture(picture->image, size)}};
        },
        [this, path, target = QPointer(button)](const Result<ImportedMasks> &masks) {
            if (masks && target)
                takeMasks(target, *masks);
            else if (!masks && masks.error().code == ErrorCode::PictureCutShort)
                offerPart(m_window, masks.error(), [this, path, target](bool isWanted) {
                    if (isWanted && target)
                        importMask(target, path, CutPictures::Accept);
                });
            else if (!masks)
                m_messages->showError(masks.error());
        });
}

void RegionActions::takeMasks(RegionButton *button, const ImportedMasks &imported)
{
    m_controller->finish(); // or it would go on with what was there before
    const std::vector<QImage> &masks = imported.masks;
    QStringList notes;
    const LoadedPicture picture = m_pictures->maskedBy(button);
    if (picture.isNull() || !isMaskOf(masks.front().size(), picture.pyramid.size()))
        return; // another picture has come meanwhile
    if (hasOtherShape(imported.size, picture.pyramid.size()))
        notes << stretchedText(imported.name, picture.name());
    if (masks.size() == 1) {
        button->changeMask(paintedPicture(masks.front()));
        if (isBlank(masks.front()))
            notes << tr("“%1” is black all over.").arg(imported.name);
    } else {
        std::vector<LoadedPicture> regions;
        std::transform(masks.begin(), masks.end(), std::back_inserter(regions), paintedPicture);
        const int taken = int(m_pictures->styles()->changeRegions(button, regions));
        const int count = int(masks.size());
        notes << (taken == count
                      ? tr("“%1” has %2 colours: so many styles got their regions.")
                            .arg(imported.name)
                            .arg(count)
                      : tr("“%1” has %2 colours: %3 of them, from the lightest on, are the styles' "
                           "regions.")
                            .arg(imported.name)
                            .arg(count)
                            .arg(taken));
    }
    if (notes.isEmpty())
        m_messages->hide(); // what was said of another mask
    else
        m_messages->showInformation(notes.join(u' '));
}

void RegionActions::askForExport(RegionButton *button)
{
    askWhereToSave(m_window, {folderKind, tr("Export mask"), tr("PNG pictures (*.png)")},
                   button->accessibleName() + QStringLiteral(".png"),
                   [this, target = QPointer(button)](const QString &path) {
                       if (target)
                           exportMask(target, path);
                   });
}

void RegionActions::exportMask(const RegionButton *button, const QString &path)
{
    m_queue.run(
        this, [mask = button->mask().picture.image, path] { return writePictureOver(mask, path); },
        [this, path](const Result<bool> &isReplaced) {
            if (isReplaced)
                m_messages->showInformation(writtenText(
                    tr("Exported “%1”.").arg(QDir::toNativeSeparators(path)), path, *isReplaced));
            else
                m_messages->showError(isReplaced.error());
        });
}

} // namespace gramarye
