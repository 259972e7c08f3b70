#pragma once

#include "testpaths.h"

#include <QFile>
#include <QTest>

namespace gramarye {

/// VGG-19 distilled: a real file that nobody here wrote, beside the project and not part of it.
inline QString distilledPath()
{
    return QStringLiteral(GRAMARYE_SOURCE_DIR "/../shared/networks/vgg19-distilled.pth");
}

/// Skips the test where that file is missing; in CI it fails instead.
#define REQUIRE_DISTILLED_NETWORK()                                                                \
    do {                                                                                           \
        if (!QFile::exists(gramarye::distilledPath())) {                                           \
            if (qEnvironmentVariableIsSet("CI"))                                                   \
                QFAIL("../shared/networks/vgg19-distilled.pth is missing, and CI needs it");       \
            QSKIP("../shared/networks/vgg19-distilled.pth is not here");                           \
        }                                                                                          \
    } while (false)

} // namespace gramarye
