#include "ui/pictures/exportdialog.h"

#include "core/pictures/imagewriter.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <vector>

namespace gramarye {

namespace {

/// A file format as it is offered: the suffixes that mean it, the one that is written first.
struct OfferedFormat
{
    QString name;
    QStringList suffixes;
};

const std::vector<OfferedFormat> &offeredFormats()
{
    static const std::vector<OfferedFormat> formats{
        {QStringLiteral("PNG"), {QStringLiteral("png")}},
        {QStringLiteral("TIFF"), {QStringLiteral("tif"), QStringLiteral("tiff")}},
        {QStringLiteral("WebP"), {QStringLiteral("webp")}},
        {QStringLiteral("JPEG"), {QStringLiteral("jpg"), QStringLiteral("jpeg")}}};
    return formats;
}

/// −1 where none of them has the suffix of @p path.
int formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const auto &formats = offeredFormats();
    const auto found =
        std::find_if(formats.begin(), formats.end(),
                     [&](const OfferedFormat &format) { return format.suffixes.contains(suffix); });
    return found == formats.end() ? -1 : int(found - formats.begin());
}

bool hasKnownSuffix(const QString &path)
{
    return pictureSuffixes().contains(QFileInfo(path).suffix().toLower());
}

QString fileFilter()
{
    QStringList patterns;
    for (const QString &suffix : pictureSuffixes())
        patterns << QStringLiteral("*.") + suffix;
    return ExportDialog::tr("Pictures (%1)").arg(patterns.join(u' '));
}

} // namespace

ExportDialog::ExportDialog(const QString &path, const ExportOptions &options, bool hasTransparency,
                           QWidget *parent)
    : QDialog(parent),
      m_path(new QLineEdit(QDir::toNativeSeparators(path))),
      m_format(new QComboBox),
      m_bits(new QComboBox),
      m_transparency(new QCheckBox(tr("&Keep the content picture's transparency"))),
      m_hint(new QLabel)
{
    setWindowTitle(tr("Export picture"));
    for (const OfferedFormat &format : offeredFormats())
        m_format->addItem(format.name);
    m_bits->addItem(tr("8, for screens and the web"), 8);
    m_bits->addItem(tr("16, for more work on it"), 16);
    m_bits->setCurrentIndex(m_bits->findData(options.bits));
    m_transparency->setChecked(options.keepsTransparency);
    m_transparency->setVisible(hasTransparency);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_exportButton = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &QComboBox::activated, this, &ExportDialog::chooseFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::showFormat);

    auto *form = new QFormLayout(this);
    form->addRow(tr("&File"), makePathRow());
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(tr("&Bits per channel"), m_bits);
    form->addRow(m_transparency);
    form->addRow(m_hint);
    form->addRow(buttons);
    m_exportButton->setDefault(true); // now that it is in a dialog
    // QFormLayout only names what it holds itself.
    qobject_cast<QLabel *>(form->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(m_path);
    showFormat();
    constexpr int width = 560;
    resize(width, form->totalHeightForWidth(width));
    m_path->setSelection(int(m_path->text().lastIndexOf(QDir::separator())) + 1,
                         int(QFileInfo(path).completeBaseName().size()));
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

QString ExportDialog::path() const
{
    const QString typed = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (hasKnownSuffix(typed))
        return typed;
    const int format = std::max(0, m_format->currentIndex());
    return typed + u'.' + offeredFormats()[std::size_t(format)].suffixes.front();
}

ExportOptions ExportDialog::options() const
{
    return {m_bits->currentData().toInt(), m_transparency->isChecked()};
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
    m_path->setText(typed + u'.' + offeredFormats()[std::size_t(index)].suffixes.front());
}

void ExportDialog::showFormat()
{
    if (hasKnownSuffix(m_path->text().trimmed()))
        m_format->setCurrentIndex(formatOf(m_path->text().trimmed()));
    const FileFeatures features = featuresOf(path());
    m_bits->setEnabled(features.deep);
    m_transparency->setEnabled(features.transparency);
    m_hint->setText(features.texts ? tr("The file keeps its recipe: drop it on the window to get "
                                        "these settings back.")
                                   : tr("Only PNG keeps the recipe with the picture."));
    m_exportButton->setDisabled(m_path->text().trimmed().isEmpty());
}

void ExportDialog::confirm()
{
    if (QFileInfo::exists(path())) {
        QMessageBox question(
            QMessageBox::Question, tr("Export picture"),
            tr("“%1” exists already. Replace it?").arg(QFileInfo(path()).fileName()),
            QMessageBox::Cancel, this);
        question.setTextFormat(Qt::PlainText); // file names are not markup
        const auto *replace = question.addButton(tr("&Replace"), QMessageBox::AcceptRole);
        question.setDefaultButton(QMessageBox::Cancel);
        question.exec();
        if (question.clickedButton() != replace)
            return;
    }
    accept();
    Q_EMIT chosen(path(), options());
}

QString proposedExportPath(const QString &folder, const QString &content)
{
    const QString base = QFileInfo(content).completeBaseName();
    const QString stem = QDir(folder).filePath((base.isEmpty() ? QString() : base + u'-')
                                               + QLatin1String("gramarye"));
    QString path = stem + QLatin1String(".png");
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QStringLiteral("%1-%2.png").arg(stem).arg(number);
    return path;
}

} // namespace gramarye
