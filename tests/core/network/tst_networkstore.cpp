#include "core/network/networkstore.h"

#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinycatalog.h"
#include "tests/support/vggfile.h"

#include <QDir>
#include <QFileInfo>
#include <QFloat16>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <limits>

#include <sys/resource.h>

namespace gramarye::tst_networkstore {

namespace {

const QString tiny = QStringLiteral("vgg19");
const QString distilled = QStringLiteral("vgg19-distilled");
const QString caffe = QStringLiteral("vgg19-caffe");

QString dataFile(const QString &name)
{
    return QStringLiteral(GRAMARYE_TEST_DATA "/") + name;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<WeightsFile> opened(const QString &path)
{
    auto file = WeightsFile::open(path);
    return file ? std::move(file).value() : nullptr;
}

/// BF16: the upper half of a float.
struct UpperHalf
{
    quint16 bits;
    explicit UpperHalf(float value)
    {
        quint32 all;
        std::memcpy(&all, &value, sizeof all);
        bits = quint16(all >> 16);
    }
};

template<typename Number>
QByteArray stored(Number number)
{
    return torchsave::littleEndian(number);
}

QByteArray stored(UpperHalf number)
{
    return torchsave::littleEndian(number.bits);
}

/// The tensors of the tiny network in another element type.
template<typename Stored>
bool writeTinyAs(const QString &path, const char *type)
{
    const auto source = opened(dataFile(QStringLiteral("vgg19_tiny.safetensors")));
    QJsonObject header;
    QByteArray data;
    for (const auto &[name, tensor] : source->tensors()) {
        QJsonArray shape;
        for (const qint64 extent : tensor.shape)
            shape << extent;
        const qsizetype start = data.size();
        for (const float value : toFloat(tensor))
            data += stored(Stored(value));
        header[name] =
            QJsonObject{{QStringLiteral("dtype"), QLatin1String(type)},
                        {QStringLiteral("shape"), shape},
                        {QStringLiteral("data_offsets"), QJsonArray{start, data.size()}}};
    }
    const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
    QFile file(path);
    return file.open(QIODevice::WriteOnly)
           && file.write(torchsave::littleEndian(quint64(text.size())) + text + data) > 0;
}

/// Files cannot grow beyond @p bytes as long as this lives, as on a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

class TestNetworkStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importedFilesOpenWhateverTheirHeadersLength();
    void init();

    void allFormatsAreStoredAlike_data();
    void allFormatsAreStoredAlike();
    void allElementTypesAreStoredAsFloats_data();
    void allElementTypesAreStoredAsFloats();
    void onlyConvolutionsAreStored();
    void storedFilesSayWhatTheyAre();
    void whoBroughtTheFileMaySayWhereItIsFrom();
    void namesOfLayersAreTurnedIntoTheUsualOnes();
    void aFileMayEndBehindTheLayersOffered();
    void aFileIsRecognisedBeforeItIsImported_data();
    void aFileIsRecognisedBeforeItIsImported();
    void filesThemselvesBehaveAsWhenStored();
    void whatIsNotTheNetworkIsRefused_data();
    void whatIsNotTheNetworkIsRefused();
    void unknownAndBuiltInNamesAreRefused();
    void aFullDiskLeavesTheOlderFile();
    void aFolderThatCannotBeMadeIsSaid();
    void thereHasToBeRoom();
    void damageIsNoticed_data();
    void damageIsNoticed();
    void importRepairs();
    void removedIsAbsent();
    void theBuiltInNetworkIsVerifiedToo();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    NetworkState state(const QString &name) const
    {
        return m_store.state(*tinyCatalog().find(name));
    }
    QString tinyFile() const { return dataFile(QStringLiteral("vgg19_tiny.safetensors")); }
    Result<QString> import(const std::vector<RandomTensor> &tensors, const QString &name = {});

    NetworkStore m_store{tinyCatalog()};
    std::unique_ptr<QTemporaryDir> m_folder; ///< each test's own
};

void TestNetworkStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("GRAMARYE_DATA_DIR", m_folder->path().toUtf8());
}

Result<QString> TestNetworkStore::import(const std::vector<RandomTensor> &tensors,
                                         const QString &name)
{
    const QString file = path("import.safetensors");
    if (!writeSafetensorsFile(file, tensors))
        qFatal("cannot write the test's file");
    return m_store.import(file, name);
}

void TestNetworkStore::allFormatsAreStoredAlike_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name :
         {"vgg19_tiny.legacy.pth", "vgg19_tiny.zip.pth", "vgg19_tiny.safetensors"})
        QTest::newRow(name) << dataFile(QLatin1String(name));
}

