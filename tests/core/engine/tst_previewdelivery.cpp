#include "core/engine/previewdelivery.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <stdexcept>

namespace gramarye::tst_previewdelivery {

namespace {

/// What happens to the picture of one preview.
struct Journey
{
    bool here = false;
    bool lost = false; ///< taking it fails
    int queries = 0;
    int takes = 0;
};

class FakeImage : public PendingImage
{
public:
    explicit FakeImage(Journey &journey) : m_journey(journey) {}

    bool isHere() const override
    {
        ++m_journey.queries;
        return m_journey.here;
    }
    QImage take() override
    {
        ++m_journey.takes;
        if (m_journey.lost)
            throw std::runtime_error("lost");
        return QImage(2, 2, QImage::Format_RGB888);
    }

private:
    Journey &m_journey;
};

} // namespace

class TestPreviewDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_received.clear(); }

    void whatIsHereIsHandedOverAtOnce();
    void whatIsOnItsWayIsNotWaitedFor();
    void theNextOneWaitsForTheOneBefore();
    void theLastOneIsWaitedFor();
    void nothingComesTwice();
    void aDroppedOneNeverComes();
    void aLostOneStopsNoOther();

private:
    void begin(int iteration, Journey &journey)
    {
        m_delivery.begin({1, iteration, {}}, std::make_unique<FakeImage>(journey));
    }

    std::vector<int> m_received; ///< iterations
    PreviewDelivery m_delivery{[this](const Preview &preview) {
        QVERIFY(!preview.image.isNull());
        m_received.push_back(preview.iteration);
    }};
};

void TestPreviewDelivery::whatIsHereIsHandedOverAtOnce()
{
    Journey journey{true};
    begin(1, journey);
    QCOMPARE(m_received, std::vector<int>{1});
}

void TestPreviewDelivery::whatIsOnItsWayIsNotWaitedFor()
{
    Journey journey;
    begin(1, journey);
    m_delivery.deliverArrived();
    QCOMPARE(journey.takes, 0);
    QVERIFY(m_received.empty());
    journey.here = true;
    m_delivery.deliverArrived();
    QCOMPARE(m_received, std::vector<int>{1});
}

void TestPreviewDelivery::theNextOneWaitsForTheOneBefore()
{
    Journey slow;
    Journey fast{true};
    begin(1, slow);
    begin(2, fast);
    QCOMPARE(m_received, (std::vector<int>{1, 2}));
}

void TestPreviewDelivery::theLastOneIsWaitedFor()
{
    Journey journey;
    begin(1, journey);
    m_delivery.deliverAll();
    QCOMPARE(m_received, std::vector<int>{1});
}

void TestPreviewDelivery::nothingComesTwice()
{
    Journey journey{true};
    begin(1, journey);
    m_delivery.deliverArrived();
    m_delivery.deliverAll();
    QCOMPARE(m_received, std::vector<int>{1});
    QCOMPARE(journey.takes, 1);
    QCOMPARE(journey.queries, 1); // nobody asks for what has gone
}

void TestPreviewDelivery::aDroppedOneNeverComes()
{
    Journey journey;
    begin(1, journey);
    m_delivery.drop();
    m_delivery.deliverAll();
    QVERIFY(m_received.empty());
    QCOMPARE(journey.takes, 0);
}

void TestPreviewDelivery::aLostOneStopsNoOther()
{
    Journey lost{false, true};
    Journey next{true};
    begin(1, lost);
    QVERIFY_EXCEPTION_THROWN(m_delivery.deliverAll(), std::runtime_error);
    begin(2, next);
    QCOMPARE(m_received, std::vector<int>{2});
}

GRAMARYE_TEST(TestPreviewDelivery)

} // namespace gramarye::tst_previewdelivery

#include "tst_previewdelivery.moc"
