#include "core/base/mappedfile.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_mappedfile {

namespace {

constexpr qsizetype size = 1 << 20;

} // namespace

class TestMappedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bytesAreThoseOfTheFile();
    void anEmptyFileHasNone();
    void whatIsCutOffReadsAsZeros();
    void onlyTheFileThatWasCutIsNotWhole();
    void guardsAreGivenBack();
    void whatCannotBeOpenedIsTold();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("file")); }

    QTemporaryDir m_folder;
};

void TestMappedFile::init()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(size, 'x')), size);
}

void TestMappedFile::bytesAreThoseOfTheFile()
{
    const auto file = MappedFile::open(path());
    QVERIFY(file);
    QVERIFY((*file)->bytes() == QByteArray(size, 'x'));
    QVERIFY((*file)->check());
}

void TestMappedFile::anEmptyFileHasNone()
{
    QVERIFY(QFile::resize(path(), 0));
    const auto file = MappedFile::open(path());
    QVERIFY(file);
    QVERIFY((*file)->bytes().isEmpty());
    QVERIFY((*file)->check());
}

void TestMappedFile::whatIsCutOffReadsAsZeros()
{
#if defined(Q_OS_UNIX)
    const auto file = MappedFile::open(path());
    QVERIFY(file);
    QVERIFY(QFile::resize(path(), size / 2));
    const QByteArrayView bytes = (*file)->bytes();
    QCOMPARE(std::count(bytes.begin(), bytes.end(), 'x'), size / 2);
    QCOMPARE(std::count(bytes.begin(), bytes.end(), '\0'), size / 2);
    const Status status = (*file)->check();
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(status.error().subject, path());
#else
    QSKIP("this system lets nobody cut a mapped file");
#endif
}

void TestMappedFile::onlyTheFileThatWasCutIsNotWhole()
{
#if defined(Q_OS_UNIX)
    const QString copy = m_folder.filePath(QStringLiteral("copy"));
    QVERIFY(QFile::copy(path(), copy));
    const auto cut = MappedFile::open(path());
    const auto whole = MappedFile::open(copy);
    QVERIFY(cut && whole);
    QVERIFY(QFile::resize(path(), 0));
    QCOMPARE((*cut)->bytes().back(), '\0');
    QCOMPARE((*whole)->bytes().back(), 'x');
    QVERIFY(!(*cut)->check());
    QVERIFY((*whole)->check());
#endif
}

void TestMappedFile::guardsAreGivenBack()
{
    for (int i = 0; i < 1000; ++i) {
        const auto file = MappedFile::open(path());
        QVERIFY(file);
        QVERIFY((*file)->check());
    }
    std::vector<std::unique_ptr<MappedFile>> files;
    auto file = MappedFile::open(path());
    for (; file && files.size() < 1000; file = MappedFile::open(path()))
        files.push_back(std::move(*file));
    QVERIFY(files.size() >= 50);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::FileUnreadable);
}

void TestMappedFile::whatCannotBeOpenedIsTold()
{
    const auto missing = MappedFile::open(path() + QStringLiteral("s"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
    const auto folder = MappedFile::open(m_folder.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::FileUnreadable);
}

GRAMARYE_TEST(TestMappedFile)

} // namespace gramarye::tst_mappedfile

#include "tst_mappedfile.moc"
