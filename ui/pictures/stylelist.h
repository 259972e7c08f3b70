#pragma once

#include "core/base/error.h"
#include "ui/pictures/pictureloader.h"

#include <QWidget>

#include <map>
#include <vector>

class QVBoxLayout;

namespace gramarye {

class ImageWell;
class RegionButton;
class StyleRow;
enum class RegionRequest;

/// The style pictures with their weights and regions, and an empty well that adds another.
class StyleList : public QWidget
{
    Q_OBJECT

public:
    explicit StyleList(QWidget *parent = nullptr);

    /// Reads a picture into a row of its own; the row goes away again where that fails.
    void add(const PictureSource &source, double weight = 1);

    void addAll(const std::vector<PictureSource> &sources);

    /// Adds the pictures of a folder: as many as one blends, and not hundreds of a collection.
    void addFolder(const OfferedFolder &folder);
    static constexpr int mostOfFolder = 8;

    /// Moves @p row to the place @p to among the others, which make room.
    void move(StyleRow *row, std::size_t to);
    void clear();

    /// Shows @p styles, in this order and without a signal, in place of those that are there and
    /// those that are being read.
    void setStyles(const std::vector<StyleOf<LoadedPicture>> &styles);

    /// Shows @p weights, one for each of styles(), without a signal; missing ones count 1. Where
    /// one is above 1 all are made smaller, which changes no share.
    void setBlend(const std::vector<double> &weights);

    /// Gives @p masks to the styles as their regions: the first to that of @p first, the others to
    /// those that follow, and on from the top. As one edit. Returns how many there were styles for.
    std::size_t changeRegions(const RegionButton *first, const std::vector<LoadedPicture> &masks);

    /// Takes away regions that were painted on a picture of another shape than @p content, without
    /// a signal.
    void fitRegions(QSize content);

    const std::vector<StyleRow *> &rows() const { return m_rows; }
    ImageWell *adder() const { return m_adder; }
    bool isLoading() const;

    /// The layers for which a style can have a factor of its own, with an artist's word for each.
    void setLayers(const std::map<Layer, QString> &layers);

    /// The pictures that are there, with what is set for each.
    std::vector<StyleOf<LoadedPicture>> styles() const;
    std::vector<double> blend() const; ///< their weights

Q_SIGNALS:
    void picturesChanged();
    void blendChanged(); ///< or scales, or layers' factors
    void loadingChanged();
    void pictureRead(const gramarye::LoadedPicture &picture);
    void refused(const gramarye::Error &error);

    /// What a person should know about what was taken, in one sentence.
    void noted(const QString &sentence);
    void regionRequested(gramarye::RegionButton *button, gramarye::RegionRequest request);

private:
    StyleRow *appendRow(double weight);
    StyleRow *rowOf(const ImageWell *well) const;
    std::size_t placeOf(const StyleRow *row) const;
    void takeWell(StyleRow *row, ImageWell *well);
    void appendWell(ImageWell *well);
    void rowsChanged();
    QWidget *focusBefore() const;
    void remove(StyleRow *row);
    void removeIfEmpty(StyleRow *row);
    void shorten(std::size_t count);
    void rowChanged(StyleRow *row);
    void rowRefused(StyleRow *row, const Error &error);
    void adopt();
    void updateShares();
    void showRest();

    std::vector<StyleRow *> m_rows;
    std::map<Layer, QString> m_layers; ///< as shown; owned by this widget
    QVBoxLayout *m_rowLayout;
    ImageWell *m_adder;
};

} // namespace gramarye
