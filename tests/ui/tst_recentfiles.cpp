#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/recentfiles.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"

#include <QSettings>
#include <QTest>

namespace gramarye::tst_recentfiles {

/// What is remembered, the menu that shows it, and the panel that feeds it.
class TestRecentFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void theNewestIsFirstAndOnlyOnce();
    void onlySoManyAreKept();
    void missingOnesAreLeftOut();
    void whatIsNoFileIsNotRemembered();
    void kindsAreApart();
    void menuOpensWhatIsChosen();
    void menuForgets();
    void emptyMenuSaysSo();
    void picturesOfThePanelAreRemembered();

private:
    QString file(const char *name) const { return m_folder.addBytes(QLatin1String(name), "x"); }

    RecentFiles m_files{QStringLiteral("content")};
    PictureFolder m_folder;
};

void TestRecentFiles::theNewestIsFirstAndOnlyOnce()
{
    m_files.add(file("a"));
    m_files.add(file("b"));
    m_files.add(file("a"));
    QCOMPARE(m_files.paths(), QStringList({file("a"), file("b")}));
}

void TestRecentFiles::onlySoManyAreKept()
{
    for (int i = 0; i < RecentFiles::most + 3; ++i)
        m_files.add(m_folder.addBytes(QString::number(i), "x"));
    QCOMPARE(m_files.paths().size(), RecentFiles::most);
    QCOMPARE(m_files.paths().first(), m_folder.path(QString::number(RecentFiles::most + 2)));
}

void TestRecentFiles::missingOnesAreLeftOut()
{
    m_files.add(file("a"));
    m_files.add(file("gone"));
    QVERIFY(QFile::remove(m_folder.path(QStringLiteral("gone"))));
    QCOMPARE(m_files.paths(), QStringList(file("a")));
}

void TestRecentFiles::whatIsNoFileIsNotRemembered()
{
    m_files.add({});
    m_files.add(QStringLiteral(":/samples/lakeside.jpg"));
    QCOMPARE(m_files.paths(), QStringList());
}

void TestRecentFiles::kindsAreApart()
{
    m_files.add(file("a"));
    QCOMPARE(RecentFiles(QStringLiteral("styles")).paths(), QStringList());
    QCOMPARE(RecentFiles(QStringLiteral("content")).paths(), QStringList(file("a")));
    m_files.clear();
    QCOMPARE(RecentFiles(QStringLiteral("content")).paths(), QStringList());
}

void TestRecentFiles::menuOpensWhatIsChosen()
{
    m_files.add(file("salt & pepper"));
    RecentFiles(QStringLiteral("styles")).add(file("waves"));
    QStringList opened;
    RecentFilesMenu menu{QStringLiteral("Recent")};
    menu.addKind(QStringLiteral("Content"), m_files,
                 [&](const QString &path) { opened << QStringLiteral("content ") + path; });
    menu.addKind(QStringLiteral("Styles"), RecentFiles(QStringLiteral("styles")),
                 [&](const QString &path) { opened << QStringLiteral("style ") + path; });
    Q_EMIT menu.aboutToShow();
    const auto choose = [&menu](const QString &text) {
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                action->trigger();
        }
    };
    choose(QStringLiteral("salt && pepper"));
    choose(QStringLiteral("waves"));
    QCOMPARE(opened, QStringList({QStringLiteral("content ") + file("salt & pepper"),
                                  QStringLiteral("style ") + file("waves")}));
}

void TestRecentFiles::menuForgets()
{
    m_files.add(file("a"));
    RecentFilesMenu menu{QStringLiteral("Recent")};
    menu.addKind(QStringLiteral("Content"), m_files, [](const QString &) {});
    Q_EMIT menu.aboutToShow();
    menu.actions().last()->trigger();
    QCOMPARE(m_files.paths(), QStringList());
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 1);
}

void TestRecentFiles::emptyMenuSaysSo()
{
    RecentFilesMenu menu{QStringLiteral("Recent")};
    menu.addKind(QStringLiteral("Content"), m_files, [](const QString &) {});
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 1);
    QVERIFY(!menu.actions().first()->isEnabled());
    QVERIFY(!menu.actions().first()->text().isEmpty());
}

void TestRecentFiles::picturesOfThePanelAreRemembered()
{
    PicturesPanel panel;
    const RecentFiles styles(QStringLiteral("styles"));
    const QString tree = m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red));
    const QString waves = m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green));
    const QString glass = m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::blue));
    panel.content()->load({tree, {}});
    panel.styles()->addAll({{waves, {}}, {glass, {}}});
    QTRY_VERIFY(!panel.isLoading());
    QCOMPARE(m_files.paths(), QStringList(tree));
    QStringList both = styles.paths();
    both.sort();
    QCOMPARE(both, QStringList({glass, waves}));

    // Taking one away does not make the other one newer.
    const QString newest = styles.paths().first();
    panel.styles()->rows().front()->well()->clear();
    QCOMPARE(styles.paths().first(), newest);

    panel.content()->load({{}, plainPicture(Qt::yellow)}); // pasted
    panel.content()->load({m_folder.addBytes(QStringLiteral("notes.txt"), "no picture"), {}});
    QTRY_VERIFY(!panel.isLoading());
    QCOMPARE(m_files.paths(), QStringList(tree));
}

GRAMARYE_TEST(TestRecentFiles)

} // namespace gramarye::tst_recentfiles

#include "tst_recentfiles.moc"
