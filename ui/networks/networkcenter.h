#pragma once

#include "core/network/networkcatalog.h"

#include <QObject>

class QWidget;

namespace gramarye {

class NetworkBar;
class NetworkBox;
class NetworkInstaller;
class NetworksDialog;

/// Networks in the window: where one is chosen, what installs them, and what says how that goes.
class NetworkCenter : public QObject
{
    Q_OBJECT

public:
    /// @p catalog and @p window outlive this object; box() and bar() are for a layout to own.
    NetworkCenter(const NetworkCatalog &catalog, QWidget *window);

    NetworkBox *box() const { return m_box; }
    NetworkInstaller *installer() const { return m_installer; }
    NetworksDialog *dialog() const { return m_dialog; }
    NetworkBar *bar() const { return m_bar; }

    /// The chosen network is another one, by whatever it was chosen.
    void showChosen();

private:
    void connectInstaller();
    void connectChoice();

    QWidget *m_window;
    NetworkBox *m_box;
    NetworkInstaller *m_installer;
    NetworksDialog *m_dialog;
    NetworkBar *m_bar;
};

} // namespace gramarye
