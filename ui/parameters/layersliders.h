#pragma once

#include "core/network/networkcatalog.h"

#include <QWidget>

#include <map>

class QGridLayout;

namespace gramarye {

class NumberControl;

/// A slider for each style layer that is offered.
class LayerSliders : public QWidget
{
    Q_OBJECT

public:
    explicit LayerSliders(QWidget *parent = nullptr);

    /// With an artist's word for what each carries.
    void setLayers(const std::map<Layer, QString> &layers);

    void setWeights(const LayerWeights &weights);
    void setDefaults(const LayerWeights &weights);

    /// The slider of @p layer; null where it is not offered.
    NumberControl *control(Layer layer) const;

Q_SIGNALS:
    void edited(gramarye::Layer layer, double weight);

private:
    void addRow(Layer layer, const QString &word);

    QGridLayout *m_layout = nullptr;
    std::map<Layer, QString> m_offered;
    std::map<Layer, NumberControl *> m_controls;
};

} // namespace gramarye
