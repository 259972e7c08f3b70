#include "ui/parameters/parameterpanel.h"

#include "ui/parameters/layersliders.h"
#include "ui/parameters/numbercontrol.h"
#include "ui/parameters/parametercontrol.h"
#include "ui/parameters/ratiocontrol.h"
#include "ui/settings/settings.h"
#include "ui/widgets/foldsection.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QVBoxLayout>

namespace gramarye {

namespace {

// What a box says in place of a 0 that means something of its own.
QString minimumText(const QString &key)
{
    if (key == QLatin1String("size"))
        return ParameterPanel::tr("as content", "size of the result");
    if (key == QLatin1String("threads"))
        return ParameterPanel::tr("all cores", "number of threads");
    return {};
}

QString helpText(const ParameterSpec &spec)
{
    const QString help = parameterText(spec.help);
    const QString term = parameterText(spec.term);
    return term.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, term);
}

QGroupBox *groupBox(const QString &title, QWidget *content)
{
    auto *box = new QGroupBox(title);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(content);
    return box;
}

} // namespace

ParameterPanel::ParameterPanel(const NetworkInfo &network, QWidget *parent)
    : QWidget(parent),
      m_network(network),
      m_parameters(Settings().personalized(
          StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network))),
      m_layers(new LayerSliders)
{
    m_advanced =
        new FoldSection(tr("Advanced"), makeForm(ParameterGroup::Advanced, tr("Advanced")));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(groupBox(tr("Balance"), makeControl(parameterSpec(QStringLiteral("ratio")))));
    layout->addWidget(groupBox(tr("Style layers"), m_layers));
    layout->addWidget(groupBox(tr("Output"), makeForm(ParameterGroup::Output, tr("Output"))));
    layout->addWidget(m_advanced);
    layout->addStretch();
    connect(m_layers, &LayerSliders::edited, this, [this](Layer layer, double weight) {
        m_parameters.layerWeights[layerIndex(layer)] = weight;
        Q_EMIT parametersChanged(m_parameters);
    });
    showParameters();
}

StyleParameters ParameterPanel::defaults() const
{
    return Settings().personalized(StyleParameters::defaults(
        m_parameters.method, m_parameters.optimizer, m_network, m_parameters.styleLoss));
}

QWidget *ParameterPanel::makeForm(ParameterGroup group, const QString &title)
{
    auto *widget = new QWidget;
    widget->setAccessibleName(title);
    auto *form = new QFormLayout(widget);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.group == group)
            addToForm(form, spec);
    }
    return widget;
}

void ParameterPanel::addToForm(QFormLayout *form, const ParameterSpec &spec)
{
    auto *label = new QLabel(parameterText(spec.label));
    label->setToolTip(helpText(spec));
    form->addRow(label, makeControl(spec));
}

ParameterControl *ParameterPanel::makeControl(const ParameterSpec &spec)
{
    ParameterControl *control = nullptr;
    if (spec.key == QLatin1String("ratio")) {
        control = new RatioControl(spec);
    } else if (spec.kind == ParameterKind::Choice) {
        control = new ChoiceControl(spec);
    } else if (spec.kind == ParameterKind::Color) {
        control = new ColorControl(spec);
    } else {
        auto *number = new NumberControl(spec, parameterText(spec.label));
        number->setMinimumText(minimumText(spec.key));
        control = number;
    }
    control->setToolTip(helpText(spec));
    connect(control, &ParameterControl::edited, this,
            [this, &spec](double value) { take(spec, value); });
    m_controls[spec.key] = control;
    return control;
}

void ParameterPanel::take(const ParameterSpec &spec, double value)
{
    StyleParameters next = m_parameters;
    spec.set(next, value);
    if (next.method != m_parameters.method || next.optimizer != m_parameters.optimizer)
        return rebase(next.method, next.optimizer, m_network);
    if (next.styleLoss != m_parameters.styleLoss)
        setParameters(m_parameters.rebased(next.styleLoss, m_network));
    else
        m_parameters = next;
    Q_EMIT parametersChanged(m_parameters);
}

void ParameterPanel::setParameters(const StyleParameters &parameters)
{
    m_parameters = parameters;
    showParameters();
}

void ParameterPanel::setParameters(const StyleParameters &parameters, const NetworkInfo &network)
{
    m_network = network;
    setParameters(parameters);
}

void ParameterPanel::chooseMethod(Method method)
{
    if (method != m_parameters.method)
        rebase(method, m_parameters.optimizer, m_network);
}

void ParameterPanel::resetAll()
{
    setParameters(defaults());
    Q_EMIT parametersChanged(m_parameters);
}

void ParameterPanel::rebase(Method method, OptimizerKind optimizer, const NetworkInfo &network)
{
    const NetworkInfo before = std::exchange(m_network, network);
    setParameters(m_parameters.rebased(method, optimizer, before, network));
    Q_EMIT parametersChanged(m_parameters);
}

void ParameterPanel::showParameters()
{
    const StyleParameters usual = defaults();
    for (const ParameterSpec &spec : parameterSpecs()) {
        ParameterControl *control = m_controls.at(spec.key);
        control->setDefaultValue(spec.get(usual));
        control->setValue(spec.get(m_parameters));
    }
    m_layers->setLayers(m_network.sliderLayers(comparesDistributions(m_parameters)));
    m_layers->setDefaults(usual.layerWeights);
    m_layers->setWeights(m_parameters.layerWeights);
}

} // namespace gramarye
