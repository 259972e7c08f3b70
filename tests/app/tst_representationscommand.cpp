#include "app/representationscommand.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace gramarye::tst_representationscommand {

namespace {

QImage stripes()
{
    QImage image(96, 64, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, (x / 8) % 2 ? QColor(220, 180, 40) : QColor(30, 60, 160));
    }
    return image;
}

bool hasInk(const QImage &sheet, const QRect &part)
{
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            if (sheet.pixelColor(x, y).lightness() < 100)
                return true;
        }
    }
    return false;
}

} // namespace

/// `gramarye representations`: its arguments, and the built program run as a process.
class TestRepresentationsCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void argumentsAreUnderstood();
    void wrongUsageIsOneSentence_data();
    void wrongUsageIsOneSentence();
    void failureIsOneSentence_data();
    void failureIsOneSentence();
    void everyOptionIsInTheHelp();
    void aCaptionedSheetIsWritten();
    void ofACutPictureWhatIsThereIsTaken();
    void quietSaysNothing();
    void interruptKeepsTheSheetSoFar();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList call(const QStringList &more = {}) const;
    Outcome run(const QStringList &arguments) const
    {
        return runProgram(m_folder->path(), arguments);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRepresentationsCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(stripes().save(path("stripes.png")));
}

// Reconstructions of a moment, followed by @p more, which wins where it says otherwise.
QStringList TestRepresentationsCommand::call(const QStringList &more) const
{
    return QStringList{QStringLiteral("representations"),   path("stripes.png"),
                       QStringLiteral("--output"),          path("sheet.png"),
                       QStringLiteral("--network=builtin"), QStringLiteral("--size=48"),
                       QStringLiteral("--iterations=3"),    QStringLiteral("--threads=1")}
           + more;
}

void TestRepresentationsCommand::argumentsAreUnderstood()
{
    const auto parsed = parseRepresentationsArguments(
        {QStringLiteral("a.jpg"), QStringLiteral("--output"), QStringLiteral("b.png"),
         QStringLiteral("--size=192"), QStringLiteral("--iterations"), QStringLiteral("7"),
         QStringLiteral("--seed=5"), QStringLiteral("--threads=2"),
         QStringLiteral("--network=builtin"), QStringLiteral("--device=cpu"),
         QStringLiteral("--quiet")});
    QVERIFY(parsed);
    QCOMPARE(parsed->pictureFile, QStringLiteral("a.jpg"));
    QCOMPARE(parsed->outputFile, QStringLiteral("b.png"));
    QCOMPARE(parsed->network, QStringLiteral("builtin"));
    QCOMPARE(parsed->settings.size, 192);
    QCOMPARE(parsed->settings.iterations, 7);
    QCOMPARE(parsed->settings.seed, 5);
    QCOMPARE(parsed->settings.threads, 2);
    QCOMPARE(parsed->settings.device, QStringLiteral("cpu"));
    QVERIFY(parsed->quiet);
}

void TestRepresentationsCommand::wrongUsageIsOneSentence_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const QStringList &words, const char *named) {
        QTest::newRow(name) << words << QString::fromLatin1(named);
    };
    const QString picture = QStringLiteral("a.jpg");
    const QString output = QStringLiteral("--output=b.png");
    row("no picture", {output}, "picture");
    row("no output", {picture}, "--output");
    row("two pictures", {picture, picture, output}, "a.jpg");
    row("unknown option", {picture, output, QStringLiteral("--bogus")}, "--bogus");
    row("too small", {picture, output, QStringLiteral("--size=8")}, "--size");
    row("no number", {picture, output, QStringLiteral("--size=large")}, "large");
    row("not whole", {picture, output, QStringLiteral("--iterations=2.5")}, "2.5");
    row("not a number", {picture, output, QStringLiteral("--seed=nan")}, "nan");
    row("no value", {picture, output, QStringLiteral("--size")}, "--size");
    row("empty value", {picture, QStringLiteral("--output=")}, "--output");
    row("value too many", {picture, output, QStringLiteral("--quiet=yes")}, "--quiet");
}

void TestRepresentationsCommand::wrongUsageIsOneSentence()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    const auto parsed = parseRepresentationsArguments(words);
    QVERIFY(!parsed);
    const QString sentence = parsed.error().sentence;
    QVERIFY2(sentence.contains(named), qPrintable(sentence));
}

void TestRepresentationsCommand::failureIsOneSentence_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("subject");
    QTest::newRow("no such network")
        << QStringList{QStringLiteral("--network=vgg99")} << QStringLiteral("vgg99");
    QTest::newRow("no such device")
        << QStringList{QStringLiteral("--device=abacus")} << QStringLiteral("abacus");
    QTest::newRow("no folder for the sheet")
        << QStringList{QStringLiteral("--output=nowhere/out.png")} << QStringLiteral("out.png");
}

void TestRepresentationsCommand::failureIsOneSentence()
{
    QFETCH(QStringList, more);
    QFETCH(QString, subject);
    const Outcome outcome = run(call(more));
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(subject), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(u'\n'), 1);
    QVERIFY(!QFile::exists(path("sheet.png")));
}

void TestRepresentationsCommand::everyOptionIsInTheHelp()
{
    const Outcome outcome = run({QStringLiteral("representations"), QStringLiteral("--help")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.contains(QLatin1String("gramarye representations FILE --output FILE")));
    const auto table = representationsOptions();
    for (const OptionSpec &option : table.front().options)
        QVERIFY2(outcome.out.contains(QLatin1Char(' ') + option.typed()),
                 qPrintable(option.typed()));
}

void TestRepresentationsCommand::aCaptionedSheetIsWritten()
{
    const Outcome outcome = run(call());
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, QString());
    QVERIFY(outcome.err.contains(QLatin1String("sheet.png")));
    const QImage sheet(path("sheet.png"), "PNG");
    QVERIFY(sheet.width() > 6 * 48); // the picture and five reconstructions
    QVERIFY(sheet.height() > 2 * 32);
    QVERIFY(hasInk(sheet, QRect(60, 0, 200, 20))); // letters, without any display
    QCOMPARE(sheet.pixelColor(0, 0), QColor(Qt::white));
}

void TestRepresentationsCommand::ofACutPictureWhatIsThereIsTaken()
{
    QVERIFY(stripes().save(path("cut.bmp")));
    QFile file(path("cut.bmp"));
    QVERIFY(file.resize(file.size() * 3 / 4));
    QStringList words = call();
    words[1] = path("cut.bmp");
    const Outcome refused = run(words);
    QVERIFY(refused.status != 0);
    QVERIFY2(refused.err.contains(QStringLiteral("--partial")), qPrintable(refused.err));
    const Outcome taken = run(words << QStringLiteral("--partial"));
    QVERIFY2(taken.status == 0, qPrintable(taken.err));
    QVERIFY(QFile::exists(path("sheet.png")));
}

void TestRepresentationsCommand::quietSaysNothing()
{
    const Outcome outcome =
        run(call({QStringLiteral("--quiet"), QStringLiteral("--iterations=1")}));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out + outcome.err, QString());
}

void TestRepresentationsCommand::interruptKeepsTheSheetSoFar()
{
    QProcess process;
    prepareProgram(process, m_folder->path(), call({QStringLiteral("--iterations=100000")}));
    process.setReadChannel(QProcess::StandardError);
    process.start();
    QVERIFY(process.waitForReadyRead(60000)); // the first iteration is done
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(10000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(!QImage(path("sheet.png"), "PNG").isNull());
}

GRAMARYE_TEST(TestRepresentationsCommand)

} // namespace gramarye::tst_representationscommand

#include "tst_representationscommand.moc"
