#pragma once

#include "core/documents/batchjob.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QPushButton;

namespace gramarye {

class FileList;

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
