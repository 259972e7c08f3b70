#pragma once

#include "core/download/networkinstaller.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;

namespace gramarye {

class NetworkRow;

/// The networks there are: whether they are here, and how they get here. Not modal; what goes on
/// is NetworkInstaller's and goes on while this is closed.
class NetworksDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p installer outlives this dialog.
    explicit NetworksDialog(NetworkInstaller &installer, QWidget *parent = nullptr);

    /// Comes to the front, with the network @p name ready for the keyboard if there is such a one.
    void showNetwork(const QString &name);

    /// Shows that pictures are made with the network @p name; with none of these where it is the
    /// path of a weight file.
    void setChosen(const QString &name);

    NetworkRow *row(const QString &name) const;
    QPushButton *importButton() const { return m_import; }

    /// What is said of a file of which the network is not known.
    QLabel *fileLabel() const { return m_fileText; }

Q_SIGNALS:
    void useRequested(const QString &name);
    void shown();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createRows();
    void createLayout();
    void refresh();
    void showFile();
    void askWhichNetwork(const QString &path, const std::vector<NetworkInfo> &networks);

    NetworkInstaller &m_installer;
    std::map<QString, NetworkRow *> m_rows;
    QScrollArea *m_area;
    QPushButton *m_import;
    QLabel *m_fileText;
};

} // namespace gramarye
