#pragma once

#include "core/download/networkinstaller.h"
#include "ui/widgets/messagebar.h"

namespace gramarye {

class NetworksDialog;

/// One quiet line in the window about networks: that there is a finer one, how far one is that is
/// on its way, that it is here, or why not. Closed, it stays away until there is something new.
/// While the dialog is open all is said there.
class NetworkBar : public MessageBar
{
    Q_OBJECT

public:
    /// @p installer and @p dialog outlive this bar.
    NetworkBar(NetworkInstaller &installer, NetworksDialog *dialog, QWidget *parent = nullptr);

    /// Offers to download the full VGG-19; never again once that was declined or it was here.
    void offer();

    /// Says no more of the network @p name, which is used now.
    void used(const QString &name);

Q_SIGNALS:
    void useRequested(const QString &name);

private:
    enum class Stage
    {
        Silent,
        Offer,
        UnderWay,
        Installed,
        Failed
    };

    void follow(const QString &name);
    void followProgress(const QString &name, const NetworkActivity &activity);
    void say(Stage stage, const QString &name, const QString &sentence, const MessageOffer &offer);
    void silence();
    void dismiss();
    QString title(const QString &name) const;
    MessageOffer showNetworks(const QString &name) const;

    NetworkInstaller &m_installer;
    NetworksDialog *m_dialog;
    Stage m_stage = Stage::Silent;
    QString m_name; ///< of the network it is about
};

} // namespace gramarye
