#pragma once

#include "core/network/networkcatalog.h"

#include <QComboBox>

namespace gramarye {

/// Chooses the network: those of the catalogue, whether they are here or only to be had, and weight
/// files. Remembers the choice in the settings, as "network".
class NetworkBox : public QComboBox
{
    Q_OBJECT

public:
    /// @p catalog outlives this box.
    explicit NetworkBox(const NetworkCatalog &catalog, QWidget *parent = nullptr);

    /// The network chosen; its path is empty where not even the first one is installed.
    const NetworkSource &source() const { return m_source; }

    /// Its name, or the path where a weight file was chosen.
    QString chosenName() const { return currentData().toString(); }

    /// Chooses @p nameOrPath; where it is not to be had says so and stays at what was chosen.
    void choose(const QString &nameOrPath);

    /// Chooses @p source without a signal; it was chosen before, and is not looked for again.
    void setSource(const NetworkSource &source);

    /// Looks which networks are here by now. Where the chosen one is no more, chooses the first.
    void refresh();

    void showPopup() override;

Q_SIGNALS:
    /// The network @p name is not here, and the user would like to have it; or to see all of them,
    /// where it is empty.
    void wanted(const QString &name);
    void chosen(const gramarye::NetworkInfo &network);
    void refused(const gramarye::Error &error);

protected:
    /// Opens the list: to walk through it must not choose what asks for something.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addFile(const QString &path, const NetworkInfo &network);
    void showState(const NetworkInfo &network);
    void itemActivated(int index);
    void browse();
    void showSource();

    const NetworkCatalog &m_catalog;
    NetworkSource m_source;
};

} // namespace gramarye
