#include "ui/pictures/stylelist.h"

#include "ui/pictures/imagewell.h"
#include "ui/pictures/styledetails.h"
#include "ui/pictures/stylerow.h"
#include "ui/regions/mask.h"
#include "ui/regions/regionbutton.h"
#include "ui/regions/regioncolors.h"

#include <QAction>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gramarye {

namespace {

/// Whole percents for @p weights that are a hundred together: what rounding down leaves over goes
/// to those that lost most by it. All 0 where the weights are.
std::vector<int> percents(const std::vector<double> &weights)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<int> result(weights.size());
    if (sum <= 0)
        return result;
    std::vector<std::size_t> places(weights.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    const auto share = [&](std::size_t place) { return 100 * weights[place] / sum; };
    const auto lost = [&](std::size_t place) { return share(place) - std::floor(share(place)); };
    for (const std::size_t place : places)
        result[place] = int(std::floor(share(place)));
    std::stable_sort(places.begin(), places.end(),
                     [&](std::size_t a, std::size_t b) { return lost(a) > lost(b); });
    const int left = 100 - std::accumulate(result.begin(), result.end(), 0);
    for (int i = 0; i < left; ++i)
        ++result[places[std::size_t(i)]];
    return result;
}

} // namespace

StyleList::StyleList(QWidget *parent)
    : QWidget(parent),
      m_rowLayout(new QVBoxLayout),
      m_adder(new ImageWell(tr("Add a style picture"), tr("Drop a style picture here,\nor click")))
{
    m_adder->setFixedHeight(std::max(64, 4 * fontMetrics().height()));
    connect(m_adder, &ImageWell::pictureChanged, this, &StyleList::adopt);
    connect(m_adder, &ImageWell::moreOffered, this, &StyleList::addAll);
    connect(m_adder, &ImageWell::refused, this, &StyleList::refused);
    connect(m_adder, &ImageWell::folderOffered, this, &StyleList::addFolder);
    connect(m_adder, &ImageWell::loadingChanged, this, &StyleList::loadingChanged);
    connect(m_adder, &ImageWell::pictureRead, this, &StyleList::pictureRead);
    connect(m_adder, &ImageWell::wellDropped, this, &StyleList::appendWell);

    connect(this, &StyleList::picturesChanged, this, &StyleList::showRest);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_rowLayout);
    layout->addWidget(m_adder);
}

void StyleList::add(const PictureSource &source, double weight)
{
    appendRow(weight)->well()->load(source);
}

void StyleList::addAll(const std::vector<PictureSource> &sources)
{
    for (const PictureSource &source : sources)
        add(source);
}

void StyleList::addFolder(const OfferedFolder &folder)
{
    for (const QString &picture : folder.pictures.mid(0, mostOfFolder))
        add({picture, {}});
    if (folder.pictures.isEmpty())
        Q_EMIT noted(noPicturesText(folder.path));
    else if (folder.pictures.size() > mostOfFolder)
        Q_EMIT noted(firstPicturesText(folder, mostOfFolder));
}

void StyleList::clear()
{
    shorten(0);
}

/// To @p count rows at most.
void StyleList::shorten(std::size_t count)
{
    while (m_rows.size() > count) {
        StyleRow *row = m_rows.back();
        row->well()->clear();
        if (!m_rows.empty() && m_rows.back() == row)
            remove(row); // it has no picture yet: somebody is asked about it
    }
}

void StyleList::setStyles(const std::vector<StyleOf<LoadedPicture>> &styles)
{
    const QSignalBlocker blocker(this);
    m_adder->clear();
    shorten(styles.size());
    while (m_rows.size() < styles.size())
        appendRow(1);
    std::vector<double> weights;
    for (std::size_t i = 0; i < styles.size(); ++i) {
        m_rows[i]->exchangeStyle(styles[i]);
        weights.push_back(styles[i].weight);
    }
    setBlend(weights);
    showRest();
}

