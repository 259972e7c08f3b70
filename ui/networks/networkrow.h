#pragma once

#include "core/download/networkinstaller.h"

#include <QFrame>

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;

namespace gramarye {

/// One network: what it is, whether it is here, what can be done about it and how that goes.
class NetworkRow : public QFrame
{
    Q_OBJECT

public:
    /// @p installer outlives this row.
    NetworkRow(const NetworkInfo &network, NetworkInstaller &installer, QWidget *parent = nullptr);

    /// Looks into the store, which other programs may have changed.
    void refresh();

    /// Shows whether the network is the one that pictures are made with.
    void setChosen(bool chosen);

    /// Gives the focus to what is most likely wanted.
    void focusAction();

    QLabel *factsLabel() const { return m_facts; }
    QString messageText() const;
    QLabel *progressLabel() const { return m_progressText; }
    QPushButton *downloadButton() const { return m_download; }
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *importButton() const { return m_import; }
    QPushButton *useButton() const { return m_use; }
    QAction *downloadWholeAction() const { return m_downloadWhole; }
    QAction *verifyAction() const { return m_verify; }
    QAction *removeAction() const { return m_remove; }

Q_SIGNALS:
    void useRequested(const QString &name);

private:
    void createMenu(QMenu *menu);
    void createLayout();
    QWidget *buttons();
    QWidget *progress();
    bool isHere() const;
    void activityChanged();
    void showFacts();
    void showActivity();
    void showButtons();
    void showMessage(const NetworkActivity &activity);
    QString downloadLabel() const;

    void download() { m_installer.download({m_network, {}, false}); }
    void downloadFrom();
    void importFile();
    void remove();

    const NetworkInfo m_network;
    NetworkInstaller &m_installer;
    NetworkState m_state = NetworkState::Absent;
    bool m_isChosen = false;

    QLabel *m_facts;
    QPushButton *m_use;
    QPushButton *m_download;
    QPushButton *m_import;
    QPushButton *m_more;
    QWidget *m_progress; ///< the bar, its text and the button
    QProgressBar *m_bar;
    QLabel *m_progressText;
    QPushButton *m_cancel;
    QLabel *m_icon;
    QLabel *m_message;

    QAction *m_downloadAgain = nullptr;
    QAction *m_downloadWhole = nullptr;
    QAction *m_downloadFrom = nullptr;
    QAction *m_importAs = nullptr;
    QAction *m_verify = nullptr;
    QAction *m_remove = nullptr;
};

} // namespace gramarye
