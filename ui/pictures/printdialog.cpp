#include "ui/pictures/printdialog.h"

#include "core/documents/pictureexport.h"
#include "core/model/parameterspec.h"
#include "ui/widgets/wheelguard.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace gramarye {

namespace {

QDoubleSpinBox *sideBox(double value)
{
    auto *box = new QDoubleSpinBox;
    box->setDecimals(1);
    box->setRange(0.1, 10'000);
    box->setValue(value);
    guardFromWheel(box);
    return box;
}

} // namespace

PrintDialog::PrintDialog(QSize shape, double resolution, QWidget *parent)
    : QDialog(parent),
      m_shape(shape),
      m_width(sideBox(30)),
      m_height(sideBox(20)),
      m_unit(new QComboBox),
      m_resolution(new QSpinBox),
      m_pixels(new QLabel)
{
    setWindowTitle(tr("Size on paper"));
    m_unit->addItem(tr("cm"), 10.0);
    m_unit->addItem(tr("inches"), 25.4);
    m_resolution->setRange(int(ResolutionRange::minimum), int(ResolutionRange::maximum));
    m_resolution->setSuffix(tr(" px per inch"));
    m_resolution->setValue(int(resolution > 0 ? resolution : PrintSize::usualResolution));
    m_pixels->setWordWrap(true);
    auto *explanation = new QLabel(tr("The picture becomes as large as fits on the paper, which is "
                                      "turned as the picture is."));
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this,
            [this] { Q_EMIT chosen(pixels(), m_resolution->value()); });
    connect(m_unit, &QComboBox::currentIndexChanged, this, &PrintDialog::changeUnit);
    for (QDoubleSpinBox *box : {m_width, m_height})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PrintDialog::showPixels);
    connect(m_resolution, &QSpinBox::valueChanged, this, &PrintDialog::showPixels);

    auto *layout = new QFormLayout(this);
    if (!m_shape.isEmpty())
        layout->addRow(explanation);
    auto *sides = new QHBoxLayout;
    sides->addWidget(m_width);
    sides->addWidget(new QLabel(QStringLiteral("×")));
    sides->addWidget(m_height);
    sides->addWidget(m_unit);
    sides->addStretch(1);
    auto *title = new QLabel(tr("&Paper"));
    title->setBuddy(m_width);
    m_width->setAccessibleName(tr("Width of the paper"));
    m_height->setAccessibleName(tr("Height of the paper"));
    m_unit->setAccessibleName(tr("Unit"));
    layout->addRow(title, sides);
    layout->addRow(tr("&Resolution"), m_resolution);
    layout->addRow(tr("Picture"), m_pixels);
    layout->addRow(buttons);
    showPixels();
}

QSize PrintDialog::pixels() const
{
    const PrintSize paper{m_width->value() * m_millimeters, m_height->value() * m_millimeters};
    const double resolution = m_resolution->value();
    if (m_shape.isEmpty())
        return paper.pixels(resolution);
    const int side = paper.longestSide(m_shape, resolution);
    return m_shape.scaled(side, side, Qt::KeepAspectRatio);
}

/// The same paper.
void PrintDialog::changeUnit()
{
    const double times = m_millimeters / m_unit->currentData().toDouble();
    m_millimeters = m_unit->currentData().toDouble();
    for (QDoubleSpinBox *box : {m_width, m_height})
        box->setValue(box->value() * times);
}

void PrintDialog::showPixels()
{
    const QSize size = pixels();
    const auto largest = int(parameterSpec(QStringLiteral("size")).maximum);
    const bool fits = std::max(size.width(), size.height()) <= largest && !size.isEmpty();
    const QString text =
        QStringLiteral("%1 × %2 px")
            .arg(QLocale().toString(size.width()), QLocale().toString(size.height()));
    m_pixels->setText(fits ? text
                           : tr("%1: the longest side is %2 px at the most.")
                                 .arg(text, QLocale().toString(largest)));
    m_ok->setEnabled(fits);
}

} // namespace gramarye
