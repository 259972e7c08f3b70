#pragma once

#include "core/model/layer.h"
#include "ui/pictures/pictureloader.h"
#include "ui/widgets/elidedbutton.h"

#include <map>

namespace gramarye {

class LayerSliders;
class NumberControl;
class RegionButton;

/// What can be set for one style alone, besides its weight and region: which part of its picture
/// counts, how large its strokes are, and how much it counts at each layer. Opens beside itself.
class StyleDetails : public ElidedButton
{
    Q_OBJECT

public:
    explicit StyleDetails(QWidget *parent = nullptr);

    /// Those that have a slider, with an artist's word for each.
    void setLayers(const std::map<Layer, QString> &layers);

    /// Shows these without a signal.
    void setDetails(double scale, const LayerFactors &layers);

    double scale() const { return m_scale; }
    const LayerFactors &layers() const { return m_layers; } ///< those that are not 1

    /// Which part of its picture is the style.
    RegionButton *part() const { return m_part; }

    /// The same without a signal.
    void setPart(const LoadedPicture &mask);

    NumberControl *scaleControl() const { return m_scaleControl; }
    LayerSliders *layerSliders() const { return m_sliders; }

Q_SIGNALS:
    void edited(); ///< scale or layers
    void partChanged();

private:
    void makePanel();
    void showDetails();
    void layerEdited(Layer layer, double factor);

    RegionButton *m_part;
    NumberControl *m_scaleControl;
    LayerSliders *m_sliders;
    double m_scale = 1;
    LayerFactors m_layers;
};

} // namespace gramarye
