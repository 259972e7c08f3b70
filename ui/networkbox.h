#pragma once

#include "core/network/networkcatalog.h"

#include <QComboBox>

#include <vector>

namespace gramarye {

/// Chooses the network: those of the catalogue, and weight files. Remembers the choice in the
/// settings, as "network".
class NetworkBox : public QComboBox
{
    Q_OBJECT

public:
    /// @p catalog outlives this box.
    explicit NetworkBox(const NetworkCatalog &catalog, QWidget *parent = nullptr);

    /// The network chosen; its path is empty where not even the first one is installed.
    const NetworkSource &source() const { return m_source; }

    /// Chooses @p nameOrPath; where it is not to be had says so and stays at what was chosen.
    void choose(const QString &nameOrPath);

Q_SIGNALS:
    void chosen(const gramarye::NetworkInfo &network);
    void refused(const gramarye::Error &error);

private:
    void addFile(const QString &path, const NetworkInfo &network);
    void itemActivated(int index);
    void browse();
    void showSource();

    const NetworkCatalog &m_catalog;
    NetworkSource m_source;
};

} // namespace gramarye
