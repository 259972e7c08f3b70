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

    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

private:
    void show(bool unfolded);

    QToolButton *m_heading;
    QWidget *m_content;
};

} // namespace gramarye
