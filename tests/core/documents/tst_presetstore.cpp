#include "core/documents/presetstore.h"
#include "core/network/networkcatalog.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace gramarye::tst_presetstore {

namespace {

Preset preset(const QString &name, double styleScale = 2)
{
    Preset preset;
    preset.name = name;
    preset.values[QStringLiteral("style-scale")] = styleScale;
    return preset;
}

QStringList names(const std::vector<Preset> &presets)
{
    QStringList list;
    for (const Preset &preset : presets)
        list << preset.name;
    return list;
}

} // namespace

class TestPresetStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void shippedPresetsDiffer();
    void shippedPresetsSuitEveryNetwork();
    void savedPresetComesBack_data();
    void savedPresetComesBack();
    void savingReplacesOnlyItsOwnName();
    void namesThatMakeOneFileNameAreTwoPresets();
    void listedByName();
    void foundByNameWhateverItsCase();
    void foundByPath();
    void rubbishInTheFolderIsLeftOut();
    void renamedPresetKeepsItsLook();
    void renamingAnUnknownPresetFails();
    void removedPresetIsGone();
    void importedPresetIsOneOfOurs();
    void importNeverReplaces();
    void importOfTheSameLookIsNoSecondOne();
    void importOfRubbishSaysWhy_data();
    void importOfRubbishSaysWhy();
    void folderThatCannotBeWrittenIsSaid();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPresetStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("GRAMARYE_DATA_DIR", path(QStringLiteral("data")).toLocal8Bit());
}

void TestPresetStore::cleanup()
{
    m_folder.reset();
}

QString TestPresetStore::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return path(name);
}

void TestPresetStore::shippedPresetsDiffer()
{
    const auto &presets = PresetStore::shipped();
    QVERIFY(presets.size() >= 5);
    for (std::size_t i = 0; i < presets.size(); ++i) {
        QVERIFY2(!presets[i].description.isEmpty(), qPrintable(presets[i].name));
        for (std::size_t j = 0; j < i; ++j) {
            QVERIFY(presets[i].name != presets[j].name);
            QVERIFY2(!presets[i].hasLookOf(presets[j]), qPrintable(presets[i].name));
        }
    }
}

void TestPresetStore::shippedPresetsSuitEveryNetwork()
{
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        const StyleParameters defaults =
            StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network);
        for (const Preset &preset : PresetStore::shipped()) {
            const StyleParameters applied = preset.appliedTo(defaults, network);
            for (const auto &[layer, factor] : preset.layerFactors)
                QVERIFY(layer == Layer::Patches || network.styleLayers.count(layer) == 1);
            // What is applied is what is kept: nothing was cut off at the end of a range.
            QVERIFY2(Preset::of(preset.name, applied, network).appliedTo(defaults, network)
                         == applied,
                     qPrintable(preset.name));
        }
    }
}

void TestPresetStore::savedPresetComesBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QStringLiteral("Rough");
    QTest::newRow("two words") << QStringLiteral("Night in the rain");
    QTest::newRow("letters") << QStringLiteral("Öl auf Größe 3");
    QTest::newRow("a path") << QStringLiteral("../../etc/passwd");
    QTest::newRow("marks") << QStringLiteral("a:b*c?\"<>|\\%");
    QTest::newRow("nothing but marks") << QStringLiteral("…");
    QTest::newRow("dots") << QStringLiteral("..");
}

void TestPresetStore::savedPresetComesBack()
{
    QFETCH(QString, name);
    PresetStore store;
    QVERIFY(!store.contains(name));
    QVERIFY(bool(store.save(preset(name))));
    QVERIFY(store.contains(name));
    const auto found = PresetStore().find(name);
    QVERIFY(bool(found));
    QVERIFY(*found == preset(name));
    QCOMPARE(QDir(presetFolder()).entryList(QDir::Files).size(), 1);
}

void TestPresetStore::savingReplacesOnlyItsOwnName()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("A"), 2))));
    QVERIFY(bool(store.save(preset(QStringLiteral("B"), 3))));
    QVERIFY(bool(store.save(preset(QStringLiteral("a"), 4))));
    QCOMPARE(names(store.own()), QStringList({QStringLiteral("a"), QStringLiteral("B")}));
    QVERIFY(*store.find(QStringLiteral("A")) == preset(QStringLiteral("a"), 4));
    QVERIFY(*store.find(QStringLiteral("B")) == preset(QStringLiteral("B"), 3));
}

void TestPresetStore::namesThatMakeOneFileNameAreTwoPresets()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("a/b"), 2))));
    QVERIFY(bool(store.save(preset(QStringLiteral("a:b"), 3))));
    QVERIFY(*store.find(QStringLiteral("a/b")) == preset(QStringLiteral("a/b"), 2));
    QVERIFY(*store.find(QStringLiteral("a:b")) == preset(QStringLiteral("a:b"), 3));
}

void TestPresetStore::listedByName()
{
    PresetStore store;
    for (const char *name : {"Wax", "Chalk", "Ink"})
        QVERIFY(bool(store.save(preset(QLatin1String(name)))));
    QCOMPARE(names(store.own()),
             QStringList({QStringLiteral("Chalk"), QStringLiteral("Ink"), QStringLiteral("Wax")}));
}

