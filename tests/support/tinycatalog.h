#pragma once

#include "core/network/networkcatalog.h"

#include <QFile>

namespace gramarye {

/// The program's catalogue with a VGG-19 of 1/16 of the width, as in tests/data.
inline const NetworkCatalog &tinyCatalog()
{
    static const NetworkCatalog catalog = [] {
        QFile file(QStringLiteral(":/networks/networks.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("there is no catalogue");
        const QByteArray json = file.readAll().replace("\"firstWidth\": 64", "\"firstWidth\": 4");
        return NetworkCatalog::fromJson(json).value();
    }();
    return catalog;
}

} // namespace gramarye
