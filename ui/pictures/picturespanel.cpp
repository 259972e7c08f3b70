#include "ui/pictures/picturespanel.h"

#include "ui/pictures/imagewell.h"
#include "ui/pictures/recentfiles.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"
#include "ui/pictures/wellcolors.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"
#include "ui/regions/regioncolors.h"
#include "ui/widgets/elidedlabel.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace gramarye {

namespace {

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QWidget *section(const QString &title, QWidget *content)
{
    auto *widget = new QWidget;
    widget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(heading(title));
    layout->addWidget(content);
    return widget;
}

QString contentInvitation()
{
    return PicturesPanel::tr("Drop the content picture here,\nor click");
}

/// Nothing to be seen, as large as masks of it are.
LoadedPicture blankSheet(QSize canvas)
{
    QImage image(maskSize(canvas), QImage::Format_RGB32);
    image.fill(Qt::gray);
    return {unfiledPicture(image, {}), PicturePyramid(image), {}};
}

} // namespace

PicturesPanel::PicturesPanel(QWidget *parent)
    : QWidget(parent),
      m_content(new ImageWell(tr("Content picture"), contentInvitation())),
      m_contentName(new ElidedLabel),
      m_strength(new RegionButton(RegionKind::Strength)),
      m_styles(new StyleList),
      m_start(new ImageWell(tr("Picture to start from"),
                            tr("Drop the picture to start from here,\nor click"))),
      m_startSection(section(tr("Start"), m_start)),
      m_colors(new WellColors(m_content, m_styles, this))
{
    m_content->setFixedHeight(170);
    m_content->setReadingSide(shownSide);
    m_contentName->setForegroundRole(QPalette::PlaceholderText);
    m_contentName->setAlignment(Qt::AlignHCenter);
    m_strength->setAccessibleName(tr("What stays as it is"));
    m_strength->setColor(strengthColor());
    m_start->setFixedHeight(110);
    m_startSection->hide();

    setMinimumWidth(210);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(section(tr("Content"), m_content));
    layout->addWidget(m_contentName);
    layout->addWidget(m_strength, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(section(tr("Styles"), m_styles));
    layout->addSpacing(8);
    layout->addWidget(m_startSection);
    layout->addStretch();

    connect(m_content, &ImageWell::pictureChanged, this, &PicturesPanel::fitRegions);
    connectWell(m_content); // after that: it is one change
    connectWell(m_start);
    connect(m_content, &ImageWell::pictureChanged, this, &PicturesPanel::contentLoaded);
    connect(m_content, &ImageWell::moreOffered, m_styles, &StyleList::addAll);
    connect(this, &PicturesPanel::picturesChanged, this, &PicturesPanel::rememberFiles);
    connect(m_styles, &StyleList::picturesChanged, this, &PicturesPanel::picturesChanged);
    connect(m_styles, &StyleList::regionRequested, this, &PicturesPanel::regionRequested);
    connect(m_strength, &RegionButton::maskChanged, this, &PicturesPanel::picturesChanged);
    connect(m_strength, &RegionButton::requested, this,
            [this](RegionRequest request) { Q_EMIT regionRequested(m_strength, request); });
    connect(m_styles, &StyleList::blendChanged, this, &PicturesPanel::blendChanged);
    connect(m_styles, &StyleList::loadingChanged, this, &PicturesPanel::loadingChanged);
    connect(m_styles, &StyleList::pictureRead, this, &PicturesPanel::pictureRead);
    connect(m_styles, &StyleList::refused, this, &PicturesPanel::refused);
    connect(m_styles, &StyleList::noted, this, &PicturesPanel::noted);
}

void PicturesPanel::setPictures(const LoadedPicture &content,
                                const std::vector<StyleOf<LoadedPicture>> &styles,
                                const LoadedPicture &start, const LoadedPicture &strength)
{
    const QSignalBlocker blocker(this);
    m_content->exchangePicture(content);
    m_styles->setStyles(styles);
    m_start->exchangePicture(start);
    m_strength->setMask(strength);
}

std::vector<RegionButton *> PicturesPanel::regions() const
{
    std::vector<RegionButton *> regions{m_strength};
    for (const StyleRow *row : m_styles->rows())
        regions.push_back(row->region());
    return regions;
}

LoadedPicture PicturesPanel::maskedBy(const RegionButton *mask) const
{
    const std::vector<RegionButton *> all = regions();
    if (std::find(all.begin(), all.end(), mask) != all.end())
        return m_content->isEmpty() && mask != m_strength ? m_sheet : m_content->picture();
    for (const StyleRow *row : m_styles->rows()) {
        if (row->details()->part() == mask)
            return row->well()->picture();
    }
    return {};
}

// What was painted on another picture stays only where it fits.
void PicturesPanel::fitRegions()
{
    const QSize content = m_content->picture().pyramid.size();
    if (content.isEmpty())
        return;
    m_styles->fitRegions(content);
    if (!isMaskOf(m_strength->mask().picture.image.size(), content))
        m_strength->setMask({});
}

bool PicturesPanel::isLoading() const
{
    return m_content->isLoading() || m_styles->isLoading() || m_start->isLoading();
}

void PicturesPanel::setCanvas(QSize canvas)
{
    if (canvas == m_canvas)
        return;
    m_canvas = canvas;
    m_sheet = canvas.isEmpty() ? LoadedPicture() : blankSheet(canvas);
    m_strength->setEnabled(canvas.isEmpty());
}

void PicturesPanel::showTexture(QSize size)
{
    m_content->setInvitation(size.isEmpty()
                                 ? contentInvitation()
                                 : tr("Texture, %1 × %2 px.\nA content picture\ntakes its place.")
                                       .arg(size.width())
                                       .arg(size.height()));
}

void PicturesPanel::showStart(bool shown)
{
    m_startSection->setVisible(shown);
}

void PicturesPanel::showColors(Colors colors, int background)
{
    m_colors->show(colors, background);
}

void PicturesPanel::connectWell(ImageWell *well)
{
    connect(well, &ImageWell::pictureChanged, this, &PicturesPanel::picturesChanged);
    connect(well, &ImageWell::loadingChanged, this, &PicturesPanel::loadingChanged);
    connect(well, &ImageWell::pictureRead, this, &PicturesPanel::pictureRead);
    connect(well, &ImageWell::refused, this, &PicturesPanel::refused);
    connect(well, &ImageWell::folderOffered, this, [this](const OfferedFolder &folder) {
        Q_EMIT noted(folder.pictures.isEmpty() ? noPicturesText(folder.path)
                                               : choosePictureText(folder));
    });
    connect(well, &ImageWell::wellDropped, well,
            [well](const ImageWell *other) { well->setPicture(other->picture()); });
}

void PicturesPanel::contentLoaded()
{
    m_contentName->setText(m_content->picture().name());
    Q_EMIT contentChanged();
}

// Only what is new: removing one style does not make the others recent.
void PicturesPanel::rememberFiles()
{
    const QString content = m_content->picture().picture.ref.path;
    if (content != std::exchange(m_contentFile, content))
        RecentFiles(QStringLiteral("content")).add(content);
    QStringList styles;
    for (const StyleOf<LoadedPicture> &style : m_styles->styles())
        styles << style.picture.picture.ref.path;
    for (const QString &style : styles) {
        if (!m_styleFiles.contains(style))
            RecentFiles(QStringLiteral("styles")).add(style);
    }
    m_styleFiles = styles;
}

} // namespace gramarye
