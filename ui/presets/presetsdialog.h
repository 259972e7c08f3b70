#pragma once

#include "core/documents/presetstore.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace gramarye {

/// The presets there are, to rename, remove, export and import.
class PresetsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PresetsDialog(QWidget *parent = nullptr);

    /// Takes in a file, and says how that went.
    void import(const QString &path);

    /// Writes the selected preset to @p path, and says how that went.
    void exportTo(const QString &path);

    QListWidget *list() const { return m_list; }
    QPushButton *renameButton() const { return m_renameButton; }
    QPushButton *removeButton() const { return m_removeButton; }
    QPushButton *exportButton() const { return m_exportButton; }
    QString note() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QLayout *makeButtons();
    void fill();
    void addItem(const QString &name, const QString &shown, bool own);
    void select(const QString &name);
    QString selected() const;
    bool selectedIsOwn() const;
    void updateButtons();

    void rename();
    void itemEdited(QListWidgetItem *item);
    void remove();
    void askWhereToExport();
    void askWhatToImport();
    void say(const QString &sentence);

    PresetStore m_store;
    QListWidget *m_list;
    QPushButton *m_renameButton;
    QPushButton *m_removeButton;
    QPushButton *m_exportButton;
    QPushButton *m_importButton;
    QLabel *m_note;
};

} // namespace gramarye
