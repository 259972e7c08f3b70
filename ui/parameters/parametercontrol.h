#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;

namespace gramarye {

struct ParameterSpec;

/// Edits one number of StyleParameters, and knows what it goes back to.
class ParameterControl : public QWidget
{
    Q_OBJECT

public:
    virtual double value() const = 0;

    /// Shows @p value without a signal.
    virtual void setValue(double value) = 0;

    double defaultValue() const { return m_default; }
    virtual void setDefaultValue(double value) { m_default = value; }

    /// To the default, as if the user had set it.
    void reset();

Q_SIGNALS:
    void edited(double value);

protected:
    explicit ParameterControl(QWidget *parent = nullptr);

    /// Makes a double click on @p widget reset, and offers the same in its context menu.
    void makeResetting(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    double m_default = 0;
    QAction *m_resetAction;
};

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

/// A button with a colour, which asks for another one; the value is 0xrrggbb.
class ColorControl : public ParameterControl
{
    Q_OBJECT

public:
    explicit ColorControl(const ParameterSpec &spec, QWidget *parent = nullptr);

    double value() const override { return m_value; }
    void setValue(double value) override;

    QPushButton *button() const { return m_button; }

private:
    void ask();

    QPushButton *m_button;
    QString m_name;
    double m_value = 0;
};

/// Fills @p box with the choices of @p spec in the user's language.
void addChoices(QComboBox *box, const ParameterSpec &spec);

} // namespace gramarye
