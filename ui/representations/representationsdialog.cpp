#include "ui/representations/representationsdialog.h"

#include "core/base/background.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/durationtext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/rememberedfolder.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace gramarye {

RepresentationsDialog::RepresentationsDialog(std::vector<NamedImage> pictures,
                                             NetworkSource network, RepresentationSettings settings,
                                             StyleTransferFactoryMaker makeFactory, QWidget *parent)
    : QDialog(parent),
      m_pictures(std::move(pictures)),
      m_network(std::move(network)),
      m_settings(std::move(settings)),
      m_pictureBox(new QComboBox),
      m_sizeBox(new QComboBox),
      m_view(new QLabel),
      m_status(new QLabel),
      m_bar(new QProgressBar),
      m_startButton(new QPushButton(tr("&Start"))),
      m_stopButton(new QPushButton(tr("S&top"))),
      m_exportButton(new QPushButton(tr("&Export sheet…"))),
      m_run(std::move(makeFactory))
{
    setWindowTitle(tr("Representations – %1").arg(m_network.info.name));
    for (const NamedImage &picture : m_pictures)
        m_pictureBox->addItem(picture.name);
    for (const int size : {128, 192, 256, 384, 512})
        m_sizeBox->addItem(tr("%1 px").arg(size), size);
    m_sizeBox->setCurrentIndex(m_sizeBox->findData(m_settings.size));
    createLayout();
    connectRun();
    showEnd(tr("Content and style of a picture, each alone, as the layers of the network see "
               "them: made anew from noise."));
    resize(1000, 560);
}

void RepresentationsDialog::createLayout()
{
    m_pictureBox->setAccessibleName(tr("Picture"));
    m_sizeBox->setAccessibleName(tr("Size"));
    m_view->setAccessibleName(tr("Sheet of reconstructions"));
    m_view->setAlignment(Qt::AlignCenter);
    m_view->setMinimumSize(480, 240);
    m_view->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);

    auto *choices = new QHBoxLayout;
    choices->addWidget(new QLabel(tr("Picture")));
    choices->addWidget(m_pictureBox, 1);
    choices->addWidget(new QLabel(tr("Size")));
    choices->addWidget(m_sizeBox);
    choices->addWidget(m_startButton);
    choices->addWidget(m_stopButton);
    auto *close = new QPushButton(tr("&Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_status, 1);
    ends->addWidget(m_exportButton);
    ends->addWidget(close);

    auto *layout = new QVBoxLayout(this);
    layout->addLayout(choices);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bar);
    layout->addLayout(ends);
    m_startButton->setDefault(true);
}

void RepresentationsDialog::connectRun()
{
    connect(m_startButton, &QPushButton::clicked, this, &RepresentationsDialog::start);
    connect(m_stopButton, &QPushButton::clicked, &m_run, &RepresentationsRun::stop);
    connect(m_exportButton, &QPushButton::clicked, this, &RepresentationsDialog::exportSheet);
    connect(&m_run, &RepresentationsRun::pictureChanged, this,
            [this](int index, const QImage &picture) {
                m_sheet.setPicture(index, picture);
                showSheet();
            });
    connect(&m_run, &RepresentationsRun::iterated, this, &RepresentationsDialog::showProgress);
    connect(&m_run, &RepresentationsRun::finished, this, [this] { showEnd(tr("Done")); });
    connect(&m_run, &RepresentationsRun::stopped, this, [this] { showEnd(tr("Stopped")); });
    connect(&m_run, &RepresentationsRun::failed, this,
            [this](const Error &error) { showEnd(errorText(error)); });
}

void RepresentationsDialog::start()
{
    m_settings.size = m_sizeBox->currentData().toInt();
    const NamedImage &picture = m_pictures[std::size_t(m_pictureBox->currentIndex())];
    auto representations = representationsOf(picture.image, m_network, m_settings);
    if (!representations)
        return showEnd(errorText(representations.error()));
    m_sheet = RepresentationSheet(*representations);
    m_bar->setValue(0);
    m_status->setText(tr("Preparing…"));
    m_run.start(std::move(representations).value());
    showSheet();
    updateButtons();
}

void RepresentationsDialog::updateButtons()
{
    const bool running = m_run.isRunning();
    m_startButton->setEnabled(!running);
    m_pictureBox->setEnabled(!running);
    m_sizeBox->setEnabled(!running);
    m_stopButton->setEnabled(running);
    m_exportButton->setEnabled(!m_sheet.isNull());
}

void RepresentationsDialog::showSheet()
{
    if (m_sheet.isNull())
        return;
    const double ratio = devicePixelRatioF();
    QPixmap pixmap = QPixmap::fromImage(m_sheet.image().scaled(
        m_view->size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_view->setPixmap(pixmap);
}

void RepresentationsDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    showSheet();
}

void RepresentationsDialog::showProgress(const IterationReport &report)
{
    m_bar->setValue(qRound(report.progress * m_bar->maximum()));
    m_status->setText(tr("%1 left").arg(durationText(report.secondsLeft)));
}

void RepresentationsDialog::showEnd(const QString &sentence)
{
    m_status->setText(sentence);
    updateButtons();
}

void RepresentationsDialog::exportSheet()
{
    const QString name = QFileInfo(m_pictureBox->currentText()).completeBaseName();
    askWhereToSave(this,
                   {QStringLiteral("exports"), tr("Export sheet"), tr("PNG pictures (*.png)")},
                   name + QStringLiteral("-representations.png"),
                   [this](const QString &path) { exportTo(path); });
}

void RepresentationsDialog::exportTo(const QString &path)
{
    runInBackground(
        this, [sheet = m_sheet.image(), path] { return writePictureOver(sheet, path); },
        [this, path](const Result<bool> &isReplaced) {
            const QString said = tr("Exported “%1”.").arg(QDir::toNativeSeparators(path));
            showEnd(isReplaced ? writtenText(said, path, *isReplaced)
                               : errorText(isReplaced.error()));
        });
}

} // namespace gramarye
