#include "core/model/savepace.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_savepace {

class TestSavePace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quickSavesComeAsAskedFor();
    void slowSavesTakeNoMoreThanAFiftieth();
};

void TestSavePace::quickSavesComeAsAskedFor()
{
    SavePace pace;
    pace.saved(1000, 20);
    QCOMPARE(pace.untilDue(2000).count(), SavePace::usualInterval - 1000);
    QCOMPARE(pace.untilDue(1000 + 2 * SavePace::usualInterval).count(), 0);
    QVERIFY(!pace.isDue(1000));
    QVERIFY(!pace.isDue(30'999));
    QVERIFY(pace.isDue(31'000));
}

void TestSavePace::slowSavesTakeNoMoreThanAFiftieth()
{
    SavePace pace(0);
    qint64 now = 0;
    qint64 saving = 0;
    for (int i = 0; i < 100; ++i) {
        pace.saved(now, 700);
        while (!pace.isDue(now))
            ++now;
        now += 700;
        saving += 700;
    }
    QVERIFY(double(saving) <= 0.0201 * double(now));
    QVERIFY(double(saving) > 0.019 * double(now)); // and not much less often than that allows
}

GRAMARYE_TEST(TestSavePace)

} // namespace gramarye::tst_savepace

#include "tst_savepace.moc"
