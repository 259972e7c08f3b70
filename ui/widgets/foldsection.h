#pragma once

#include <QWidget>

class QToolButton;

namespace gramarye {

/// A heading that folds and unfolds what is below it; folded at first.
class FoldSection : public QWidget
{
    Q_OBJECT

public:
    FoldSection(const QString &title, QWidget *content, QWidget *parent = nullptr);

    void setUnfolded(bool unfolded);

    /// As wide as when it is unfolded, so that unfolding pushes nothing aside.
    QSize minimumSizeHint() const override;

private:
    void show(bool unfolded);

    QToolButton *m_heading;
    QWidget *m_content;
};

} // namespace gramarye
