#pragma once

#include <QListWidget>

namespace gramarye {

/// Picture files to choose from: taken by drop or from a dialog, removed with Delete.
class FileList : public QListWidget
{
    Q_OBJECT

public:
    /// @p name is what assistive programs call it.
    explicit FileList(const QString &name, QWidget *parent = nullptr);

    void add(const QStringList &files);
    QStringList files() const;

    /// Lets the user choose files to add.
    void browse();
    void removeSelected();

Q_SIGNALS:
    void filesChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

} // namespace gramarye
