#include "core/documents/snapshotstore.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QTest>

namespace gramarye::tst_snapshot {

namespace {

QImage gradient()
{
    QImage image(40, 30, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(6 * x, 8 * y, 3 * (x + y)));
    }
    return image;
}

Recipe recipe()
{
    Recipe recipe;
    recipe.program = QStringLiteral("1.2");
    recipe.scene.network.name = QStringLiteral("builtin");
    recipe.scene.content.name = QStringLiteral("Straße in Tübingen.jpg");
    recipe.scene.styles = {{PictureRef::ofFile(QStringLiteral("a.png"))}, {PictureRef()}};
    recipe.scene.styles[0].picture.path.clear();
    recipe.scene.parameters.ratio = 1.0 / 3;
    recipe.scene.styles[0].weight = 0.25;
    return recipe;
}

QByteArray pngWithText(const QString &text)
{
    QImage image = gradient();
    if (!text.isEmpty())
        image.setText(Recipe::textKey(), text);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryPixelAndTheRecipe();
    void returnsFromItsBytes();
    void strangersAreRefused_data();
    void strangersAreRefused();
};

void TestSnapshot::keepsEveryPixelAndTheRecipe()
{
    const Snapshot snapshot = Snapshot::of(gradient(), recipe(), 120, SnapshotKind::Automatic);
    QCOMPARE(snapshot.size, QSize(40, 30));
    QCOMPARE(snapshot.iteration, 120);
    QVERIFY(snapshot.kind == SnapshotKind::Automatic);
    QVERIFY(snapshot.recipe == recipe());
    const QImage picture = snapshot.picture();
    QCOMPARE(picture.text(Recipe::textKey()), QString::fromUtf8(recipe().toJson()));
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            QCOMPARE(picture.pixelColor(x, y), gradient().pixelColor(x, y));
    }
}

void TestSnapshot::returnsFromItsBytes()
{
    const Snapshot snapshot = Snapshot::of(gradient(), recipe(), 7, SnapshotKind::ByHand);
    const auto read = Snapshot::fromPng(snapshot.png, 7, SnapshotKind::ByHand, {});
    QVERIFY(read);
    QVERIFY(*read == snapshot);
}

void TestSnapshot::strangersAreRefused_data()
{
    QTest::addColumn<QByteArray>("png");
    QTest::addColumn<ErrorCode>("code");
    const QByteArray whole = Snapshot::of(gradient(), recipe(), 1, SnapshotKind::ByHand).png;
    QTest::newRow("nothing") << QByteArray() << ErrorCode::PictureEmpty;
    QTest::newRow("no picture") << QByteArray("snapshot") << ErrorCode::PictureUnknown;
    QTest::newRow("cut off") << whole.left(whole.size() / 2) << ErrorCode::PictureDamaged;
    QTest::newRow("no recipe") << pngWithText({}) << ErrorCode::RecipeMissing;
    QTest::newRow("no JSON") << pngWithText(QStringLiteral("oil")) << ErrorCode::DocumentDamaged;
}

void TestSnapshot::strangersAreRefused()
{
    QFETCH(QByteArray, png);
    QFETCH(ErrorCode, code);
    const auto read = Snapshot::fromPng(png, 1, SnapshotKind::ByHand, QStringLiteral("a.png"));
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().subject, QStringLiteral("a.png"));
}

GRAMARYE_TEST(TestSnapshot)

} // namespace gramarye::tst_snapshot

#include "tst_snapshot.moc"
