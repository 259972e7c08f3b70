#include "ui/pictures/exportdialog.h"

#include "core/base/background.h"
#include "core/documents/printsize.h"
#include "core/pictures/outputformat.h"
#include "ui/settings/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace gramarye {

namespace {

QString suffixOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

bool hasKnownSuffix(const QString &path)
{
    return outputSuffixes().contains(suffixOf(path));
}

QString fileFilter()
{
    QStringList patterns;
    for (const QString &suffix : outputSuffixes())
        patterns << QStringLiteral("*.") + suffix;
    return ExportDialog::tr("Pictures (%1)").arg(patterns.join(u' '));
}

/// For those who do not want to know more.
std::vector<ExportPreset> shippedPresets()
{
    ExportOptions web;
    web.quality = 85;
    ExportOptions print;
    print.bits = 16;
    print.resolution = PrintSize::usualResolution;
    print.keepsMetadata = true;
    return {{ExportDialog::tr("For the web: JPEG, quality 85"), QStringLiteral("jpg"), web},
            {ExportDialog::tr("For printing: TIFF, 16 bits, 300 px per inch"),
             QStringLiteral("tif"), print}};
}

} // namespace

ExportDialog::ExportDialog(const QString &path, const ExportOptions &options,
                           const RenderedPicture &picture, QWidget *parent)
    : QDialog(parent),
      m_picture(picture),
      m_path(new QLineEdit(QDir::toNativeSeparators(path))),
      m_format(new QComboBox),
      m_bits(new QComboBox),
      m_quality(new QSlider(Qt::Horizontal)),
      m_qualityText(new QLabel),
      m_lossless(new QCheckBox(tr("&Lossless"))),
      m_resolution(new QDoubleSpinBox),
      m_printed(new QLabel),
      m_transparency(new QCheckBox(tr("&Keep the content picture's transparency"))),
      m_metadata(new QCheckBox(tr("Keep the content's &title, author, copyright and date"))),
      m_place(new QCheckBox(tr("Keep &where the content was taken"))),
      m_profile(new QCheckBox(tr("In the content's &colour profile in place of sRGB"))),
      m_hint(new QLabel),
      m_size(new QLabel),
      m_presets(new QPushButton(tr("&Presets"))),
      m_form(new QFormLayout(this)),
      m_estimateSoon(new QTimer(this)),
      m_estimates(std::make_shared<std::atomic<int>>(0))
{
    setWindowTitle(tr("Export picture"));
    for (const OutputFormat &format : outputFormats())
        m_format->addItem(format.name);
    m_bits->addItem(tr("8, for screens and the web"), 8);
    m_bits->addItem(tr("16, for more work on it"), 16);
    m_quality->setRange(1, 100);
    m_resolution->setRange(0, ResolutionRange::maximum); // 0: none in particular
    m_resolution->setDecimals(0);
    m_resolution->setSpecialValueText(tr("not set"));
    m_resolution->setSuffix(tr(" px per inch"));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    layOut();
    fill(options);

    constexpr int pause = 150; // ms; while a slider moves nothing is written
    m_estimateSoon->setSingleShot(true);
    m_estimateSoon->setInterval(pause);
    connect(m_estimateSoon, &QTimer::timeout, this, &ExportDialog::estimate);
    connect(m_format, &QComboBox::activated, this, &ExportDialog::chooseFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::showState);
    connect(m_bits, &QComboBox::activated, this, &ExportDialog::showState);
    connect(m_quality, &QSlider::valueChanged, this, [this](int value) {
        m_chosenQuality = value == format().usualQuality ? 0 : value;
        showState();
    });
    connect(m_resolution, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showState);
    for (const QCheckBox *box : {m_lossless, m_transparency, m_metadata, m_place, m_profile})
        connect(box, &QCheckBox::toggled, this, &ExportDialog::showState);
    showState();
    constexpr int width = 560;
    resize(width, m_form->totalHeightForWidth(width));
    m_path->setSelection(int(m_path->text().lastIndexOf(QDir::separator())) + 1,
                         int(QFileInfo(path).completeBaseName().size()));
}

