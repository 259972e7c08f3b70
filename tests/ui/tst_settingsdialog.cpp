#include "core/model/parameterspec.h"
#include "tests/support/testprogram.h"
#include "ui/settings/settingsdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace gramarye::tst_settingsdialog {

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsSet();
    void givesWhatWasChosen();
    void languagesAreNamedInTheirOwnWords();
    void onlyNetworksThatAreHereAreOffered();
    void numbersHaveTheirParametersRange();
    void everyControlHasALabel();
};

void TestSettingsDialog::showsWhatIsSet()
{
    const Preferences preferences{ColorScheme::Dark,        QStringLiteral("de"), 3, 4000, 20,
                                  QStringLiteral("builtin")};
    const SettingsDialog dialog(preferences, NetworkCatalog::builtIn());
    QVERIFY(dialog.preferences() == preferences);
    QCOMPARE(dialog.threadsBox()->value(), 3);
    QCOMPARE(dialog.languageBox()->currentText(), QStringLiteral("Deutsch"));
}

void TestSettingsDialog::givesWhatWasChosen()
{
    SettingsDialog dialog({}, NetworkCatalog::builtIn());
    QVERIFY(dialog.preferences() == Preferences());
    dialog.themeBox()->setCurrentIndex(1);
    dialog.languageBox()->setCurrentIndex(1);
    dialog.networkBox()->setCurrentIndex(1);
    dialog.threadsBox()->setValue(5);
    dialog.memoryBox()->setValue(500);
    dialog.previewBox()->setValue(7);
    const Preferences expected{ColorScheme::Light,       QStringLiteral("en"), 5, 500, 7,
                               QStringLiteral("builtin")};
    QVERIFY(dialog.preferences() == expected);
}

void TestSettingsDialog::languagesAreNamedInTheirOwnWords()
{
    const SettingsDialog dialog({}, NetworkCatalog::builtIn());
    QStringList names;
    for (int i = 1; i < dialog.languageBox()->count(); ++i)
        names << dialog.languageBox()->itemText(i);
    QCOMPARE(names, QStringList({QStringLiteral("English"), QStringLiteral("Deutsch")}));
}

void TestSettingsDialog::onlyNetworksThatAreHereAreOffered()
{
    const SettingsDialog dialog({}, NetworkCatalog::builtIn());
    QVERIFY(dialog.networkBox()->findData(QStringLiteral("builtin")) >= 0);
    QCOMPARE(dialog.networkBox()->findData(QStringLiteral("vgg19")), -1);
}

void TestSettingsDialog::numbersHaveTheirParametersRange()
{
    const SettingsDialog dialog({}, NetworkCatalog::builtIn());
    const ParameterSpec &threads = parameterSpec(QStringLiteral("threads"));
    QCOMPARE(dialog.threadsBox()->minimum(), int(threads.minimum));
    QCOMPARE(dialog.threadsBox()->maximum(), int(threads.maximum));
    QCOMPARE(dialog.previewBox()->minimum(), 1);
}

void TestSettingsDialog::everyControlHasALabel()
{
    const SettingsDialog dialog({}, NetworkCatalog::builtIn());
    QList<const QWidget *> labelled;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        labelled << label->buddy();
    for (const QWidget *box :
         {static_cast<QWidget *>(dialog.themeBox()), static_cast<QWidget *>(dialog.languageBox()),
          static_cast<QWidget *>(dialog.networkBox()), static_cast<QWidget *>(dialog.threadsBox()),
          static_cast<QWidget *>(dialog.previewBox())})
        QVERIFY(labelled.contains(box));
}

GRAMARYE_TEST(TestSettingsDialog)

} // namespace gramarye::tst_settingsdialog

#include "tst_settingsdialog.moc"
