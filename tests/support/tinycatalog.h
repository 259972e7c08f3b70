#pragma once

#include "core/network/networkcatalog.h"

#include <QFile>

namespace gramarye {

/// The program's catalogue, in JSON, with a VGG-19 of 1/16 of the width, as in tests/data.
inline QByteArray tinyCatalogJson()
{
    QFile file(QStringLiteral(":/networks/networks.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no catalogue");
    return file.readAll().replace(
        "[64, 64, 128, 128, 256, 256, 256, 256, 512, 512, 512, 512, 512, 512, 512, 512]",
        "[4, 4, 8, 8, 16, 16, 16, 16, 32, 32, 32, 32, 32, 32, 32, 32]");
}

inline const NetworkCatalog &tinyCatalog()
{
    static const NetworkCatalog catalog = NetworkCatalog::fromJson(tinyCatalogJson()).value();
    return catalog;
}

/// The same, with its VGG-19 published at @p address, the whole file with the checksum @p sha256.
inline NetworkCatalog tinyCatalogAt(const QString &address, const QString &sha256)
{
    QByteArray json = tinyCatalogJson();
    const auto &published = tinyCatalog().find(QStringLiteral("vgg19"))->published.front();
    json.replace(published.address.toUtf8(), address.toUtf8());
    json.replace(published.sha256.toUtf8(), sha256.toUtf8());
    return NetworkCatalog::fromJson(json).value();
}

} // namespace gramarye
