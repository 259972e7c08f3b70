#include "ui/pictures/texturedialog.h"

#include "core/model/parameterspec.h"
#include "core/transfer/schedule.h"
#include "ui/widgets/wheelguard.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace gramarye {

namespace {

QSpinBox *sideBox(int px)
{
    const ParameterSpec &size = parameterSpec(QStringLiteral("size"));
    auto *box = new QSpinBox;
    box->setRange(smallestSide, int(size.maximum));
    box->setSingleStep(int(size.step));
    box->setSuffix(u' ' + parameterText(size.unit));
    box->setValue(px);
    guardFromWheel(box);
    return box;
}

} // namespace

TextureDialog::TextureDialog(QSize size, bool isSeamless, QWidget *parent)
    : QDialog(parent),
      m_width(sideBox(size.width())),
      m_height(sideBox(size.height())),
      m_isSeamless(new QCheckBox(tr("&Seamless: it tiles in both directions")))
{
    setWindowTitle(tr("New texture"));
    m_isSeamless->setChecked(isSeamless);
    auto *explanation = new QLabel(tr("A texture has no content: the styles alone are painted, "
                                      "from noise. A content picture takes its place."));
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this] {
        Q_EMIT chosen({m_width->value(), m_height->value()}, m_isSeamless->isChecked());
    });
    auto *layout = new QFormLayout(this);
    layout->addRow(explanation);
    layout->addRow(tr("&Width"), m_width);
    layout->addRow(tr("&Height"), m_height);
    layout->addRow(m_isSeamless);
    layout->addRow(buttons);
}

} // namespace gramarye
