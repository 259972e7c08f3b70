#include "ui/stylelist.h"

#include "ui/imagewell.h"
#include "ui/stylerow.h"

#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace gramarye {

StyleList::StyleList(QWidget *parent)
    : QWidget(parent),
      m_rowLayout(new QVBoxLayout),
      m_adder(new ImageWell(tr("Add a style picture"), tr("Drop a style picture here,\nor click")))
{
    m_adder->setFixedHeight(64);
    connect(m_adder, &ImageWell::pictureChanged, this, &StyleList::adopt);
    connect(m_adder, &ImageWell::moreOffered, this, &StyleList::addAll);
    connect(m_adder, &ImageWell::refused, this, &StyleList::refused);
    connect(m_adder, &ImageWell::loadingChanged, this, &StyleList::loadingChanged);

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

void StyleList::clear()
{
    while (!m_rows.empty())
        m_rows.back()->well()->clear();
}

bool StyleList::isLoading() const
{
    return m_adder->isLoading()
           || std::any_of(m_rows.begin(), m_rows.end(),
                          [](const StyleRow *row) { return row->well()->isLoading(); });
}

std::vector<Picture> StyleList::pictures() const
{
    std::vector<Picture> pictures;
    for (const StyleRow *row : m_rows) {
        if (!row->well()->isEmpty())
            pictures.push_back(row->well()->picture().picture);
    }
    return pictures;
}

std::vector<QImage> StyleList::images() const
{
    std::vector<QImage> images;
    for (const Picture &picture : pictures())
        images.push_back(picture.image);
    return images;
}

std::vector<double> StyleList::blend() const
{
    std::vector<double> blend;
    for (const StyleRow *row : m_rows) {
        if (!row->well()->isEmpty())
            blend.push_back(row->weight());
    }
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
    connect(well, &ImageWell::refused, this,
            [this, row](const Error &error) { rowRefused(row, error); });
    connect(well, &ImageWell::moreOffered, this, &StyleList::addAll);
    connect(well, &ImageWell::loadingChanged, this, &StyleList::loadingChanged);
    m_rows.push_back(row);
    m_rowLayout->addWidget(row);
    updateShares();
    return row;
}

void StyleList::remove(StyleRow *row)
{
    m_rows.erase(std::remove(m_rows.begin(), m_rows.end(), row), m_rows.end());
    row->hide();
    row->deleteLater(); // it may be the sender
}

void StyleList::rowChanged(StyleRow *row)
{
    if (row->well()->isEmpty())
        remove(row);
    updateShares();
    Q_EMIT picturesChanged();
}

void StyleList::rowRefused(StyleRow *row, const Error &error)
{
    if (row->well()->isEmpty())
        remove(row);
    updateShares();
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
    const double sum =
        std::accumulate(m_rows.begin(), m_rows.end(), 0.0,
                        [](double s, const StyleRow *row) { return s + row->weight(); });
    for (StyleRow *row : m_rows)
        row->showShare(sum > 0 ? row->weight() / sum : 0, m_rows.size() > 1);
}

} // namespace gramarye
