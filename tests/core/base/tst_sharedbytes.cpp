#include "core/base/platform.h"
#include "core/base/sharedbytes.h"
#include "tests/support/testprogram.h"

#include <QIODevice>
#include <QTest>

#include <new>

namespace gramarye::tst_sharedbytes {

class TestSharedBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesShareThem();
    void manyLieOnTheDisk();
    void moreThanSaidAreRefused();
};

void TestSharedBytes::copiesShareThem()
{
    SharedBytes copy;
    QVERIFY(copy.isEmpty());
    {
        const SharedBytes bytes = QByteArray("seven");
        copy = bytes;
        QCOMPARE(copy.view().data(), bytes.view().data());
    }
    QCOMPARE(copy.raw(), QByteArray("seven"));
    QCOMPARE(copy, SharedBytes::copyOf(copy.view()));
    QVERIFY(!(copy == SharedBytes(QByteArray("eight"))));
}

void TestSharedBytes::manyLieOnTheDisk()
{
    if (unbackedMemory() == 0)
        QSKIP("the system does not tell what a process takes");
    constexpr qsizetype megabyte = 1 << 20;
    constexpr int count = 300;
    const QByteArray part(megabyte, 'a');
    const qint64 before = unbackedMemory();
    const SharedBytes bytes = SharedBytes::written(count * megabyte + 10, [&](QIODevice &device) {
        for (int i = 0; i < count; ++i)
            QCOMPARE(device.write(part), megabyte);
    });
    QVERIFY(unbackedMemory() - before < 50 * megabyte);
    QCOMPARE(bytes.size(), count * megabyte);
    QCOMPARE(bytes.view().last(megabyte), QByteArrayView(part));
}

void TestSharedBytes::moreThanSaidAreRefused()
{
    constexpr qsizetype most = 300 << 20;
    QVERIFY_EXCEPTION_THROWN(SharedBytes::written(most,
                                                  [](QIODevice &device) {
                                                      device.write(QByteArray(most, 'a'));
                                                      device.write("b");
                                                  }),
                             std::bad_alloc);
}

GRAMARYE_TEST(TestSharedBytes)

} // namespace gramarye::tst_sharedbytes

#include "tst_sharedbytes.moc"
