#pragma once

#include "core/documents/batchjob.h"

#include <QListWidget>

#include <functional>

class QCheckBox;
class QPushButton;

namespace gramarye {

/// The files and folders that @p data names, but weight files.
QStringList filesIn(const QMimeData &data);

/// Picture files to choose from: taken by drop or from a dialog, removed with Delete.
class FileList : public QListWidget
{
    Q_OBJECT

public:
    /// @p name is what assistive programs call it.
    explicit FileList(const QString &name, QWidget *parent = nullptr);

    void add(const QStringList &files);
    QStringList files() const;

    /// Adds @p paths, and of folders among them the pictures, as soon as they were looked into.
    void take(const QStringList &paths);

    /// Lets the user choose files to add.
    void browse();
    void removeSelected();

Q_SIGNALS:
    void filesChanged();

    /// What a person should know about what was taken, in one sentence.
    void noted(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

/// Pictures that were put together for the queue. A value.
struct QueueChoice
{
    RenderJob settings; ///< the window's, with its own pictures
    ExportOptions options;
    QStringList contents;
    std::vector<QStringList> styleSets; ///< each content is made in each of them

    /// One for each, without an output. Compresses painted masks: any thread but the window's.
    std::vector<BatchJob> jobs() const;
};

/// Puts pictures together for the queue: each of some contents in each of some styles, or in all of
/// them blended, with the settings of the window.
class QueueAdder : public QWidget
{
    Q_OBJECT

public:
    /// The window's own pictures and settings, asked for whenever they are needed.
    using Settings = std::function<RenderJob()>;

    explicit QueueAdder(Settings settings, QWidget *parent = nullptr);

    /// What is chosen now.
    QueueChoice choice() const;

    /// Fills empty lists with the window's pictures.
    void suggest();

    FileList *contents() const { return m_contents; }
    FileList *styles() const { return m_styles; }
    QCheckBox *blendBox() const { return m_blend; }
    QPushButton *addButton() const { return m_add; }

Q_SIGNALS:
    void addRequested();
    void noted(const QString &sentence); ///< see FileList

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