void TestNetworkStore::allFormatsAreStoredAlike()
{
    QFETCH(QString, file);
    QCOMPARE(state(tiny), NetworkState::Absent);
    const auto name = m_store.import(file);
    QVERIFY2(name, name ? "" : qPrintable(name.error().detail));
    QCOMPARE(*name, tiny);
    QCOMPARE(state(tiny), NetworkState::Installed);
    QVERIFY(m_store.verify(tiny));

    const auto original = opened(tinyFile());
    const auto stored = opened(networkFile(tiny));
    QVERIFY(original && stored);
    QCOMPARE(stored->tensors().size(), std::size_t(32));
    for (const auto &[key, tensor] : stored->tensors()) {
        QCOMPARE(tensor.type, ElementType::F32);
        QCOMPARE(tensor.shape, original->tensors().at(key).shape);
        QVERIFY2(toFloat(tensor) == toFloat(original->tensors().at(key)), qPrintable(key));
    }
    QCOMPARE(m_store.size(*tinyCatalog().find(tiny)), QFileInfo(networkFile(tiny)).size());
}

void TestNetworkStore::allElementTypesAreStoredAsFloats_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char *type : {"F64", "F32", "F16", "BF16"})
        QTest::newRow(type) << QByteArray(type);
}

void TestNetworkStore::allElementTypesAreStoredAsFloats()
{
    QFETCH(QByteArray, type);
    const QString file = path("typed.safetensors");
    QVERIFY(type == "F64"   ? writeTinyAs<double>(file, type)
            : type == "F32" ? writeTinyAs<float>(file, type)
            : type == "F16" ? writeTinyAs<qfloat16>(file, type)
                            : writeTinyAs<UpperHalf>(file, type));
    QVERIFY(m_store.import(file));
    const auto source = opened(file);
    const auto stored = opened(networkFile(tiny));
    QVERIFY(source && stored);
    for (const auto &[key, tensor] : stored->tensors()) {
        QCOMPARE(tensor.type, ElementType::F32);
        QVERIFY2(toFloat(tensor) == toFloat(source->tensors().at(key)), qPrintable(key));
    }
}

void TestNetworkStore::onlyConvolutionsAreStored()
{
    QVERIFY(m_store.import(tinyFile()));
    const auto stored = opened(networkFile(tiny));
    QVERIFY(stored);
    for (const auto &[key, tensor] : stored->tensors())
        QVERIFY2(key.startsWith(QLatin1String("features.")), qPrintable(key));
}

void TestNetworkStore::storedFilesSayWhatTheyAre()
{
    QVERIFY(m_store.import(tinyFile()));
    const auto stored = opened(networkFile(tiny));
    QVERIFY(stored);
    auto metadata = stored->metadata();
    QCOMPARE(metadata[QStringLiteral("network")], tiny);
    QCOMPARE(metadata[QStringLiteral("licence")], QStringLiteral("BSD-3-Clause"));
    QCOMPARE(metadata[QStringLiteral("source")], QStringLiteral("vgg19_tiny.safetensors"));
    QVERIFY(metadata[QStringLiteral("program")].startsWith(QLatin1String("Gramarye")));
    QCOMPARE(metadata[checksumKey], checksum(stored->tensors()));
    QVERIFY(metadata.count(QStringLiteral("source_sha256")) == 0);
}

void TestNetworkStore::whoBroughtTheFileMaySayWhereItIsFrom()
{
    const NetworkOrigin origin{QStringLiteral("https://example.org/vgg19.pth"),
                               QString(64, QLatin1Char('a'))};
    QVERIFY(m_store.import(tinyFile(), tiny, origin));
    const auto stored = opened(networkFile(tiny));
    QVERIFY(stored);
    QCOMPARE(stored->metadata().at(QStringLiteral("source")), origin.address);
    QCOMPARE(stored->metadata().at(QStringLiteral("source_sha256")), origin.sha256);
}

