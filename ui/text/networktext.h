#pragma once

#include "core/download/networkinstaller.h"

namespace gramarye {

/// "80.1 MB", as the user's language writes it.
QString bytesText(qint64 bytes);

/// "installed", "not here", …
QString stateText(NetworkState state);

/// Bytes of what is here, else of what would be downloaded: "80.1 MB"; empty where nobody knows.
QString sizeText(const NetworkInfo &network, const NetworkStore &store);

/// "37.6 MB of 80.1 MB · 0:41 left · went on at 12.0 MB"
QString downloadText(const DownloadProgress &progress);

/// What goes on with a network, or how it ended; empty where there is nothing to say.
QString activityText(const NetworkActivity &activity);

} // namespace gramarye
