#pragma once

#include <QWidget>

namespace gramarye {

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
    /// The user set another value.
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

} // namespace gramarye