void TestNetworkStore::namesOfLayersAreTurnedIntoTheUsualOnes()
{
    NetworkInfo named = *tinyCatalog().find(tiny);
    named.keys = named.acceptedKeys.back();
    const auto tensors = randomConvolutions(named);
    QCOMPARE(tensors.front().name, QByteArray("conv1_1.weight"));
    const auto name = import(tensors);
    QVERIFY(name);
    QCOMPARE(*name, caffe); // the file with these names that is around, see NETWORKS.md
    QVERIFY(import(tensors, tiny));
    for (const QString &network : {tiny, caffe}) {
        const auto source = tinyCatalog().locate(network);
        const auto stored = opened(networkFile(network));
        QVERIFY(source && stored);
        QCOMPARE(source->info.keys.at(Layer::Conv2_1), QStringLiteral("features.5"));
        const RandomTensor &expected = tensors[4];
        QCOMPARE(expected.name, QByteArray("conv2_1.weight"));
        QCOMPARE(floatBytes(stored->tensors().at(QStringLiteral("features.5.weight"))),
                 expected.bytes());
    }
}

void TestNetworkStore::aFileMayEndBehindTheLayersOffered()
{
    auto tensors = randomConvolutions(*tinyCatalog().find(tiny));
    tensors.resize(26); // conv5_1 is the thirteenth convolution
    QVERIFY(import(tensors));
    QVERIFY(m_store.verify(tiny));
    tensors.resize(24);
    const auto shorter = import(tensors);
    QVERIFY(!shorter);
    QCOMPARE(shorter.error().code, ErrorCode::WeightsOtherNetwork);
    QVERIFY(shorter.error().detail.contains(QLatin1String("features.28.weight")));
}

void TestNetworkStore::aFileIsRecognisedBeforeItIsImported_data()
{
    QTest::addColumn<QByteArray>("mark");
    QTest::addColumn<QStringList>("networks");
    QTest::newRow("only the user knows") << QByteArray() << QStringList{tiny, caffe};
    QTest::newRow("timm's") << QByteArray("head.fc.weight") << QStringList{tiny};
    QTest::newRow("Caffe order") << QByteArray("classifier.1.weight") << QStringList{caffe};
}

void TestNetworkStore::aFileIsRecognisedBeforeItIsImported()
{
    QFETCH(QByteArray, mark);
    QFETCH(QStringList, networks);
    auto tensors = randomConvolutions(*tinyCatalog().find(tiny));
    if (!mark.isEmpty())
        tensors.push_back({mark, {4, 4}});
    const QString file = path("file.safetensors");
    QVERIFY(writeSafetensorsFile(file, tensors));
    const auto recognised = m_store.recognise(file);
    QVERIFY(recognised);
    QStringList names;
    for (const NetworkInfo &network : *recognised)
        names << network.name;
    QCOMPARE(names, networks);
    QVERIFY(!QFile::exists(networkFolder()));

    tensors.erase(tensors.begin());
    QVERIFY(writeSafetensorsFile(file, tensors));
    QVERIFY(!m_store.recognise(file)); // nobody is asked what it cannot be
}

void TestNetworkStore::filesThemselvesBehaveAsWhenStored()
{
    QVERIFY(import(randomConvolutions(*tinyCatalog().find(caffe)), caffe));
    const QString copy = path("copy.safetensors");
    QVERIFY(QFile::copy(networkFile(caffe), copy));
    const auto stored = tinyCatalog().locate(caffe);
    const auto direct = tinyCatalog().locate(copy);
    QVERIFY(stored && direct);
    QCOMPARE(direct->info.name, caffe);
    QCOMPARE(direct->info.channels, ChannelOrder::Bgr);
    QCOMPARE(direct->info.mean, stored->info.mean);
    QVERIFY(direct->info.keys == stored->info.keys);
}

void TestNetworkStore::whatIsNotTheNetworkIsRefused_data()
{
    QTest::addColumn<QByteArray>("tensor"); // the one to change
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const char *tensor, const char *change, ErrorCode code) {
        QTest::newRow(name) << QByteArray(tensor) << QByteArray(change) << int(code);
    };
    const ErrorCode other = ErrorCode::WeightsOtherNetwork;
    const ErrorCode implausible = ErrorCode::WeightsImplausible;
    row("no bias", "features.0.bias", "missing", other);
    row("no weight", "features.12.weight", "missing", other);
    row("another width", "features.16.weight", "wider", other);
    row("another bias", "features.28.bias", "wider", other);
    row("not a number", "features.10.weight", "nan", implausible);
    row("infinite bias", "features.34.bias", "infinity", implausible);
    row("all zero", "features.2.weight", "zero", implausible);
    row("far too large", "features.2.weight", "huge", implausible);
    row("far too small", "features.2.weight", "minute", implausible);
}