void ExportDialog::layOut()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_exportButton = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    buttons->addButton(m_presets, QDialogButtonBox::ResetRole);
    m_presets->setAutoDefault(false);
    m_presets->setMenu(new QMenu(this));
    fillPresetMenu();
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    m_form->addRow(tr("&File"), makePathRow());
    m_form->addRow(tr("F&ormat"), m_format);
    m_form->addRow(tr("&Bits per channel"), m_bits);
    m_qualityRow = makeQualityRow();
    m_form->addRow(tr("&Quality"), m_qualityRow);
    m_form->addRow(tr("Re&solution"), makeResolutionRow());
    for (QCheckBox *box : {m_transparency, m_metadata, m_place, m_profile})
        m_form->addRow(box);
    m_form->addRow(tr("File size"), m_size);
    m_form->addRow(m_hint);
    m_form->addRow(buttons);
    m_exportButton->setDefault(true); // now that it is in a dialog
    // QFormLayout only names what it holds itself.
    const auto nameRow = [this](QWidget *row, QWidget *control) {
        qobject_cast<QLabel *>(m_form->labelForField(row))->setBuddy(control);
    };
    nameRow(m_path->parentWidget(), m_path);
    nameRow(m_qualityRow, m_quality);
    nameRow(m_resolution->parentWidget(), m_resolution);

    const Picture &content = m_picture.job.scene.content;
    PictureMetadata texts = content.metadata;
    texts.place.clear();
    texts.recipe.clear();
    m_form->setRowVisible(m_transparency, !content.alpha.isNull());
    m_form->setRowVisible(m_metadata, !texts.isEmpty());
    m_form->setRowVisible(m_place, !content.metadata.place.isEmpty());
    m_form->setRowVisible(m_profile, !content.profile.isEmpty());
}

QWidget *ExportDialog::makePathRow()
{
    auto *browseButton = new QPushButton(tr("B&rowse…"));
    browseButton->setAutoDefault(false);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_path, 1);
    layout->addWidget(browseButton);
    return row;
}

QWidget *ExportDialog::makeQualityRow()
{
    m_qualityText->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100")));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_quality, 1);
    layout->addWidget(m_qualityText);
    layout->addWidget(m_lossless);
    return row;
}

QWidget *ExportDialog::makeResolutionRow()
{
    m_printed->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_resolution);
    layout->addWidget(m_printed, 1);
    return row;
}

void ExportDialog::fill(const ExportOptions &options)
{
    m_bits->setCurrentIndex(m_bits->findData(options.bits));
    m_chosenQuality = options.quality;
    m_lossless->setChecked(options.lossless);
    m_resolution->setValue(options.resolution);
    m_transparency->setChecked(options.keepsTransparency);
    m_metadata->setChecked(options.keepsMetadata);
    m_place->setChecked(options.keepsPlace);
    m_profile->setChecked(options.keepsProfile);
}

QString ExportDialog::path() const
{
    const QString typed = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (hasKnownSuffix(typed))
        return typed;
    const int index = std::max(0, m_format->currentIndex());
    return typed + u'.' + outputFormats()[std::size_t(index)].suffixes.front();
}

const OutputFormat &ExportDialog::format() const
{
    return *outputFormat(path()); // its suffix is known
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.bits = m_bits->currentData().toInt();
    options.keepsTransparency = m_transparency->isChecked();
    options.quality = m_chosenQuality;
    options.lossless = m_lossless->isChecked();
    options.resolution = m_resolution->value();
    options.keepsMetadata = m_metadata->isChecked();
    options.keepsPlace = m_place->isChecked();
    options.keepsProfile = m_profile->isChecked();
    return options;
}

void ExportDialog::fillPresetMenu()
{
    QMenu *menu = m_presets->menu();
    menu->clear();
    const std::vector<ExportPreset> own = Settings().exportPresets();
    for (const auto &presets : {shippedPresets(), own}) {
        for (const ExportPreset &preset : presets) {
            QString name = preset.name;
            menu->addAction(name.replace(u'&', QLatin1String("&&")), this,
                            [this, preset] { usePreset(preset.suffix, preset.options); });
        }
        menu->addSeparator();
    }
    menu->addAction(tr("&Keep these settings…"), this, &ExportDialog::keepPreset);
    QMenu *remove = menu->addMenu(tr("&Remove"));
    remove->menuAction()->setVisible(!own.empty());
    for (std::size_t i = 0; i < own.size(); ++i) {
        QString name = own[i].name;
        remove->addAction(name.replace(u'&', QLatin1String("&&")), this, [this, i] {
            auto left = Settings().exportPresets();
            if (i < left.size())
                left.erase(left.begin() + std::ptrdiff_t(i));
            Settings().setExportPresets(left);
            QTimer::singleShot(0, this, &ExportDialog::fillPresetMenu); // not while it is open
        });
    }
}

void ExportDialog::usePreset(const QString &suffix, const ExportOptions &options)
{
    const auto &formats = outputFormats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&suffix](const OutputFormat &format) {
            return format.suffixes.contains(suffix);
        });
    if (found != formats.end())
        chooseFormat(int(found - formats.begin()));
    fill(options);
    showState();
}

