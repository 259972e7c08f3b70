#include "ui/settings/settingsdialog.h"

#include "core/model/parameterspec.h"
#include "ui/text/catalogtext.h"
#include "ui/text/translation.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace gramarye {

namespace {

QComboBox *makeThemeBox()
{
    auto *box = new QComboBox;
    box->addItem(SettingsDialog::tr("As the system"), int(ColorScheme::System));
    box->addItem(SettingsDialog::tr("Light"), int(ColorScheme::Light));
    box->addItem(SettingsDialog::tr("Dark"), int(ColorScheme::Dark));
    return box;
}

// Each in its own words, so that who does not understand the present one finds theirs.
QString languageName(const QString &code)
{
    const QLocale locale(code);
    const QString name = locale.language() == QLocale::English ? QStringLiteral("English")
                                                               : locale.nativeLanguageName();
    return name.left(1).toUpper() + name.mid(1);
}

QComboBox *makeLanguageBox()
{
    auto *box = new QComboBox;
    box->addItem(SettingsDialog::tr("As the system"), QString());
    for (const QString &code : languages())
        box->addItem(languageName(code), code);
    return box;
}

QComboBox *makeNetworkBox(const NetworkCatalog &catalog)
{
    auto *box = new QComboBox;
    box->addItem(SettingsDialog::tr("The one used last"), QString());
    for (const NetworkInfo &network : catalog.networks()) {
        if (catalog.locate(network.name))
            box->addItem(catalogText(network.title), network.name);
    }
    return box;
}

QSpinBox *makeNumberBox(const QString &parameter)
{
    const ParameterSpec &spec = parameterSpec(parameter);
    auto *box = new QSpinBox;
    box->setRange(int(spec.minimum), int(spec.maximum));
    box->setToolTip(parameterText(spec.help));
    return box;
}

void choose(QComboBox *box, const QVariant &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences &preferences, const NetworkCatalog &catalog,
                               QWidget *parent)
    : QDialog(parent),
      m_theme(makeThemeBox()),
      m_language(makeLanguageBox()),
      m_network(makeNetworkBox(catalog)),
      m_threads(makeNumberBox(QStringLiteral("threads"))),
      m_memory(makeNumberBox(QStringLiteral("memory"))),
      m_preview(makeNumberBox(QStringLiteral("preview-every"))),
      m_exportName(new QLineEdit(preferences.exportName))
{
    setWindowTitle(tr("Settings"));
    m_threads->setSpecialValueText(tr("all cores"));
    m_memory->setSpecialValueText(tr("half of what is free"));
    m_memory->setSuffix(u' ' + parameterText(parameterSpec(QStringLiteral("memory")).unit));
    m_memory->setSingleStep(int(parameterSpec(QStringLiteral("memory")).step));
    m_preview->setSuffix(u' ' + tr("iterations"));
    choose(m_theme, int(preferences.colorScheme));
    choose(m_language, preferences.language);
    choose(m_network, preferences.defaultNetwork);
    m_threads->setValue(preferences.threads);
    m_memory->setValue(preferences.memory);
    m_preview->setValue(preferences.previewEvery);

    m_exportName->setToolTip(tr("{content}, {style} and {size} stand for the names of the pictures "
                                "and the longest side in px."));
    auto *note = new QLabel(tr("Language and network: from the next start of Gramarye on."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Appearance"), m_theme);
    form->addRow(tr("&Language"), m_language);
    form->addRow(tr("&Network to begin with"), m_network);
    form->addRow(QString(), note);
    form->addRow(tr("&Threads"), m_threads);
    form->addRow(tr("&Memory of a picture"), m_memory);
    form->addRow(tr("&Preview every"), m_preview);
    form->addRow(tr("Name of &exports"), m_exportName);
    form->addRow(buttons);
}

Preferences SettingsDialog::preferences() const
{
    Preferences preferences;
    preferences.colorScheme = ColorScheme(m_theme->currentData().toInt());
    preferences.language = m_language->currentData().toString();
    preferences.defaultNetwork = m_network->currentData().toString();
    preferences.threads = m_threads->value();
    preferences.memory = m_memory->value();
    preferences.previewEvery = m_preview->value();
    preferences.exportName = m_exportName->text().trimmed();
    return preferences;
}

} // namespace gramarye
