#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace gramarye {

/// Asks what a preset is to be called, and says before anything is replaced that it would be.
class SavePresetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SavePresetDialog(QWidget *parent = nullptr);

    QLineEdit *nameEdit() const { return m_name; }
    QPushButton *saveButton() const { return m_saveButton; }
    QString note() const;

Q_SIGNALS:
    /// A name that none of the shipped presets has.
    void named(const QString &name);

private:
    void check();
    void save();

    QLineEdit *m_name;
    QLabel *m_note;
    QPushButton *m_saveButton;
};

} // namespace gramarye
