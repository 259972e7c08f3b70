#pragma once

#include "core/engine/representationsrun.h"
#include "ui/representations/representationsheet.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace gramarye {

/// A picture that representations can be made of.
struct NamedImage
{
    QString name; ///< as shown to a person
    QImage image;
};

/// Makes the representations of a picture and shows their sheet as it fills.
class RepresentationsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Offers @p pictures, at least one, and looks at them with @p network. @p makeFactory: other
    /// mathematics, for tests.
    RepresentationsDialog(std::vector<NamedImage> pictures, NetworkSource network,
                          RepresentationSettings settings,
                          StyleTransferFactoryMaker makeFactory = singleTransfers,
                          QWidget *parent = nullptr);

    const RepresentationSheet &sheet() const { return m_sheet; }
    QComboBox *pictureBox() const { return m_pictureBox; }
    QComboBox *sizeBox() const { return m_sizeBox; }
    QPushButton *startButton() const { return m_startButton; }
    QPushButton *stopButton() const { return m_stopButton; }
    QPushButton *exportButton() const { return m_exportButton; }
    QLabel *statusLabel() const { return m_status; }

    void start();
    void exportTo(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createLayout();
    void connectRun();
    void updateButtons();
    void showSheet();
    void showProgress(const IterationReport &report);
    void showEnd(const QString &sentence);
    void exportSheet();

    std::vector<NamedImage> m_pictures;
    NetworkSource m_network;
    RepresentationSettings m_settings;
    RepresentationSheet m_sheet;
    QComboBox *m_pictureBox;
    QComboBox *m_sizeBox;
    QLabel *m_view;
    QLabel *m_status;
    QProgressBar *m_bar;
    QPushButton *m_startButton;
    QPushButton *m_stopButton;
    QPushButton *m_exportButton;
    RepresentationsRun m_run;
};

} // namespace gramarye
