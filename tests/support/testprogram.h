#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

namespace gramarye {

/// Makes a class with a folder's tests known to the program that holds the folder's.
struct RegisteredTest
{
    using Maker = std::unique_ptr<QObject> (*)();

    /// Called TestMask, it is run as "tst_mask".
    RegisteredTest(const char *className, Maker maker);
};

} // namespace gramarye

/// In the place of QTEST_MAIN(Class), at the end of its namespace: tests that are joined in one
/// program (testprogram.cpp) are compiled together and linked once.
#define GRAMARYE_TEST(Class)                                                                       \
    static const RegisteredTest registered##Class{                                                 \
        #Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); }};
