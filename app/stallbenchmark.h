#pragma once

#include <QString>

namespace gramarye {

/// The work of the process stallWorkerName(): renders a sample at 512 px in a real window, every
/// iteration shown, while somebody drags the balance, and measures how long the window keeps them
/// waiting. Needs a QApplication. Returns the program's exit status.
int runStallWorker(const QString &instructions);

} // namespace gramarye