void StyleList::setBlend(const std::vector<double> &weights)
{
    double largest = 1;
    for (const double weight : weights)
        largest = std::max(largest, weight);
    std::size_t place = 0;
    for (StyleRow *row : m_rows) {
        if (row->well()->isEmpty())
            continue; // it is being read
        row->setWeight((place < weights.size() ? weights[place] : 1) / largest);
        ++place;
    }
    updateShares();
}

std::size_t StyleList::changeRegions(const RegionButton *first,
                                     const std::vector<LoadedPicture> &masks)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [first](const StyleRow *candidate) {
        return candidate->region() == first;
    });
    if (row == m_rows.end())
        return 0;
    const auto place = std::size_t(row - m_rows.begin());
    const std::size_t count = std::min(masks.size(), m_rows.size());
    for (std::size_t i = 0; i < count; ++i)
        m_rows[(place + i) % m_rows.size()]->region()->setMask(masks[i]);
    Q_EMIT picturesChanged();
    return count;
}

void StyleList::fitRegions(QSize content)
{
    for (const StyleRow *row : m_rows) {
        if (!isMaskOf(row->region()->mask().picture.image.size(), content))
            row->region()->setMask({});
    }
}

/// Where some styles have regions the others take the rest.
void StyleList::showRest()
{
    const auto hasRegion = [](const StyleRow *row) { return !row->region()->mask().isNull(); };
    const auto count = std::count_if(m_rows.begin(), m_rows.end(), hasRegion);
    for (const StyleRow *row : m_rows)
        row->region()->setBesideOthers(count > (hasRegion(row) ? 1 : 0));
}

bool StyleList::isLoading() const
{
    return m_adder->isLoading()
           || std::any_of(m_rows.begin(), m_rows.end(),
                          [](const StyleRow *row) { return row->well()->isLoading(); });
}

void StyleList::setLayers(const std::map<Layer, QString> &layers)
{
    if (layers == m_layers)
        return;
    m_layers = layers;
    for (const StyleRow *row : m_rows)
        row->details()->setLayers(layers);
}

std::vector<StyleOf<LoadedPicture>> StyleList::styles() const
{
    std::vector<StyleOf<LoadedPicture>> styles;
    for (const StyleRow *row : m_rows) {
        if (!row->well()->isEmpty())
            styles.push_back(row->style());
    }
    return styles;
}

std::vector<double> StyleList::blend() const
{
    std::vector<double> blend;
    for (const StyleOf<LoadedPicture> &style : styles())
        blend.push_back(style.weight);
    return blend;
}

StyleRow *StyleList::appendRow(double weight)
{
    auto *row = new StyleRow(weight);
    ImageWell *well = row->well();
    connect(row, &StyleRow::pictureChanged, this, [this, row] { rowChanged(row); });
    connect(row, &StyleRow::weightChanged, this, [this] {
        updateShares();
        Q_EMIT blendChanged();
    });
    connect(row, &StyleRow::regionChanged, this, &StyleList::picturesChanged);
    for (RegionButton *mask : {row->region(), row->details()->part()})
        connect(mask, &RegionButton::requested, this,
                [this, mask](RegionRequest request) { Q_EMIT regionRequested(mask, request); });
    connect(well, &ImageWell::declined, this, [this, row] { removeIfEmpty(row); });
    connect(well, &ImageWell::refused, this,
            [this, row](const Error &error) { rowRefused(row, error); });
    connect(well, &ImageWell::moreOffered, this, &StyleList::addAll);
    connect(well, &ImageWell::folderOffered, this, [this, row](const OfferedFolder &folder) {
        removeIfEmpty(row);
        addFolder(folder);
    });
    connect(well, &ImageWell::loadingChanged, this, &StyleList::loadingChanged);
    connect(well, &ImageWell::pictureRead, this, &StyleList::pictureRead);
    connect(well, &ImageWell::wellDropped, this,
            [this, row](ImageWell *other) { takeWell(row, other); });
    connect(row->upAction(), &QAction::triggered, this,
            [this, row] { move(row, placeOf(row) - 1); });
    connect(row->downAction(), &QAction::triggered, this,
            [this, row] { move(row, placeOf(row) + 1); });
    connect(row, &StyleRow::detailsChanged, this, &StyleList::blendChanged);
    row->details()->setLayers(m_layers);
    m_rows.push_back(row);
    m_rowLayout->addWidget(row);
    rowsChanged();
    return row;
}