void TestPresetStore::foundByNameWhateverItsCase()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("Night Rain")))));
    QVERIFY(bool(store.find(QStringLiteral("night rain"))));
    const Preset &first = PresetStore::shipped().front();
    QVERIFY(*store.find(first.name.toUpper()) == first);
    QVERIFY(PresetStore::isShipped(first.name.toLower()));
}

void TestPresetStore::foundByPath()
{
    const QString file = write(QStringLiteral("look.json"), preset(QStringLiteral("A")).toJson());
    QVERIFY(*PresetStore().find(file) == preset(QStringLiteral("A")));
    const auto missing = PresetStore().find(path(QStringLiteral("none.json")));
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
}

void TestPresetStore::rubbishInTheFolderIsLeftOut()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("A")))));
    write(QStringLiteral("data/presets/rubbish.json"), "rubbish");
    write(QStringLiteral("data/presets/empty.json"), "");
    Preset shipped = preset(PresetStore::shipped().front().name);
    write(QStringLiteral("data/presets/shipped.json"), shipped.toJson());
    QCOMPARE(names(store.own()), QStringList(QStringLiteral("A")));
    QVERIFY(*store.find(shipped.name) == PresetStore::shipped().front());
}

void TestPresetStore::renamedPresetKeepsItsLook()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("A")))));
    QVERIFY(bool(store.rename(QStringLiteral("A"), QStringLiteral("B"))));
    QCOMPARE(names(store.own()), QStringList(QStringLiteral("B")));
    QVERIFY(store.find(QStringLiteral("B"))->hasLookOf(preset(QStringLiteral("A"))));
    QVERIFY(bool(store.rename(QStringLiteral("B"), QStringLiteral("b")))); // only its case
    QCOMPARE(names(store.own()), QStringList(QStringLiteral("b")));
    QCOMPARE(QDir(presetFolder()).entryList(QDir::Files).size(), 1);
}

void TestPresetStore::renamingAnUnknownPresetFails()
{
    const Status status = PresetStore().rename(QStringLiteral("A"), QStringLiteral("B"));
    QVERIFY(status.error() == (Error{ErrorCode::FileNotFound, QStringLiteral("A"), {}}));
}

void TestPresetStore::removedPresetIsGone()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("A")))));
    QVERIFY(bool(store.remove(QStringLiteral("A"))));
    QVERIFY(store.own().empty());
    QCOMPARE(store.remove(QStringLiteral("A")).error().code, ErrorCode::FileNotFound);
}

void TestPresetStore::importedPresetIsOneOfOurs()
{
    PresetStore store;
    const QString file = path(QStringLiteral("sent.json"));
    QVERIFY(bool(writePreset(preset(QStringLiteral("A")), file)));
    const auto imported = store.import(file);
    QVERIFY(bool(imported));
    QVERIFY(*imported == preset(QStringLiteral("A")));
    QFile::remove(file);
    QVERIFY(*store.find(QStringLiteral("A")) == preset(QStringLiteral("A")));
}

void TestPresetStore::importNeverReplaces()
{
    PresetStore store;
    QVERIFY(bool(store.save(preset(QStringLiteral("A"), 2))));
    const QString file = write(QStringLiteral("a.json"), preset(QStringLiteral("A"), 3).toJson());
    QCOMPARE(store.import(file)->name, QStringLiteral("A 2"));
    QVERIFY(*store.find(QStringLiteral("A")) == preset(QStringLiteral("A"), 2));
    QVERIFY(*store.find(QStringLiteral("A 2")) == preset(QStringLiteral("A 2"), 3));

    const QString shipped = PresetStore::shipped().front().name;
    const QString other = write(QStringLiteral("b.json"), preset(shipped).toJson());
    QCOMPARE(store.import(other)->name, shipped + QStringLiteral(" 2"));
}

void TestPresetStore::importOfTheSameLookIsNoSecondOne()
{
    PresetStore store;
    const QString file = write(QStringLiteral("a.json"), preset(QStringLiteral("A")).toJson());
    for (int time = 0; time < 2; ++time)
        QCOMPARE(store.import(file)->name, QStringLiteral("A"));
    QCOMPARE(names(store.own()), QStringList(QStringLiteral("A")));
}

void TestPresetStore::importOfRubbishSaysWhy_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("rubbish");
    QTest::newRow("another document") << QByteArray(R"({"format": "gramarye-recipe"})");
    QTest::newRow("endless") << QByteArray(100'000, ' ');
}

void TestPresetStore::importOfRubbishSaysWhy()
{
    QFETCH(QByteArray, bytes);
    const QString file = write(QStringLiteral("a.json"), bytes);
    const auto imported = PresetStore().import(file);
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::DocumentDamaged);
    QCOMPARE(imported.error().subject, file);
    QVERIFY(PresetStore().own().empty());
}

void TestPresetStore::folderThatCannotBeWrittenIsSaid()
{
    write(QStringLiteral("data"), "a file where the folder should be");
    const Status status = PresetStore().save(preset(QStringLiteral("A")));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QVERIFY(!status.error().detail.isEmpty());
}

GRAMARYE_TEST(TestPresetStore)

} // namespace gramarye::tst_presetstore

#include "tst_presetstore.moc"
