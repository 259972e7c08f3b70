#include "core/compute/pch_torch.h"

#include "core/transfer/tensorimage_torch.h"
#include "tests/support/testprogram.h"

#include <QColorSpace>
#include <QTest>

namespace gramarye::tst_tensorimage {

class TestTensorImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesComeBackAsTheyWere_data();
    void bytesComeBackAsTheyWere();
    void theTensorIsACopy_data();
    void theTensorIsACopy();
    void sixteenBitsAreKept();
    void sixteenBitsComeBackAsTheyWere();
    void valuesOutsideAreClamped();
    void scalingKeepsTheMean_data();
    void scalingKeepsTheMean();
    void coveringCutsTheOverhangEvenly();
    void colorsOfTheContentLeaveTheLuma();
};

void TestTensorImage::bytesComeBackAsTheyWere_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 5, 8, 17}) // lines of QImage are padded to four bytes
        QTest::addRow("%d px wide", width) << width;
}

void TestTensorImage::bytesComeBackAsTheyWere()
{
    QFETCH(int, width);
    QImage image(width, 6, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, QColor((x * 37) % 256, (y * 51) % 256, (x * y * 13) % 256));
    }
    const at::Tensor tensor = tensorFromImage(image, image.size());
    QCOMPARE(tensor.sizes(), at::IntArrayRef({1, 3, 6, width}));
    const QImage back = imageFromTensor(tensor);
    QCOMPARE(back.colorSpace(), QColorSpace(QColorSpace::SRgb));
    image.setColorSpace(QColorSpace::SRgb);
    QCOMPARE(back, image);
}

void TestTensorImage::theTensorIsACopy_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1, 1), QSize(1, 3), QSize(4, 1), QSize(5, 4)})
        QTest::addRow("%d × %d", size.width(), size.height()) << size;
}

// Planes of a single pixel lie in memory as the picture's own lines do.
void TestTensorImage::theTensorIsACopy()
{
    QFETCH(QSize, size);
    std::vector<float> memory(std::size_t(4 * size.width() * size.height()), 0.25F);
    const QImage image(reinterpret_cast<uchar *>(memory.data()), size.width(), size.height(),
                       16 * size.width(), QImage::Format_RGBX32FPx4);
    const at::Tensor tensor = tensorFromImage(image, size);
    std::fill(memory.begin(), memory.end(), 0.75F);
    QVERIFY(tensor.eq(0.25).all().item<bool>());
}

void TestTensorImage::sixteenBitsAreKept()
{
    QImage image(3, 1, QImage::Format_RGBX64);
    image.setPixelColor(0, 0, QColor::fromRgba64(1, 256, 65535));
    image.setPixelColor(1, 0, QColor::fromRgba64(30000, 30001, 30002));
    image.setPixelColor(2, 0, QColor::fromRgba64(0, 0, 0));
    const at::Tensor tensor = tensorFromImage(image, image.size()) * 65535;
    QVERIFY(std::abs(tensor[0][0][0][0].item<double>() - 1) < 0.01);
    QVERIFY(std::abs(tensor[0][2][0][0].item<double>() - 65535) < 0.01);
    QVERIFY(std::abs(tensor[0][1][0][1].item<double>() - 30001) < 0.01);
}

void TestTensorImage::sixteenBitsComeBackAsTheyWere()
{
    QImage image(7, 5, QImage::Format_RGBX64);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y,
                                QColor::fromRgba64(quint16(9001 * x), quint16(13001 * y),
                                                   quint16(1 + 1000 * x * y)));
    }
    image.setColorSpace(QColorSpace::SRgb);
    const QImage back = deepImageFromTensor(tensorFromImage(image, image.size()));
    QCOMPARE(back.format(), QImage::Format_RGBX64);
    QCOMPARE(back, image);
}

void TestTensorImage::valuesOutsideAreClamped()
{
    const QImage image = imageFromTensor(at::tensor({-1.0f, 0.5f, 7.0f}).view({1, 3, 1, 1}));
    QCOMPARE(image.pixelColor(0, 0), QColor(0, 128, 255));
    const QImage deep = deepImageFromTensor(at::tensor({-1.0f, 0.5f, 7.0f}).view({1, 3, 1, 1}));
    QCOMPARE(deep.pixelColor(0, 0), QColor::fromRgba64(0, 32768, 65535));
}

void TestTensorImage::scalingKeepsTheMean_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("down") << QSize(30, 20);
    QTest::newRow("far down, in two steps") << QSize(6, 4);
    QTest::newRow("up") << QSize(180, 120);
}

void TestTensorImage::scalingKeepsTheMean()
{
    QFETCH(QSize, size);
    QImage image(90, 60, QImage::Format_RGB888);
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 90; ++x)
            image.setPixelColor(x, y, QColor(x * 2, 255 - y * 4, (x + y) % 2 * 255));
    }
    const at::Tensor whole = tensorFromImage(image, image.size());
    const at::Tensor scaled = tensorFromImage(image, size);
    QCOMPARE(sizeOf(scaled), size);
    QVERIFY((scaled.mean({0, 2, 3}) - whole.mean({0, 2, 3})).abs().max().item<double>() < 0.01);
}

void TestTensorImage::coveringCutsTheOverhangEvenly()
{
    // A white bar in the middle of a wide black picture stays in the middle.
    at::Tensor wide = at::zeros({1, 3, 20, 100});
    wide.narrow(3, 45, 10).fill_(1);
    const at::Tensor square = covering(wide, {40, 40});
    QCOMPARE(sizeOf(square), QSize(40, 40));
    QVERIFY(square[0][0][20][20].item<double>() > 0.99);
    QVERIFY((square - square.flip({3})).abs().max().item<double>() < 0.01);
    QVERIFY(square[0][0][20][2].item<double>() < 0.01);
}

void TestTensorImage::colorsOfTheContentLeaveTheLuma()
{
    const at::Tensor content = at::tensor({0.6f, 0.4f, 0.3f}).view({1, 3, 1, 1});
    const at::Tensor result = at::tensor({0.1f, 0.5f, 0.9f}).view({1, 3, 1, 1});
    const at::Tensor mixed = withColorsOf(content, result).flatten();
    const at::Tensor weights = at::tensor({0.299f, 0.587f, 0.114f});
    QVERIFY((mixed * weights).sum().sub((result.flatten() * weights).sum()).abs().item<double>()
            < 1e-6);
    QVERIFY(std::abs((mixed[0] - mixed[2]).item<double>() - 0.3) < 1e-6);
}

GRAMARYE_TEST(TestTensorImage)

} // namespace gramarye::tst_tensorimage

#include "tst_tensorimage.moc"