void TestNetworkStore::whatIsNotTheNetworkIsRefused()
{
    QFETCH(QByteArray, tensor);
    QFETCH(QByteArray, change);
    QFETCH(int, code);
    QVERIFY(m_store.import(tinyFile()));
    const QByteArray before = contents(networkFile(tiny));

    // As a file of its own, changed in place: conv1_1 and the like stay what they are.
    auto tensors = randomConvolutions(*tinyCatalog().find(tiny));
    const auto changed = std::find_if(tensors.begin(), tensors.end(),
                                      [&](const RandomTensor &t) { return t.name == tensor; });
    QVERIFY(changed != tensors.end());
    if (change == "missing")
        tensors.erase(changed);
    else if (change == "wider")
        ++changed->shape.front();
    const QString file = path("import.safetensors");
    QVERIFY(writeSafetensorsFile(file, tensors));
    const std::map<QByteArray, float> values{{"nan", std::numeric_limits<float>::quiet_NaN()},
                                             {"infinity", std::numeric_limits<float>::infinity()},
                                             {"zero", 0.0f},
                                             {"huge", 1e6f},
                                             {"minute", 1e-7f}};
    if (values.count(change) == 1) {
        QByteArray bytes = contents(file);
        const QByteArray old = changed->bytes();
        QByteArray replacement = old;
        const qsizetype count = change == "nan" || change == "infinity" ? 1 : old.size() / 4;
        for (qsizetype i = 0; i < count; ++i)
            qToLittleEndian(values.at(change), replacement.data() + 4 * i);
        QVERIFY(bytes.contains(old));
        bytes.replace(old, replacement);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
    }

    const auto name = m_store.import(file, tiny);
    QVERIFY(!name);
    QCOMPARE(int(name.error().code), code);
    QVERIFY2(name.error().detail.contains(QLatin1String(tensor)), qPrintable(name.error().detail));
    QCOMPARE(name.error().subject, file);
    QCOMPARE(contents(networkFile(tiny)), before);
    QCOMPARE(QDir(networkFolder()).entryList(QDir::Files).size(), 1);
}

void TestNetworkStore::unknownAndBuiltInNamesAreRefused()
{
    const auto code = [](const auto &result) { return result ? -1 : int(result.error().code); };
    const QString unknown = QStringLiteral("resnet");
    const QString builtin = QStringLiteral("builtin");
    QCOMPARE(code(m_store.import(tinyFile(), unknown)), int(ErrorCode::NetworkUnknown));
    QCOMPARE(code(m_store.verify(unknown)), int(ErrorCode::NetworkUnknown));
    QCOMPARE(code(m_store.remove(unknown)), int(ErrorCode::NetworkUnknown));
    QCOMPARE(code(m_store.import(tinyFile(), builtin)), int(ErrorCode::NetworkBuiltIn));
    QCOMPARE(code(m_store.remove(builtin)), int(ErrorCode::NetworkBuiltIn));
    QCOMPARE(code(m_store.import(tinyFile(), distilled)), int(ErrorCode::WeightsOtherNetwork));
    QCOMPARE(code(m_store.import(dataFile(QStringLiteral("distilled_golden.safetensors")))),
             int(ErrorCode::WeightsNotVgg));
    QCOMPARE(code(m_store.import(path("nowhere.pth"))), int(ErrorCode::FileNotFound));
    QVERIFY(!QFile::exists(networkFolder()));
}

void TestNetworkStore::aFullDiskLeavesTheOlderFile()
{
    QVERIFY(m_store.import(tinyFile()));
    const QByteArray before = contents(networkFile(tiny));
    const QString file = path("import.safetensors");
    QVERIFY(writeSafetensorsFile(file, randomConvolutions(*tinyCatalog().find(tiny))));
    for (const int room : {0, 1000, 200000}) {
        const FullDisk disk{rlim_t(room)};
        const auto name = m_store.import(file);
        QVERIFY(!name);
        QCOMPARE(name.error().code, ErrorCode::StoreNotWritable);
        QCOMPARE(name.error().subject, networkFolder());
    }
    QCOMPARE(contents(networkFile(tiny)), before);
    QCOMPARE(QDir(networkFolder()).entryList(QDir::Files).size(), 1);
    QVERIFY(m_store.import(file));
    QVERIFY(contents(networkFile(tiny)) != before);
}

void TestNetworkStore::aFolderThatCannotBeMadeIsSaid()
{
    QFile inTheWay(networkFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto name = m_store.import(tinyFile());
    QVERIFY(!name);
    QCOMPARE(name.error().code, ErrorCode::StoreNotWritable);
    QCOMPARE(name.error().subject, networkFolder());
    QVERIFY(!name.error().detail.isEmpty());
}

void TestNetworkStore::thereHasToBeRoom()
{
    QVERIFY(NetworkStore::makeRoom(tiny, 1000));
    QVERIFY(QDir(networkFolder()).exists());
    const Status status = NetworkStore::makeRoom(tiny, std::numeric_limits<qint64>::max());
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::DiskFull);
    QCOMPARE(status.error().subject, tiny);
}

