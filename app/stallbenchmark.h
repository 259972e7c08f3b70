#pragma once

#include <QJsonObject>
#include <QString>

namespace gramarye {

/// What is rendered while the window's stalls are measured.
struct StallCase
{
    QString network; ///< name or file
    int iterations = 0;
    int threads = 0; ///< 0: as many as a render takes by default
};

/// Renders a sample at 512 px in a real window, every iteration shown, while somebody drags the
/// balance: "p99" and "longest", how many milliseconds the event loop kept them waiting, and
/// "gaps", how often that was measured; "error" where it could not be. Needs a QApplication, and
/// leaves the user's settings alone.
QJsonObject measureStalls(const StallCase &stalls);

} // namespace gramarye
