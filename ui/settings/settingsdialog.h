#pragma once

#include "core/network/networkcatalog.h"
#include "ui/settings/settings.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace gramarye {

/// Edits the preferences.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Offers the networks of @p catalog that are on this computer.
    SettingsDialog(const Preferences &preferences, const NetworkCatalog &catalog,
                   QWidget *parent = nullptr);

    Preferences preferences() const;

    QComboBox *themeBox() const { return m_theme; }
    QComboBox *languageBox() const { return m_language; }
    QComboBox *networkBox() const { return m_network; }
    QSpinBox *threadsBox() const { return m_threads; }
    QSpinBox *memoryBox() const { return m_memory; }
    QSpinBox *previewBox() const { return m_preview; }
    QLineEdit *exportNameEdit() const { return m_exportName; }

private:
    QComboBox *m_theme;
    QComboBox *m_language;
    QComboBox *m_network;
    QSpinBox *m_threads;
    QSpinBox *m_memory;
    QSpinBox *m_preview;
    QLineEdit *m_exportName;
};

} // namespace gramarye
