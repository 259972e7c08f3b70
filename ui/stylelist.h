#pragma once

#include "core/error.h"
#include "ui/picturesource.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace gramarye {

class ImageWell;
class StyleRow;

/// The style pictures with their weights, and an empty well that adds another.
class StyleList : public QWidget
{
    Q_OBJECT

public:
    explicit StyleList(QWidget *parent = nullptr);

    /// Reads a picture into a row of its own; the row goes away again where that fails.
    void add(const PictureSource &source, double weight = 1);

    void addAll(const std::vector<PictureSource> &sources);
    void clear();

    const std::vector<StyleRow *> &rows() const { return m_rows; }
    ImageWell *adder() const { return m_adder; }
    bool isLoading() const;

    /// The pictures that are there, and a weight for each.
    std::vector<Picture> pictures() const;
    std::vector<QImage> images() const;
    std::vector<double> blend() const;

Q_SIGNALS:
    void picturesChanged();
    void blendChanged();
    void loadingChanged();
    void refused(const gramarye::Error &error);

private:
    StyleRow *appendRow(double weight);
    void remove(StyleRow *row);
    void rowChanged(StyleRow *row);
    void rowRefused(StyleRow *row, const Error &error);
    void adopt();
    void updateShares();

    std::vector<StyleRow *> m_rows; ///< as shown; owned by this widget
    QVBoxLayout *m_rowLayout;
    ImageWell *m_adder;
};

} // namespace gramarye