void TestNetworkStore::damageIsNoticed_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::addColumn<int>("state");
    QTest::newRow("empty") << QByteArray("empty") << int(NetworkState::Damaged);
    QTest::newRow("cut short") << QByteArray("cut") << int(NetworkState::Damaged);
    QTest::newRow("foreign") << QByteArray("foreign") << int(NetworkState::Damaged);
    // Only reading all of it shows these.
    QTest::newRow("a name") << QByteArray("name") << int(NetworkState::Installed);
    QTest::newRow("one bit") << QByteArray("bit") << int(NetworkState::Installed);
}

void TestNetworkStore::damageIsNoticed()
{
    QFETCH(QByteArray, damage);
    QFETCH(int, state);
    QVERIFY(m_store.import(tinyFile()));
    QByteArray bytes = contents(networkFile(tiny));
    if (damage == "empty")
        bytes.clear();
    else if (damage == "cut")
        bytes.chop(1);
    else if (damage == "name")
        bytes.replace("features.28.weight", "features.29.weight");
    else if (damage == "foreign")
        bytes = contents(tinyFile());
    else
        bytes[bytes.size() - 4] = char(bytes[bytes.size() - 4] ^ 1);
    QFile file(networkFile(tiny));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();

    QCOMPARE(int(this->state(tiny)), state);
    const Status verified = m_store.verify(tiny);
    QVERIFY(!verified);
    QCOMPARE(verified.error().code, ErrorCode::WeightsDamaged);
    QVERIFY(verified.error().subject.endsWith(QFileInfo(networkFile(tiny)).fileName()));
    QCOMPARE(contents(networkFile(tiny)), bytes); // looking changes nothing
}

void TestNetworkStore::importRepairs()
{
    QVERIFY(m_store.import(tinyFile()));
    const QByteArray before = contents(networkFile(tiny));
    QVERIFY(QFile::resize(networkFile(tiny), 1000));
    QVERIFY(m_store.import(tinyFile()));
    QVERIFY(m_store.verify(tiny));
    QCOMPARE(contents(networkFile(tiny)), before);
}

void TestNetworkStore::removedIsAbsent()
{
    const auto code = [](const Status &status) { return status ? -1 : int(status.error().code); };
    QCOMPARE(code(m_store.remove(tiny)), int(ErrorCode::NetworkNotInstalled));
    QCOMPARE(code(m_store.verify(caffe)), int(ErrorCode::NetworkNeedsFile));
    QVERIFY(m_store.import(tinyFile()));
    QVERIFY(m_store.remove(tiny));
    QCOMPARE(state(tiny), NetworkState::Absent);
    QCOMPARE(m_store.size(*tinyCatalog().find(tiny)), 0);
    QVERIFY(QDir(networkFolder()).isEmpty());
    QVERIFY(m_store.import(tinyFile()));
    QVERIFY(QFile::resize(networkFile(tiny), 10)); // a damaged one goes as well
    QVERIFY(m_store.remove(tiny));
    QCOMPARE(state(tiny), NetworkState::Absent);
}

void TestNetworkStore::theBuiltInNetworkIsVerifiedToo()
{
    const NetworkInfo &builtin = NetworkCatalog::builtIn().networks().front();
    QCOMPARE(NetworkStore().state(builtin), NetworkState::BuiltIn);
    QVERIFY(NetworkStore().size(builtin) > 500'000);
    QVERIFY(NetworkStore().verify(builtin.name));
}

/// One header in 32 has a length that begins as a pickle does.
void TestNetworkStore::importedFilesOpenWhateverTheirHeadersLength()
{
    NetworkStore store(tinyCatalog());
    for (int i = 0; i < 32; ++i) {
        const QString address = QStringLiteral("https://example.org/") + QString(8 * i, u'x');
        const auto name =
            store.import(dataFile(QStringLiteral("vgg19_tiny.safetensors")), tiny, {address, {}});
        QVERIFY2(name, name ? "" : qPrintable(name.error().detail));
        const Status status = store.verify(tiny);
        QVERIFY2(status, status ? "" : qPrintable(status.error().detail));
    }
}

GRAMARYE_TEST(TestNetworkStore)

} // namespace gramarye::tst_networkstore

#include "tst_networkstore.moc"
