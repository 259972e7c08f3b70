#pragma once

#include <QAbstractSpinBox>

namespace gramarye {

/// A box for α/β, content against style, 0..∞, written as people say it: "1 : 20" or "3 : 1".
/// Understands that, "a/b", a plain number and the words it shows for the two ends.
class RatioBox : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit RatioBox(QWidget *parent = nullptr);

    double value() const { return m_value; }
    void setValue(double ratio); ///< without a signal

    void stepBy(int steps) override;
    void fixup(QString &input) const override;
    QValidator::State validate(QString &input, int &position) const override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void edited(double ratio);

protected:
    StepEnabled stepEnabled() const override;

private:
    void take(double ratio);
    void textEdited();

    double m_value = 1;
};

} // namespace gramarye
