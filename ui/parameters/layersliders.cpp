#include "ui/parameters/layersliders.h"

#include "ui/parameters/numbercontrol.h"
#include "ui/text/catalogtext.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace gramarye {

namespace {

ParameterSpec weightSpec()
{
    ParameterSpec spec;
    spec.group = ParameterGroup::Layers;
    spec.minimum = LayerWeightRange::minimum;
    spec.maximum = LayerWeightRange::maximum;
    spec.sliderMaximum = LayerWeightRange::sliderMaximum;
    spec.step = LayerWeightRange::step;
    spec.decimals = 2;
    return spec;
}

} // namespace

LayerSliders::LayerSliders(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

void LayerSliders::setLayers(const std::map<Layer, QString> &layers)
{
    if (layers == m_offered)
        return;
    m_offered = layers;
    m_controls.clear();
    delete layout()->takeAt(0);
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));

    m_layout = new QGridLayout;
    m_layout->setColumnStretch(2, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(m_layout);
    for (const auto &[layer, word] : m_offered)
        addRow(layer, word);
}

void LayerSliders::addRow(Layer layer, const QString &word)
{
    auto *label = new QLabel(catalogText(word));
    auto *name = new QLabel(layerName(layer));
    name->setForegroundRole(QPalette::PlaceholderText);
    auto *control = new NumberControl(weightSpec(), tr("%1 (%2)").arg(label->text(), name->text()));
    control->setToolTip(
        tr("How much this layer of the network (%1) counts; 0 leaves it out.").arg(name->text()));
    connect(control, &ParameterControl::edited, this,
            [this, layer](double weight) { Q_EMIT edited(layer, weight); });
    m_controls[layer] = control;

    const int row = m_layout->rowCount();
    m_layout->addWidget(label, row, 0);
    m_layout->addWidget(name, row, 1);
    m_layout->addWidget(control, row, 2);
}

void LayerSliders::setWeights(const LayerWeights &weights)
{
    for (const auto &[layer, control] : m_controls)
        control->setValue(weights[layerIndex(layer)]);
}

void LayerSliders::setDefaults(const LayerWeights &weights)
{
    for (const auto &[layer, control] : m_controls)
        control->setDefaultValue(weights[layerIndex(layer)]);
}

NumberControl *LayerSliders::control(Layer layer) const
{
    const auto found = m_controls.find(layer);
    return found == m_controls.end() ? nullptr : found->second;
}

} // namespace gramarye
