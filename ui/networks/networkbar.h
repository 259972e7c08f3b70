#pragma once

#include "core/download/networkinstaller.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace gramarye {

/// One quiet line in the window about networks: that there is a finer one, how far one is that is
/// on its way, that it is here, or why not. Closed, it stays away until there is something new.
class NetworkBar : public QFrame
{
    Q_OBJECT

public:
    /// @p installer outlives this bar.
    explicit NetworkBar(NetworkInstaller &installer, QWidget *parent = nullptr);

    /// Offers to download the full VGG-19; never again once that was declined or it was here.
    void offer();

    /// Shows what goes on with the network @p name, or with a file where that is empty.
    void follow(const QString &name);

    /// Leaves the telling to somebody else.
    void standBack();

    /// Says no more of the network @p name, which is used now.
    void used(const QString &name);

    QString message() const;
    QPushButton *actionButton() const { return m_action; }
    QToolButton *closeButton() const { return m_close; }

Q_SIGNALS:
    void useRequested(const QString &name);
    void networksRequested(const QString &name);

private:
    enum class Stage
    {
        Silent,
        Offer,
        UnderWay,
        Installed,
        Failed
    };

    void say(Stage stage, const QString &name, const QString &sentence, const QString &action);
    void followProgress(const QString &name, const NetworkActivity &activity);
    void act();
    void dismiss();
    QString title() const;

    NetworkInstaller &m_installer;
    Stage m_stage = Stage::Silent;
    QString m_name; ///< of the network it is about
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};

} // namespace gramarye
