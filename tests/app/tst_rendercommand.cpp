#include "app/commandline.h"
#include "app/rendercommand.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <stdexcept>

namespace gramarye::tst_rendercommand {

namespace {

// In place of the mathematics: calls back before every step.
class ScriptedTransfer : public StyleTransfer
{
public:
    using Script = std::function<void(int iteration, const Cancellation &)>;

    ScriptedTransfer(const RenderJob &job, Script script) : m_job(job), m_script(std::move(script))
    {
    }

    IterationReport step(const StyleParameters &parameters,
                         const Cancellation &cancellation) override
    {
        m_script(m_iteration + 1, cancellation);
        IterationReport report;
        report.iteration = report.sizeIteration = ++m_iteration;
        report.sizeIterations = parameters.iterations;
        report.size = m_job.scene.content.image.size();
        report.progress = double(m_iteration) / parameters.iterations;
        return report;
    }

    bool isDone() const override { return m_iteration == m_job.scene.parameters.iterations; }
    QImage image(const StyleParameters &, QSize) const override
    {
        return m_job.scene.content.image;
    }
    QImage result(const StyleParameters &) const override
    {
        return m_job.scene.content.image.convertToFormat(QImage::Format_RGBX64);
    }
    RenderCheckpoint checkpoint() const override { return {}; }

private:
    RenderJob m_job;
    Script m_script;
    int m_iteration = 0;
};

StyleTransferFactoryMaker scripted(const ScriptedTransfer::Script &script)
{
    return [script]() -> StyleTransferFactory {
        return [script](const RenderJob &job, const Cancellation &) {
            return std::make_unique<ScriptedTransfer>(job, script);
        };
    };
}

void doNothing(int, const Cancellation &) {}

// What an iteration that takes very long does once it is stopped.
void workUntilStopped(const Cancellation &cancellation)
{
    while (true)
        cancellation.check();
}

} // namespace

class TestRenderCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void aFinishedRunWritesItsPicture();
    void aFailureInTheMidstWritesNoPicture();
    void anInterruptInTheMidstOfAnIterationKeepsThePictureBeforeIt();
    void anInterruptBeforeThereIsAPictureWritesNone();
    void aLogThatCannotBeWrittenEndsTheRun();
    void aPreviewThatCannotBeWrittenEndsTheRun();

private:
    RenderArguments arguments() const;
    QString output() const { return m_folder->filePath(QStringLiteral("out.png")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_pictures;
    QString m_picture;
};

void TestRenderCommand::initTestCase()
{
    QImage image(48, 32, QImage::Format_RGB888);
    image.fill(Qt::darkCyan);
    m_picture = m_pictures.filePath(QStringLiteral("picture.png"));
    QVERIFY(image.save(m_picture));
}

void TestRenderCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

RenderArguments TestRenderCommand::arguments() const
{
    RenderArguments arguments;
    arguments.scene.content = PictureRef::ofFile(m_picture);
    arguments.scene.styles = {{PictureRef::ofFile(m_picture)}};
    arguments.outputFile = output();
    arguments.scene.network.name = QStringLiteral("builtin");
    arguments.values = {{QStringLiteral("iterations"), 5}, {QStringLiteral("preview-every"), 1}};
    arguments.quiet = true;
    return arguments;
}

void TestRenderCommand::aFinishedRunWritesItsPicture()
{
    QCOMPARE(RenderCommand(arguments(), scripted(doNothing)).run(), exitcode::done);
    QCOMPARE(QImage(output(), "PNG").size(), QSize(48, 32));
}

void TestRenderCommand::aFailureInTheMidstWritesNoPicture()
{
    const auto failAtThree = [](int iteration, const Cancellation &) {
        if (iteration == 3)
            throw std::runtime_error("three");
    };
    QCOMPARE(RenderCommand(arguments(), scripted(failAtThree)).run(), exitcode::failed);
    QVERIFY(!QFile::exists(output()));
}

void TestRenderCommand::anInterruptInTheMidstOfAnIterationKeepsThePictureBeforeIt()
{
    const auto interruptAtThree = [](int iteration, const Cancellation &cancellation) {
        if (iteration < 3)
            return;
        std::raise(SIGINT);
        workUntilStopped(cancellation);
    };
    QCOMPARE(RenderCommand(arguments(), scripted(interruptAtThree)).run(), exitcode::interrupted);
    QCOMPARE(QImage(output(), "PNG").size(), QSize(48, 32));
}

void TestRenderCommand::anInterruptBeforeThereIsAPictureWritesNone()
{
    const StyleTransferFactory interruptedPreparation =
        [](const RenderJob &, const Cancellation &cancellation) -> std::unique_ptr<StyleTransfer> {
        std::raise(SIGINT);
        workUntilStopped(cancellation);
        return nullptr;
    };
    QCOMPARE(RenderCommand(arguments(), [&] { return interruptedPreparation; }).run(),
             exitcode::interrupted);
    QVERIFY(!QFile::exists(output()));
}

void TestRenderCommand::aLogThatCannotBeWrittenEndsTheRun()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    RenderArguments logged = arguments();
    logged.logFile = QStringLiteral("/dev/full");
    QCOMPARE(RenderCommand(logged, scripted(doNothing)).run(), exitcode::failed);
    QVERIFY(!QFile::exists(output()));
}

void TestRenderCommand::aPreviewThatCannotBeWrittenEndsTheRun()
{
    RenderArguments previewed = arguments();
    previewed.previewFolder = m_folder->filePath(QStringLiteral("previews"));
    const QString inTheWay = previewed.previewFolder + QLatin1String("/preview-000003.png");
    const auto blockTheThird = [&](int iteration, const Cancellation &) {
        if (iteration == 3)
            QDir().mkpath(inTheWay); // a folder where the file should go
    };
    QCOMPARE(RenderCommand(previewed, scripted(blockTheThird)).run(), exitcode::failed);
    QVERIFY(!QFile::exists(output()));
}

GRAMARYE_TEST(TestRenderCommand)

} // namespace gramarye::tst_rendercommand

#include "tst_rendercommand.moc"
