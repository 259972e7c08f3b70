#include "core/base/datafolder.h"

#include <QStandardPaths>

namespace gramarye {

QString dataFolder()
{
    const QString own = qEnvironmentVariable("GRAMARYE_DATA_DIR");
    return own.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : own;
}

} // namespace gramarye
