#include "core/download/downloadplan.h"

#include "core/weights/weightsfile.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinycatalog.h"
#include "tests/support/vggfile.h"

#include <QTest>

namespace gramarye::tst_downloadplan {

namespace {

constexpr qint64 dataBegin = 1000;

const NetworkInfo &tiny()
{
    return *tinyCatalog().find(QStringLiteral("vgg19"));
}

/// @p tensors one after the other.
SafetensorsHeader headerOf(const std::vector<RandomTensor> &tensors)
{
    SafetensorsHeader header;
    qint64 begin = 0;
    for (const RandomTensor &tensor : tensors) {
        const qint64 end = begin + tensor.byteSize();
        header.tensors[QString::fromUtf8(tensor.name)] = {ElementType::F32, tensor.shape, begin,
                                                          end};
        begin = end;
    }
    return header;
}

qint64 sizeOf(const std::vector<RandomTensor> &tensors)
{
    qint64 size = 0;
    for (const RandomTensor &tensor : tensors)
        size += tensor.byteSize();
    return size;
}

} // namespace

class TestDownloadPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreOneRange();
    void whatIsNotWantedDividesRanges();
    void theHeadDescribesWhatFollowsIt();
    void otherNamesAreFound();
    void anotherNetworkIsRefused();
    void eachPlaceHasWhatFollows();
    void aWholeFileIsOneRange();
};

void TestDownloadPlan::neighboursAreOneRange()
{
    auto tensors = randomConvolutions(tiny());
    const qint64 wanted = sizeOf(tensors);
    tensors.push_back({"head.fc.weight", {1000, 1000}});
    const auto plan = DownloadPlan::convolutions(tiny(), headerOf(tensors), dataBegin);
    QVERIFY(plan);
    QCOMPARE(plan->ranges, (std::vector<ByteRange>{{dataBegin, dataBegin + wanted}}));
    QCOMPARE(plan->size(), plan->head.size() + wanted);
}

void TestDownloadPlan::whatIsNotWantedDividesRanges()
{
    auto tensors = randomConvolutions(tiny());
    const std::vector<RandomTensor> first(tensors.begin(), tensors.begin() + 5);
    const qint64 wanted = sizeOf(tensors);
    tensors.insert(tensors.begin() + 5, {"between", {50}});
    tensors.insert(tensors.begin(), {"before", {25}});
    const auto plan = DownloadPlan::convolutions(tiny(), headerOf(tensors), dataBegin);
    QVERIFY(plan);
    const qint64 begin = dataBegin + 100;
    const qint64 gap = begin + sizeOf(first);
    QCOMPARE(plan->ranges,
             (std::vector<ByteRange>{{begin, gap}, {gap + 200, begin + wanted + 200}}));
}

void TestDownloadPlan::theHeadDescribesWhatFollowsIt()
{
    auto tensors = randomConvolutions(tiny());
    std::reverse(tensors.begin(), tensors.end()); // a file may have them in any order
    tensors.insert(tensors.begin() + 3, {"between", {50}});
    SafetensorsHeader published = headerOf(tensors);
    published.metadata = {{QStringLiteral("pooling"), QStringLiteral("average")},
                          {checksumKey, QStringLiteral("of all tensors")}};
    const auto plan = DownloadPlan::convolutions(tiny(), published, dataBegin);
    QVERIFY(plan);
    const qint64 dataSize = plan->size() - plan->head.size();
    const auto own =
        SafetensorsHeader::fromJson(plan->head.mid(SafetensorsHeader::lengthSize), dataSize);
    QVERIFY2(own, own ? "" : qPrintable(own.error().detail));
    QCOMPARE(own->tensors.size(), tensors.size() - 1);
    QCOMPARE(own->metadata.size(), std::size_t(1)); // a checksum of a part would be wrong
    for (const auto &[name, entry] : own->tensors) {
        const auto &original = published.tensors.at(name);
        QCOMPARE(entry.shape, original.shape);
        const auto next = plan->after(plan->head.size() + entry.begin);
        QVERIFY(next);
        QCOMPARE(next->begin, dataBegin + original.begin);
    }
}

void TestDownloadPlan::otherNamesAreFound()
{
    NetworkInfo named = tiny();
    named.keys = named.acceptedKeys.back();
    const auto tensors = randomConvolutions(named);
    QCOMPARE(tensors.front().name, QByteArray("conv1_1.weight"));
    const auto plan = DownloadPlan::convolutions(tiny(), headerOf(tensors), dataBegin);
    QVERIFY(plan);
    QVERIFY(plan->head.contains("conv1_1.weight"));
}

void TestDownloadPlan::anotherNetworkIsRefused()
{
    auto tensors = randomConvolutions(tiny());
    tensors[6].shape[0] += 1;
    const auto plan = DownloadPlan::convolutions(tiny(), headerOf(tensors), dataBegin);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::WeightsOtherNetwork);
    QVERIFY(plan.error().detail.contains(QLatin1String(tensors[6].name)));
    QVERIFY(!DownloadPlan::convolutions(tiny(), {}, dataBegin));
}

void TestDownloadPlan::eachPlaceHasWhatFollows()
{
    const DownloadPlan plan{"head", {{10, 20}, {30, 31}, {40, 50}}};
    QCOMPARE(plan.size(), 25);
    const std::vector<std::pair<qint64, std::optional<ByteRange>>> places{
        {4, ByteRange{10, 20}},  {13, ByteRange{19, 20}}, {14, ByteRange{30, 31}},
        {15, ByteRange{40, 50}}, {24, ByteRange{49, 50}}, {25, std::nullopt}};
    for (const auto &[done, range] : places)
        QVERIFY(plan.after(done) == range);
}

void TestDownloadPlan::aWholeFileIsOneRange()
{
    const DownloadPlan plan = DownloadPlan::whole(100);
    QCOMPARE(plan.size(), 100);
    QVERIFY(plan.after(0) == (ByteRange{0, 100}));
    QVERIFY(plan.after(40) == (ByteRange{40, 100}));
    QVERIFY(!plan.after(100));
}

GRAMARYE_TEST(TestDownloadPlan)

} // namespace gramarye::tst_downloadplan

#include "tst_downloadplan.moc"
