#include "tests/support/faketransfer.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/edits/editrecorder.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/widgets/foldsection.h"
#include "ui/window/mainwindow.h"
#include "ui/window/shortcutsdialog.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTableWidget>
#include <QTest>

namespace gramarye::tst_accessibility {

/// The whole window without a mouse and without eyes.
class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyControlHasAName();
    void everyControlIsReachedByTab();
    void focusIsVisible();
    void noTextIsCutOffInALargeFont();
    void theWindowFitsOnASmallScreen();
    void everyShortcutIsListed();
    void theListNamesNoStep();
    void noShortcutMeansTwoThings();

private:
    /// What can have the focus and is to be seen.
    QList<QWidget *> controls() const;
    static QString describe(const QWidget *widget);
    static bool isCutOff(const QWidget &widget);
    QStringList cutOff() const;

    std::unique_ptr<MainWindow> m_window;
    PictureFolder m_folder;
};

void TestAccessibility::init()
{
    QSettings().clear();
    auto fake = std::make_shared<FakeControl>();
    m_window = std::make_unique<MainWindow>(std::make_unique<RenderEngine>(fakeFactory(fake)),
                                            NetworkCatalog::builtIn());
    m_window->setContent(m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red)));
    m_window->addStyle(m_folder.add(QStringLiteral("waves.png"), plainPicture(Qt::green)));
    m_window->addStyle(m_folder.add(QStringLiteral("glass.png"), plainPicture(Qt::blue)));
    m_window->parameterPanel()->advanced()->setUnfolded(true);
    m_window->show();
    QTRY_VERIFY(!m_window->pictures()->isLoading());
    QCOMPARE(m_window->pictures()->styles()->styles().size(), std::size_t(2));
}

void TestAccessibility::cleanup()
{
    m_window.reset();
}

QList<QWidget *> TestAccessibility::controls() const
{
    QList<QWidget *> found;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isPart = widget->focusProxy() || widget->objectName().startsWith(u"qt_");
        if (widget->window() == m_window.get() && widget->isVisibleTo(m_window.get())
            && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus && !isPart)
            found << widget;
    }
    return found;
}

QString TestAccessibility::describe(const QWidget *widget)
{
    QStringList way;
    for (; widget; widget = widget->parentWidget())
        way.append(QLatin1String(widget->metaObject()->className()));
    return way.mid(0, 3).join(QStringLiteral(" in "));
}

/// True where what is written in @p widget does not fit in it.
bool TestAccessibility::isCutOff(const QWidget &widget)
{
    const QSize needed = widget.minimumSizeHint();
    const auto *line = widget.findChild<QLineEdit *>();
    if (!line) // a slider has no text
        return !widget.inherits("QSlider")
               && (widget.width() < needed.width() || widget.height() < needed.height());
    return widget.height() < needed.height()
           || line->width() < line->fontMetrics().horizontalAdvance(line->text());
}

QStringList TestAccessibility::cutOff() const
{
    QStringList cut;
    for (const QWidget *widget : controls()) {
        if (isCutOff(*widget))
            cut << describe(widget);
    }
    return cut;
}

void TestAccessibility::everyControlHasAName()
{
    QVERIFY(controls().size() > 30);
    QStringList nameless;
    for (QWidget *widget : controls()) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible->text(QAccessible::Name).isEmpty())
            nameless << describe(widget);
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestAccessibility::everyControlIsReachedByTab()
{
    QStringList missed;
    for (QWidget *widget : controls()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0)
            missed << describe(widget);
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
}

void TestAccessibility::focusIsVisible()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setAttribute(Qt::WA_KeyboardFocusChange); // as Tab does
    QStringList unseen;
    for (QWidget *widget : controls()) {
        m_window->setFocus();
        QWidget *seen = widget->parentWidget() ? widget->parentWidget() : widget;
        if (QApplication::focusWidget())
            QApplication::focusWidget()->clearFocus();
        const QImage without = seen->grab().toImage();
        widget->setFocus(Qt::TabFocusReason);
        if (!widget->hasFocus() || seen->grab().toImage() == without)
            unseen << describe(widget);
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
}

void TestAccessibility::noTextIsCutOffInALargeFont()
{
    const QFont before = QApplication::font();
    QFont large = before;
    large.setPointSize(18);
    QApplication::setFont(large);
    init(); // the window of somebody whose system has that font
    QTRY_VERIFY2(cutOff().isEmpty(), qPrintable(cutOff().join(u'\n'))); // once it is laid out
    QApplication::setFont(before);
}

void TestAccessibility::theWindowFitsOnASmallScreen()
{
    QTRY_VERIFY2(m_window->minimumSizeHint().width() <= 1024,
                 qPrintable(QString::number(m_window->minimumSizeHint().width())));
    QVERIFY(m_window->minimumSizeHint().height() <= 700);
}

void TestAccessibility::everyShortcutIsListed()
{
    const ShortcutsDialog dialog(m_window->findChildren<QAction *>());
    const auto *table = dialog.findChild<QTableWidget *>();
    QStringList listed;
    for (int row = 0; row < table->rowCount(); ++row)
        listed << table->item(row, 0)->text();
    const QString all = listed.join(u'\n');
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &keys : action->shortcuts())
            QVERIFY2(all.contains(keys.toString(QKeySequence::NativeText)),
                     qPrintable(action->text()));
    }
}

// What Ctrl+Z does, not what it would do at this moment.
void TestAccessibility::theListNamesNoStep()
{
    StyleParameters parameters = m_window->edits()->state().parameters;
    parameters.smoothness += 1;
    m_window->edits()->applyParameters(parameters, QStringLiteral("Oil & Water"));
    const ShortcutsDialog dialog(m_window->findChildren<QAction *>());
    const auto *table = dialog.findChild<QTableWidget *>();
    QStringList effects;
    for (int row = 0; row < table->rowCount(); ++row)
        effects << table->item(row, 1)->text();
    QVERIFY2(effects.contains(QStringLiteral("Undo")), qPrintable(effects.join(u'\n')));
    QVERIFY2(effects.contains(QStringLiteral("Export")), qPrintable(effects.join(u'\n')));
    QCOMPARE(effects.filter(QStringLiteral("Oil")), QStringList());
}

// Start and pause share one: only one of them can be done at a time.
void TestAccessibility::noShortcutMeansTwoThings()
{
    std::map<QKeySequence, QStringList> uses;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcutContext() == Qt::WindowShortcut && action->isEnabled()) {
            for (const QKeySequence &keys : action->shortcuts())
                uses[keys] << action->text();
        }
    }
    QVERIFY(uses.size() > 10);
    for (const auto &[keys, actions] : uses)
        QVERIFY2(actions.size() == 1, qPrintable(actions.join(u", ")));
}

GRAMARYE_TEST(TestAccessibility)

} // namespace gramarye::tst_accessibility

#include "tst_accessibility.moc"
