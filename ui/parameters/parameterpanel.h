#pragma once

#include "core/model/parameterspec.h"
#include "core/model/styleparameters.h"

#include <QWidget>

#include <map>

class QFormLayout;

namespace gramarye {

class FoldSection;
class LayerSliders;
class ParameterControl;

/// The user's parameters with a control for each, made from parameterSpecs(). The blend of the
/// styles is StyleList's.
class ParameterPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterPanel(const NetworkInfo &network, QWidget *parent = nullptr);

    const StyleParameters &parameters() const { return m_parameters; }
    const NetworkInfo &network() const { return m_network; }

    /// Shows @p parameters, those of @p network, without a signal.
    void setParameters(const StyleParameters &parameters);
    void setParameters(const StyleParameters &parameters, const NetworkInfo &network);

    /// What stands at its default goes to the default of the new method, optimiser or network.
    void chooseMethod(Method method);
    void chooseNetwork(const NetworkInfo &network)
    {
        rebase(m_parameters.method, m_parameters.optimizer, network);
    }

    /// Everything but method and optimiser to its default.
    void resetAll();

    ParameterControl *control(const QString &key) const { return m_controls.at(key); }
    LayerSliders *layers() const { return m_layers; }
    FoldSection *advanced() const { return m_advanced; }

Q_SIGNALS:
    void parametersChanged(const gramarye::StyleParameters &parameters);

private:
    StyleParameters defaults() const;
    QWidget *makeForm(ParameterGroup group, const QString &title);
    ParameterControl *makeControl(const ParameterSpec &spec);
    void addToForm(QFormLayout *form, const ParameterSpec &spec);
    void take(const ParameterSpec &spec, double value);
    void rebase(Method method, OptimizerKind optimizer, const NetworkInfo &network);
    void showParameters();

    NetworkInfo m_network;
    StyleParameters m_parameters;
    std::map<QString, ParameterControl *> m_controls;
    LayerSliders *m_layers;
    FoldSection *m_advanced;
};

} // namespace gramarye
