#pragma once

#include "ui/parameters/parametercontrol.h"

class QComboBox;

namespace gramarye {

struct ParameterSpec;

/// A list of choices; the value is the place in the list.
class ChoiceControl : public ParameterControl
{
    Q_OBJECT

public:
    explicit ChoiceControl(const ParameterSpec &spec, QWidget *parent = nullptr);

    double value() const override;
    void setValue(double value) override;

    QComboBox *box() const { return m_box; }

private:
    QComboBox *m_box;
};

/// Fills @p box with the choices of @p spec in the user's language.
void addChoices(QComboBox *box, const ParameterSpec &spec);

} // namespace gramarye
