#pragma once

#include "core/model/preset.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace gramarye {

class PresetLibrary;

/// The presets there are, to rename, remove, export and import.
class PresetsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p presets outlives it.
    explicit PresetsDialog(PresetLibrary &presets, QWidget *parent = nullptr);

    /// Takes in a file, and says how that went.
    void import(const QString &path);

    /// Writes the selected preset to @p path, and says how that went.
    void exportTo(const QString &path);

    QListWidget *list() const { return m_list; }
    QPushButton *renameButton() const { return m_renameButton; }
    QPushButton *removeButton() const { return m_removeButton; }
    QPushButton *exportButton() const { return m_exportButton; }
    QLabel *noteLabel() const { return m_note; }

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
    void updateButtons();

    void itemEdited(QListWidgetItem *item);
    void remove();
    void askWhereToExport();
    void askWhatToImport();

    PresetLibrary &m_presets;
    QListWidget *m_list;
    QPushButton *m_renameButton;
    QPushButton *m_removeButton;
    QPushButton *m_exportButton;
    QPushButton *m_importButton;
    QLabel *m_note;
};

/// Asks what a preset is to be called, and says before anything is replaced that it would be.
class SavePresetDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p presets outlives it.
    explicit SavePresetDialog(const PresetLibrary &presets, QWidget *parent = nullptr);

    QLineEdit *nameEdit() const { return m_name; }
    QPushButton *saveButton() const { return m_saveButton; }
    QLabel *noteLabel() const { return m_note; }

Q_SIGNALS:
    /// A name that none of the shipped presets has.
    void named(const QString &name);

private:
    void check();
    void save();

    const PresetLibrary &m_presets;
    QLineEdit *m_name;
    QLabel *m_note;
    QPushButton *m_saveButton;
};

/// What a person reads when @p preset has come in from a file.
QString presetImportedText(const Preset &preset);

} // namespace gramarye
