#include "ui/pictures/styledetails.h"

#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/regions/regionbutton.h"

#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QWidgetAction>

namespace gramarye {

namespace {

ParameterSpec scaleSpec()
{
    ParameterSpec spec;
    spec.minimum = StyleScaleRange::minimum;
    spec.maximum = StyleScaleRange::maximum;
    spec.sliderMinimum = spec.minimum;
    spec.sliderMaximum = spec.maximum;
    spec.step = 0.05;
    spec.decimals = 2;
    spec.logarithmic = true;
    return spec;
}

} // namespace

StyleDetails::StyleDetails(QWidget *parent)
    : ElidedButton(parent),
      m_part(new RegionButton(RegionKind::Part)),
      m_scaleControl(new NumberControl(scaleSpec(), tr("Scale of this style"))),
      m_sliders(new LayerSliders)
{
    setPopupMode(InstantPopup);
    setAutoRaise(true); // as the region's above it
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setToolTip(tr("How large this style's strokes are, and what of it is taken: a part of its "
                  "picture, its forms, or its grain"));
    m_scaleControl->setDefaultValue(1);
    m_scaleControl->setToolTip(tr("How large its strokes are beside the picture; while it is "
                                  "painted, from its next size on."));
    connect(m_scaleControl, &ParameterControl::edited, this, [this](double scale) {
        m_scale = scale;
        showDetails();
        Q_EMIT edited();
    });
    connect(m_sliders, &LayerSliders::edited, this, &StyleDetails::layerEdited);
    connect(m_part, &RegionButton::maskChanged, this, [this] {
        showDetails();
        Q_EMIT partChanged();
    });
    makePanel();
    setDetails(1, {});
}

void StyleDetails::makePanel()
{
    auto *panel = new QWidget;
    panel->setMinimumWidth(360);
    auto *layout = new QVBoxLayout(panel);
    auto *form = new QFormLayout;
    form->addRow(tr("Picture"), m_part);
    form->addRow(tr("Scale"), m_scaleControl);
    layout->addLayout(form);
    auto *heading = new QLabel(tr("How much of this style is taken at each layer"));
    heading->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(heading);
    layout->addWidget(m_sliders);
    auto *menu = new QMenu(this);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    setMenu(menu);
    // What is asked for comes up beside the panel, or is done on the canvas. A panel that closes
    // beneath another menu does not notice that the pointer has left.
    connect(m_part, &RegionButton::requested, this, [this, menu] {
        menu->close();
        setAttribute(Qt::WA_UnderMouse, false);
        update();
    });
}

void StyleDetails::setPart(const LoadedPicture &mask)
{
    m_part->setMask(mask);
    showDetails();
}

void StyleDetails::setLayers(const std::map<Layer, QString> &layers)
{
    LayerWeights ones{};
    ones.fill(1);
    m_sliders->setLayers(layers);
    m_sliders->setDefaults(ones);
    setDetails(m_scale, m_layers);
}

void StyleDetails::setDetails(double scale, const LayerFactors &layers)
{
    m_scale = scale;
    m_layers = layers;
    LayerWeights factors{};
    factors.fill(1);
    for (const auto &[layer, factor] : layers)
        factors[layerIndex(layer)] = factor;
    m_scaleControl->setValue(scale);
    m_sliders->setWeights(factors);
    showDetails();
}

void StyleDetails::showDetails()
{
    const bool isUsual = m_scale == 1 && m_layers.empty() && m_part->mask().isNull();
    QString text = tr("× %1", "a scale").arg(m_scale, 0, 'g', 3);
    if (!m_layers.empty())
        text += tr(", layers");
    if (!m_part->mask().isNull())
        text += tr(", a part", "of a style's picture");
    setText(isUsual ? tr("Scale, layers") : text);
}

void StyleDetails::layerEdited(Layer layer, double factor)
{
    if (factor == 1)
        m_layers.erase(layer);
    else
        m_layers[layer] = factor;
    showDetails();
    Q_EMIT edited();
}

} // namespace gramarye