StyleRow *StyleList::rowOf(const ImageWell *well) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [well](const StyleRow *row) { return row->well() == well; });
    return found == m_rows.end() ? nullptr : *found;
}

std::size_t StyleList::placeOf(const StyleRow *row) const
{
    return std::size_t(std::find(m_rows.begin(), m_rows.end(), row) - m_rows.begin());
}

void StyleList::move(StyleRow *row, std::size_t to)
{
    const std::size_t from = placeOf(row);
    if (from == to || to >= m_rows.size())
        return;
    m_rows.erase(m_rows.begin() + std::ptrdiff_t(from));
    m_rows.insert(m_rows.begin() + std::ptrdiff_t(to), row);
    m_rowLayout->insertWidget(int(to), row);
    rowsChanged();
    Q_EMIT picturesChanged();
}

/// A style of this list goes to the place of @p row, any other picture into it.
void StyleList::takeWell(StyleRow *row, ImageWell *well)
{
    if (StyleRow *own = rowOf(well))
        move(own, placeOf(row));
    else
        row->well()->setPicture(well->picture());
}

void StyleList::appendWell(ImageWell *well)
{
    if (StyleRow *own = rowOf(well))
        move(own, m_rows.size() - 1);
    else
        appendRow(1)->well()->setPicture(well->picture());
}

/// What depends on which rows there are, in which order.
void StyleList::rowsChanged()
{
    updateShares();
    QWidget *before = focusBefore();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        StyleRow *row = m_rows[i];
        row->setMovable(i > 0, i + 1 < m_rows.size());
        if (before)
            setTabOrder(before, row->well());
        setTabOrder(row->well(), row->slider());
        setTabOrder(row->slider(), row->region());
        setTabOrder(row->region(), row->details());
        row->region()->setColor(regionColor(int(i)));
        row->details()->part()->setColor(regionColor(int(i)));
        before = row->details();
    }
    if (before)
        setTabOrder(before, m_adder);
}

/// What has the focus before it comes into this list; null where there is nothing else.
QWidget *StyleList::focusBefore() const
{
    QWidget *widget = m_adder->previousInFocusChain();
    while (widget != m_adder && (isAncestorOf(widget) || widget->focusPolicy() == Qt::NoFocus))
        widget = widget->previousInFocusChain();
    return widget == m_adder ? nullptr : widget;
}

void StyleList::remove(StyleRow *row)
{
    m_rows.erase(std::remove(m_rows.begin(), m_rows.end(), row), m_rows.end());
    row->hide();
    row->deleteLater(); // it may be the sender
    rowsChanged();
}

void StyleList::removeIfEmpty(StyleRow *row)
{
    if (row->well()->isEmpty())
        remove(row);
}

void StyleList::rowChanged(StyleRow *row)
{
    removeIfEmpty(row);
    Q_EMIT picturesChanged();
}

void StyleList::rowRefused(StyleRow *row, const Error &error)
{
    removeIfEmpty(row);
    Q_EMIT refused(error);
}

void StyleList::adopt()
{
    if (m_adder->isEmpty())
        return;
    const LoadedPicture picture = m_adder->picture();
    m_adder->clear();
    appendRow(1)->well()->setPicture(picture);
}

void StyleList::updateShares()
{
    std::vector<double> weights;
    for (const StyleRow *row : m_rows)
        weights.push_back(row->weight());
    const auto shares = percents(weights);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->showShare(shares[i], m_rows.size() > 1);
}

} // namespace gramarye
