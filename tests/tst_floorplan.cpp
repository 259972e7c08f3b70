#include "testpaths.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

/// Promises about who includes whom: the floors app → ui → core and the folders of core have no
/// arrow back, and LibTorch's headers stay behind those of core that end in "_torch.h", libvips' in
/// core/pictures.
class TestFloorPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFolderHasItsPlace();
    void noArrowRunsBack_data();
    void noArrowRunsBack();
    void libTorchStaysBehindItsHeaders_data() { noArrowRunsBack_data(); }
    void libTorchStaysBehindItsHeaders();
    void libvipsStaysWherePicturesAreRead();
    void noTwoTypesShareAName();
};

namespace {

/// Each may include itself and what stands before it.
const QStringList plan{
    QStringLiteral("core/base"),
    QStringLiteral("core/model"),
    QStringLiteral("core/archive"),
    QStringLiteral("core/weights"),
    QStringLiteral("core/compute"),
    QStringLiteral("core/network"),
    QStringLiteral("core/download"),
    QStringLiteral("core/pictures"),
    QStringLiteral("core/transfer"),
    QStringLiteral("core/documents"),
    QStringLiteral("core/engine"),
    QStringLiteral("ui/text"),
    QStringLiteral("ui"),
    QStringLiteral("app"),
};
const QStringList seeLibTorch{QStringLiteral("core/compute"), QStringLiteral("core/network"),
                              QStringLiteral("core/transfer"), QStringLiteral("core/engine")};

/// The entry of the plan that @p path, as it is included, belongs to; -1: none of ours.
qsizetype placeOf(const QString &path)
{
    for (qsizetype i = 0; i < plan.size(); ++i) {
        if (path.startsWith(plan[i] + u'/'))
            return i;
    }
    return -1;
}

/// What was looked for, and where it is.
struct Found
{
    QString file;
    QString what;
};

/// What @p pattern captures in each file below @p folder whose name is like one of @p names.
QList<Found> allOf(const QString &pattern, const QString &folder, const QStringList &names)
{
    const QDir root(QStringLiteral(GRAMARYE_SOURCE_DIR));
    const QRegularExpression line(pattern, QRegularExpression::MultilineOption);
    QList<Found> all;
    QDirIterator files(root.filePath(folder), names, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        const QString name = root.relativeFilePath(file.fileName());
        auto matches = line.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            all << Found{name, matches.next().captured(1)};
    }
    return all;
}

/// All #include lines below @p folder.
QList<Found> includesIn(const QString &folder)
{
    return allOf(QStringLiteral("^#include [\"<]([^\">]+)"), folder,
                 {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.inl")});
}

bool isOfLibTorch(const QString &header)
{
    static const QRegularExpression pattern(QStringLiteral("^(torch|ATen|c10)/|_torch\\.h$"));
    return pattern.match(header).hasMatch();
}

} // namespace

void TestFloorPlan::everyFolderHasItsPlace()
{
    const QDir root(QStringLiteral(GRAMARYE_SOURCE_DIR));
    const QDir core(root.filePath(QStringLiteral("core")));
    const QStringList folders = core.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!folders.isEmpty());
    for (const QString &folder : folders)
        QVERIFY2(plan.contains(QLatin1String("core/") + folder), qPrintable(folder));
}

void TestFloorPlan::noArrowRunsBack_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &folder : plan)
        QTest::newRow(qPrintable(folder)) << folder;
}

void TestFloorPlan::noArrowRunsBack()
{
    QFETCH(QString, folder);
    const QList<Found> includes = includesIn(folder);
    QVERIFY(!includes.isEmpty());
    for (const Found &include : includes) {
        static const QRegularExpression ours(QStringLiteral("^(core|ui|app)/"));
        if (!ours.match(include.what).hasMatch())
            continue;
        const qsizetype place = placeOf(include.what);
        QVERIFY2(place >= 0 && place <= placeOf(include.file),
                 qPrintable(include.file + QLatin1String(" includes ") + include.what));
    }
}

void TestFloorPlan::libTorchStaysBehindItsHeaders()
{
    QFETCH(QString, folder);
    for (const Found &include : includesIn(folder)) {
        if (!isOfLibTorch(include.what))
            continue;
        const bool isPublic = include.file.endsWith(QLatin1String(".h"))
                              && !include.file.endsWith(QLatin1String("_torch.h"));
        const bool mayBe = seeLibTorch.contains(plan[placeOf(include.file)]) && !isPublic;
        QVERIFY2(mayBe, qPrintable(include.file + QLatin1String(" includes ") + include.what));
    }
}

void TestFloorPlan::libvipsStaysWherePicturesAreRead()
{
    int found = 0;
    for (const QString &folder : plan) {
        for (const Found &include : includesIn(folder)) {
            if (!include.what.startsWith(QLatin1String("vips/"))
                && !include.what.endsWith(QLatin1String("_vips.h")))
                continue;
            ++found;
            const bool isPublic = include.file.endsWith(QLatin1String(".h"))
                                  && !include.file.endsWith(QLatin1String("_vips.h"));
            QVERIFY2(include.file.startsWith(QLatin1String("core/pictures/")) && !isPublic,
                     qPrintable(include.file + QLatin1String(" includes ") + include.what));
        }
    }
    QVERIFY(found > 0);
}

// They would be linked into one program, where a type has one definition.
void TestFloorPlan::noTwoTypesShareAName()
{
    const QString definition =
        QStringLiteral("^(?:struct|class|enum|enum class) (\\w+)(?: : [^;{]*)?\\n?\\{");
    QMap<QString, QString> headers;
    for (const char *floor : {"core", "ui", "app"}) {
        for (const Found &type : allOf(definition, QLatin1String(floor), {QStringLiteral("*.h")})) {
            QVERIFY2(!headers.contains(type.what),
                     qPrintable(type.what + QLatin1String(" is in ") + type.file
                                + QLatin1String(" and in ") + headers[type.what]));
            headers[type.what] = type.file;
        }
    }
    QVERIFY(headers.size() > 200);
}

QTEST_GUILESS_MAIN(TestFloorPlan)
#include "tst_floorplan.moc"
