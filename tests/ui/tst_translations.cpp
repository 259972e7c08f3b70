#include "core/model/parameterspec.h"
#include "core/network/networkcatalog.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"
#include "ui/text/translation.h"

#include <QDir>
#include <QGroupBox>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>

namespace gramarye::tst_translations {

namespace {

/// One message of a .ts file.
struct Message
{
    QString context;
    QString source;
    QString comment;
    QString translation;
    bool finished = false;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{context, {}, {}, {}, false};
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            message.translation = xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readMessages(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages << readMessage(xml, context);
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    QStringList found;
    static const QRegularExpression placeholder(QStringLiteral("%[1-9]|\\[\\*\\]"));
    for (const auto &match : placeholder.globalMatch(text))
        found << match.captured();
    found.sort();
    return found;
}

QDir folder()
{
    return QDir(QStringLiteral(GRAMARYE_SOURCE_DIR "/translations"));
}

} // namespace

/// Of every language there is; German in particular.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTextIsExtracted();
    void everyMessageIsTranslatedAndCompiled_data();
    void everyMessageIsTranslatedAndCompiled();
    void textsOfCoreAreMarked_data();
    void textsOfCoreAreMarked();
    void windowSpeaksGerman();

private:
    QTranslator m_german;
};

void TestTranslations::initTestCase()
{
    QVERIFY(m_german.load(QStringLiteral(":/i18n/gramarye_de.qm")));
}

/// Looks at the sources as `ninja update_translations` does, into a file of the test's own.
void TestTranslations::everyTextIsExtracted()
{
    const QTemporaryDir scratch;
    const QString fresh = scratch.filePath(QStringLiteral("fresh_de.ts"));
    const QDir root(QStringLiteral(GRAMARYE_SOURCE_DIR));
    QProcess lupdate;
    lupdate.setWorkingDirectory(root.path());
    lupdate.start(QStringLiteral(GRAMARYE_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
                   QStringLiteral("-I"), root.path(), QStringLiteral("app"), QStringLiteral("ui"),
                   QStringLiteral("core/model/parameterspec.cpp"), QStringLiteral("core/pictures"),
                   QStringLiteral("-ts"), fresh});
    QVERIFY2(lupdate.waitForFinished(), qPrintable(lupdate.errorString()));
    QCOMPARE(lupdate.exitCode(), 0);

    const auto key = [](const Message &message) {
        return QStringList{message.context, message.source, message.comment};
    };
    std::set<QStringList> extracted;
    for (const Message &message : readMessages(folder().filePath(QStringLiteral("gramarye_de.ts"))))
        extracted.insert(key(message));
    const QList<Message> there = readMessages(fresh);
    QVERIFY(there.size() > 500);
    for (const Message &message : there)
        QVERIFY2(extracted.count(key(message)) == 1,
                 qPrintable(message.context + QLatin1String(": ") + message.source
                            + QLatin1String(" (ninja update_translations)")));
}

void TestTranslations::everyMessageIsTranslatedAndCompiled_data()
{
    QTest::addColumn<QString>("language");
    const QStringList files = folder().entryList({QStringLiteral("gramarye_*.ts")});
    QVERIFY(files.contains(QStringLiteral("gramarye_de.ts")));
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(3);
}

void TestTranslations::everyMessageIsTranslatedAndCompiled()
{
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/%1.qm").arg(language)));
    const auto messages = readMessages(folder().filePath(language + QStringLiteral(".ts")));
    QVERIFY(messages.size() > 200);
    for (const Message &message : messages) {
        const QByteArray source = message.source.toUtf8();
        QVERIFY2(message.finished && !message.translation.isEmpty(), source);
        QVERIFY2(placeholders(message.source) == placeholders(message.translation), source);
        QCOMPARE(translator.translate(message.context.toUtf8(), source, message.comment.toUtf8()),
                 message.translation);
    }
}

void TestTranslations::textsOfCoreAreMarked_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *context, const QString &text) {
        if (!text.isEmpty())
            QTest::newRow(qPrintable(text)) << QByteArray(context) << text;
    };
    for (const ParameterSpec &spec : parameterSpecs()) {
        for (const char *text : {spec.label, spec.term, spec.help, spec.unit})
            add("Parameter", QString::fromUtf8(text));
    }
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        add("Catalog", network.title);
        add("Catalog", network.summary);
        for (const auto &[layer, word] : network.sliderLayers(true))
            add("Catalog", word);
    }
}

void TestTranslations::textsOfCoreAreMarked()
{
    QFETCH(QByteArray, context);
    QFETCH(QString, text);
    QVERIFY(!m_german.translate(context, text.toUtf8()).isEmpty());
    if (context == "Catalog") {
        const auto &marked = markedCatalogTexts();
        QVERIFY(std::any_of(marked.begin(), marked.end(),
                            [&](const char *m) { return text == QString::fromUtf8(m); }));
    }
}

void TestTranslations::windowSpeaksGerman()
{
    installTranslations(QLocale(QLocale::German));
    QCOMPARE(parameterText("Size"), QStringLiteral("Größe"));
    QCOMPARE(catalogText(QStringLiteral("strokes")), QStringLiteral("Striche"));
    QVERIFY(errorText({ErrorCode::NoContent, {}, {}}).contains(QStringLiteral("Inhaltsbild")));

    const ParameterPanel panel(NetworkCatalog::builtIn().networks().front());
    QStringList titles;
    for (const QGroupBox *box : panel.findChildren<QGroupBox *>())
        titles << box->title();
    QVERIFY(titles.contains(QStringLiteral("Stilschichten")));
}

GRAMARYE_TEST(TestTranslations)

} // namespace gramarye::tst_translations

#include "tst_translations.moc"
