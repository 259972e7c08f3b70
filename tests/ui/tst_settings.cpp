#include "tests/support/testprogram.h"
#include "ui/settings/settings.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTest>

namespace gramarye::tst_settings {

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void atFirstEverythingIsAsUsual();
    void whatIsSetIsRead();
    void keysOfEarlierVersionsAreRead();
    void nonsenseReadsAsTheDefault_data();
    void nonsenseReadsAsTheDefault();
    void theDefaultNetworkGoesBeforeTheLast();
    void languageKeepsTheCountry();
};

void TestSettings::atFirstEverythingIsAsUsual()
{
    const Settings settings;
    QVERIFY(settings.preferences() == Preferences());
    QVERIFY(settings.exportOptions() == ExportOptions());
    QCOMPARE(settings.network(), QString());
    QCOMPARE(settings.device(), QString());
    QCOMPARE(settings.recentFiles(QStringLiteral("content")), QStringList());
    QCOMPARE(settings.folder(QStringLiteral("pictures")),
             QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    QVERIFY(settings.windowGeometry().isEmpty());
    const StyleParameters usual;
    QVERIFY(settings.personalized(usual) == usual);
}

void TestSettings::whatIsSetIsRead()
{
    const Preferences preferences{ColorScheme::Dark,      QStringLiteral("de"), 3, 4000, 20,
                                  QStringLiteral("vgg19")};
    Settings().setPreferences(preferences);
    Settings().setExportOptions({16, true});
    Settings().setDevice(QStringLiteral("cuda:0"));
    Settings().setFolder(QStringLiteral("exports"), QStringLiteral("/somewhere"));
    Settings().setRecentFiles(QStringLiteral("styles"),
                              {QStringLiteral("/b, c"), QStringLiteral("/a")});
    Settings().setWindow("geometry", "layout");
    Settings().setQueueGeometry("queue");
    Settings().setSpeed(QStringLiteral("vgg19/cpu/2"), 1.5);

    const Settings settings;
    QVERIFY(settings.preferences() == preferences);
    QVERIFY(settings.exportOptions() == (ExportOptions{16, true}));
    QCOMPARE(settings.device(), QStringLiteral("cuda:0"));
    QCOMPARE(settings.folder(QStringLiteral("exports")), QStringLiteral("/somewhere"));
    QVERIFY(settings.folder(QStringLiteral("pictures")) != QStringLiteral("/somewhere"));
    QCOMPARE(settings.recentFiles(QStringLiteral("styles")),
             QStringList({QStringLiteral("/b, c"), QStringLiteral("/a")}));
    QCOMPARE(settings.windowGeometry(), QByteArray("geometry"));
    QCOMPARE(settings.windowLayout(), QByteArray("layout"));
    QCOMPARE(settings.queueGeometry(), QByteArray("queue"));
    QCOMPARE(settings.speed(QStringLiteral("vgg19/cpu/2")), 1.5);
    QCOMPARE(settings.speed(QStringLiteral("vgg19/cpu/4")), 0.0);
    const StyleParameters personal = settings.personalized({});
    QCOMPARE(personal.threads, 3);
    QCOMPARE(personal.memory, 4000);
    QCOMPARE(personal.previewEvery, 20);

    Settings().setColorScheme(ColorScheme::Light);
    QVERIFY(settings.preferences().colorScheme == ColorScheme::Light);
    QCOMPARE(settings.preferences().language, QStringLiteral("de"));
}

void TestSettings::keysOfEarlierVersionsAreRead()
{
    QSettings().setValue(QStringLiteral("appearance"), 2);
    QSettings().setValue(QStringLiteral("network"), QStringLiteral("vgg19"));
    QSettings().setValue(QStringLiteral("device"), QStringLiteral("mps"));
    QSettings().setValue(QStringLiteral("folders/pictures"), QStringLiteral("/p"));
    QSettings().setValue(QStringLiteral("window/geometry"), QByteArray("g"));
    QSettings().setValue(QStringLiteral("window/layout"), QByteArray("l"));
    QSettings().setValue(QStringLiteral("folders/queue"), QStringLiteral("/q"));
    QSettings().setValue(QStringLiteral("queue/geometry"), QByteArray("qg"));
    QSettings().setValue(QStringLiteral("speed/builtin/cpu/0"), 2.5);
    const Settings settings;
    QVERIFY(settings.preferences().colorScheme == ColorScheme::Dark);
    QCOMPARE(settings.network(), QStringLiteral("vgg19"));
    QCOMPARE(settings.device(), QStringLiteral("mps"));
    QCOMPARE(settings.folder(QStringLiteral("pictures")), QStringLiteral("/p"));
    QCOMPARE(settings.windowGeometry(), QByteArray("g"));
    QCOMPARE(settings.windowLayout(), QByteArray("l"));
    QCOMPARE(settings.folder(QStringLiteral("queue")), QStringLiteral("/q"));
    QCOMPARE(settings.queueGeometry(), QByteArray("qg"));
    QCOMPARE(settings.speed(QStringLiteral("builtin/cpu/0")), 2.5);
}

void TestSettings::nonsenseReadsAsTheDefault_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *key, const char *value) {
        QTest::addRow("%s %s", key, value)
            << QString::fromLatin1(key) << QString::fromLatin1(value);
    };
    row("appearance", "7");
    row("appearance", "dark");
    row("threads", "-1");
    row("threads", "many");
    row("preview-every", "0");
    row("preview-every", "1000000");
}

void TestSettings::nonsenseReadsAsTheDefault()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QSettings().setValue(key, value);
    QVERIFY(Settings().preferences() == Preferences());
    for (const char *nonsense :
         {"12", "{\"bits\": 12, \"quality\": \"x\", \"dpi\": 0.001}", "[", ""}) {
        QSettings().setValue(QStringLiteral("export/options"), QByteArray(nonsense));
        QSettings().setValue(QStringLiteral("export/presets"), QByteArray(nonsense));
        QVERIFY(Settings().exportOptions() == ExportOptions());
        QVERIFY(Settings().exportPresets().empty());
    }
    QSettings().setValue(QStringLiteral("export/options"), QByteArray("{\"bits\": 16}"));
    QCOMPARE(Settings().exportOptions().bits, 16); // so that is the key
}

void TestSettings::theDefaultNetworkGoesBeforeTheLast()
{
    Settings().setLastNetwork(QStringLiteral("/some/file.pth"));
    QCOMPARE(Settings().network(), QStringLiteral("/some/file.pth"));
    Preferences preferences;
    preferences.defaultNetwork = QStringLiteral("builtin");
    Settings().setPreferences(preferences);
    QCOMPARE(Settings().network(), QStringLiteral("builtin"));
}

void TestSettings::languageKeepsTheCountry()
{
    QCOMPARE(Settings().locale(), QLocale::system());
    Preferences preferences;
    preferences.language = QStringLiteral("de");
    Settings().setPreferences(preferences);
    QCOMPARE(Settings().locale().language(), QLocale::German);
    preferences.language = QStringLiteral("klingon");
    Settings().setPreferences(preferences);
    QCOMPARE(Settings().locale(), QLocale::system());
}

GRAMARYE_TEST(TestSettings)

} // namespace gramarye::tst_settings

#include "tst_settings.moc"