void ExportDialog::keepPreset()
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Keep these settings"));
    question->setLabelText(tr("Name:"));
    connect(question, &QInputDialog::textValueSelected, this, [this](const QString &typed) {
        const QString name = typed.trimmed();
        if (name.isEmpty())
            return;
        std::vector<ExportPreset> presets = Settings().exportPresets();
        const ExportPreset preset{name, format().suffixes.front(), options()};
        const auto same =
            std::find_if(presets.begin(), presets.end(),
                         [&name](const ExportPreset &other) { return other.name == name; });
        if (same == presets.end())
            presets.push_back(preset);
        else
            *same = preset;
        Settings().setExportPresets(presets);
        fillPresetMenu();
    });
    question->open();
}

// Whether a file may be replaced is asked once, by confirm().
void ExportDialog::browse()
{
    const QString chosen =
        QFileDialog::getSaveFileName(this, tr("Export picture"), path(), fileFilter(), nullptr,
                                     QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_path->setText(QDir::toNativeSeparators(chosen));
}

void ExportDialog::chooseFormat(int index)
{
    QString typed = m_path->text().trimmed();
    if (hasKnownSuffix(typed))
        typed.chop(QFileInfo(typed).suffix().size() + 1);
    m_path->setText(typed + u'.' + outputFormats()[std::size_t(index)].suffixes.front());
}

void ExportDialog::showState()
{
    if (hasKnownSuffix(m_path->text().trimmed()))
        m_format->setCurrentIndex(int(&format() - outputFormats().data()));
    showFormat(format());
    const double resolution = m_resolution->value();
    m_printed->setText(resolution > 0 ? printedSizeText(m_picture.image.size(), resolution)
                                      : QString());
    m_exportButton->setDisabled(m_path->text().trimmed().isEmpty());
    m_estimateSoon->start();
}

void ExportDialog::showFormat(const OutputFormat &format)
{
    m_bits->setEnabled(format.isDeep);
    m_transparency->setEnabled(format.hasAlpha);
    m_resolution->setEnabled(format.hasResolution);
    m_metadata->setEnabled(format.hasMetadata);
    m_profile->setEnabled(format.hasMetadata);
    m_place->setEnabled(format.hasMetadata);
    const QSignalBlocker blocker(m_quality); // nobody has moved it
    m_quality->setValue(m_chosenQuality > 0 ? m_chosenQuality : format.usualQuality);
    m_form->setRowVisible(m_qualityRow, format.compression != Compression::Lossless);
    m_lossless->setVisible(format.compression == Compression::Either);
    m_quality->setEnabled(!(m_lossless->isVisibleTo(this) && m_lossless->isChecked()));
    m_qualityText->setText(QString::number(m_quality->value()));
    m_hint->setText(format.hasMetadata ? tr("The file keeps its recipe: drop it on the window to "
                                            "get these settings back.")
                                       : tr("%1 has no place for the recipe.").arg(format.name));
}

/// Beside other work, which need not be waited for when the dialog goes.
void ExportDialog::estimate()
{
    const int number = ++*m_estimates;
    m_size->setText(QStringLiteral("…"));
    const auto work = [picture = m_picture, options = options(), path = path(),
                       newest = m_estimates, number]() -> Result<qint64> {
        if (*newest != number)
            return qint64(0);
        const bool hasProfile = outputFormat(path)->hasMetadata;
        return estimatedFileSize(stripsForExport(picture, options, hasProfile), path,
                                 encodingForExport(picture, options));
    };
    runInBackground(this, work, [this, number](const Result<qint64> &bytes) {
        if (*m_estimates != number)
            return;
        m_size->setText(
            bytes ? tr("about %1")
                        .arg(QLocale().formattedDataSize(*bytes, 1, QLocale::DataSizeSIFormat))
                  : QString());
    });
}

void ExportDialog::confirm()
{
    QString file = path();
    if (QFileInfo::exists(file)) {
        QMessageBox question(QMessageBox::Question, tr("Export picture"),
                             tr("“%1” exists already. Replace it?").arg(QFileInfo(file).fileName()),
                             QMessageBox::Cancel, this);
        question.setTextFormat(Qt::PlainText); // file names are not markup
        const auto *replace = question.addButton(tr("&Replace"), QMessageBox::AcceptRole);
        const auto *number = question.addButton(tr("Keep &both"), QMessageBox::AcceptRole);
        question.setDefaultButton(QMessageBox::Cancel);
        question.exec();
        if (question.clickedButton() == number)
            file = numberedPath(file);
        else if (question.clickedButton() != replace)
            return;
    }
    accept();
    Q_EMIT chosen(file, options());
}

QString proposedExportPath(const QString &folder, const QString &pattern, const NameParts &parts)
{
    const QString name = fileNameOf(pattern, parts);
    return numberedPath(QDir(folder).filePath(name + QLatin1String(".png")));
}

} // namespace gramarye
