#include "tests/support/testprogram.h"

#include <QTest>

#include <cstdio>
#include <map>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#else
#include <QCoreApplication>
#endif

namespace gramarye {

static std::map<QByteArray, RegisteredTest::Maker> &registeredTests()
{
    static std::map<QByteArray, RegisteredTest::Maker> tests;
    return tests;
}

RegisteredTest::RegisteredTest(const char *className, Maker maker)
{
    registeredTests()["tst_" + QByteArray(className).mid(qstrlen("Test")).toLower()] = maker;
}

} // namespace gramarye

/// "tests_ui tst_mask [Qt Test's arguments]": one class in a process, as if the program were its
/// own.
int main(int argc, char *argv[])
{
    using namespace gramarye;
    const auto test = registeredTests().find(argc > 1 ? argv[1] : "");
    if (test == registeredTests().end()) {
        std::fputs("Which of these?\n", stderr);
        for (const auto &[name, maker] : registeredTests())
            std::fprintf(stderr, "  %s\n", name.constData());
        return 2;
    }
    std::move(argv + 2, argv + argc + 1, argv + 1);
    --argc;

#ifdef QT_WIDGETS_LIB
    QApplication application(argc, argv);
#else
    QCoreApplication application(argc, argv);
#endif
    return QTest::qExec(test->second().get(), argc, argv);
}
