#pragma once

#include "core/network/networkcatalog.h"

#include <functional>

class QWidget;

namespace gramarye {

// Questions about networks. They come up over @p parent and hold nothing else up; @p answered is
// called where the user did not cancel, as long as the parent is there.

/// Which of @p networks the weight file @p path holds; the answer is a network's name.
void askWhichNetwork(QWidget *parent, const QString &path, const std::vector<NetworkInfo> &networks,
                     const std::function<void(const QString &name)> &answered);

/// Whether @p network is to be removed.
void askToRemove(QWidget *parent, const NetworkInfo &network,
                 const std::function<void()> &answered);

/// From where @p network is to be downloaded.
void askForAddress(QWidget *parent, const NetworkInfo &network,
                   const std::function<void(const QString &address)> &answered);

/// For a weight file; of @p network, where it is not null.
void askForWeightFile(QWidget *parent, const NetworkInfo *network,
                      const std::function<void(const QString &path)> &answered);

} // namespace gramarye
