#include "core/documents/recoveryfile.h"

#include "core/documents/projectfile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_recoveryfile {

class TestRecoveryFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aLivingProgramsFileIsItsOwn();
    void whatWasLeftIsFoundNewestFirst();
    void whatWasRemovedIsGone();
    void aFolderThatCannotBeMadeIsSaid();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_before;
};

namespace {

void write(const RecoveryFile &file, const QString &program)
{
    Project project;
    project.program = program;
    QVERIFY(writeProject(project, file.path()));
}

} // namespace

void TestRecoveryFile::init()
{
    m_before = qgetenv("GRAMARYE_DATA_DIR");
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("GRAMARYE_DATA_DIR", QFile::encodeName(m_folder->path()));
}

void TestRecoveryFile::cleanup()
{
    qputenv("GRAMARYE_DATA_DIR", m_before);
}

void TestRecoveryFile::aLivingProgramsFileIsItsOwn()
{
    const auto mine = RecoveryFile::create();
    const auto others = RecoveryFile::create();
    QVERIFY(mine && others);
    QVERIFY((*mine)->path() != (*others)->path());
    write(**mine, QStringLiteral("mine"));
    QVERIFY(RecoveryFile::abandoned().isEmpty());
    QCOMPARE(RecoveryFile::takeOver((*mine)->path()).error().code, ErrorCode::DocumentBusy);
}

void TestRecoveryFile::whatWasLeftIsFoundNewestFirst()
{
    QStringList paths;
    for (const int age : {100, 0}) {
        const auto file = RecoveryFile::create();
        QVERIFY(file);
        write(**file, QString::number(age));
        QFile aged((*file)->path());
        QVERIFY(aged.open(QIODevice::ReadWrite));
        QVERIFY(aged.setFileTime(QDateTime::currentDateTime().addSecs(-age),
                                 QFileDevice::FileModificationTime));
        paths.prepend((*file)->path());
    } // here the program ends
    QCOMPARE(RecoveryFile::abandoned(), paths);
    const auto taken = RecoveryFile::takeOver(paths.first());
    QVERIFY(taken);
    QCOMPARE(RecoveryFile::abandoned(), QStringList{paths.last()});
    const auto project = readProject((*taken)->path());
    QVERIFY(project);
    QCOMPARE(project->program, QStringLiteral("0"));
}

void TestRecoveryFile::whatWasRemovedIsGone()
{
    {
        const auto file = RecoveryFile::create();
        QVERIFY(file);
        write(**file, {});
        (*file)->remove();
        QVERIFY(!QFile::exists((*file)->path()));
    }
    QVERIFY(RecoveryFile::abandoned().isEmpty());
    QVERIFY(
        QDir(m_folder->filePath(QStringLiteral("recovery"))).isEmpty(QDir::Files | QDir::Hidden));
}

void TestRecoveryFile::aFolderThatCannotBeMadeIsSaid()
{
    QFile inTheWay(m_folder->filePath(QStringLiteral("recovery")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto file = RecoveryFile::create();
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::FileNotWritable);
}

GRAMARYE_TEST(TestRecoveryFile)

} // namespace gramarye::tst_recoveryfile

#include "tst_recoveryfile.moc"
