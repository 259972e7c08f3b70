#pragma once

#include "core/documents/batchjob.h"

#include <QListWidget>

#include <functional>

class QCheckBox;
class QPushButton;

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

/// Puts pictures together for the queue: each of some contents in each of some styles, or in all of
/// them blended, with the settings of the window.
class QueueAdder : public QWidget
{
    Q_OBJECT

public:
    /// The window's own files and settings, asked for whenever they are needed; its output stays
    /// empty, and so do the files of pictures that were pasted.
    using Settings = std::function<BatchJob()>;

    explicit QueueAdder(Settings settings, QWidget *parent = nullptr);

    /// The pictures chosen, without an output.
    std::vector<BatchJob> jobs() const;

    /// Fills empty lists with the window's pictures.
    void suggest();

    FileList *contents() const { return m_contents; }
    FileList *styles() const { return m_styles; }
    QCheckBox *blendBox() const { return m_blend; }
    QPushButton *addButton() const { return m_add; }

Q_SIGNALS:
    void addRequested();

private:
    QWidget *section(const QString &title, FileList *list);
    std::vector<QStringList> styleSets() const;
    void update();

    Settings m_settings;
    FileList *m_contents;
    FileList *m_styles;
    QCheckBox *m_blend;
    QPushButton *m_add;
};

} // namespace gramarye
