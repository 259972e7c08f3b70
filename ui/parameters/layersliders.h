#pragma once

#include "core/network/networkcatalog.h"

#include <QWidget>

#include <map>

class QGridLayout;

namespace gramarye {

class NumberControl;

/// A slider for each style layer that a network offers, with the artist's word for what it carries.
class LayerSliders : public QWidget
{
    Q_OBJECT

public:
    explicit LayerSliders(QWidget *parent = nullptr);

    void setNetwork(const NetworkInfo &network);

    void setWeights(const LayerWeights &weights);
    void setDefaults(const LayerWeights &weights);

    /// The slider of @p layer; null where the network does not offer it.
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
