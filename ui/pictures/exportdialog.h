#pragma once

#include "core/documents/pictureexport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gramarye {

/// Asks where to write a picture and how. Asks again before a file is replaced.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// Transparency is only offered where the content picture @p hasTransparency.
    ExportDialog(const QString &path, const ExportOptions &options, bool hasTransparency,
                 QWidget *parent = nullptr);

    /// What was typed, with the format's suffix where that had none we know.
    QString path() const;

    ExportOptions options() const;

    QLineEdit *pathEdit() const { return m_path; }
    QComboBox *formatBox() const { return m_format; }
    QComboBox *bitsBox() const { return m_bits; }
    QCheckBox *transparencyBox() const { return m_transparency; }

Q_SIGNALS:
    void chosen(const QString &path, const gramarye::ExportOptions &options);

private:
    QWidget *makePathRow();
    void browse();
    void chooseFormat(int index);
    void showFormat();
    void confirm();

    QLineEdit *m_path;
    QComboBox *m_format;
    QComboBox *m_bits;
    QCheckBox *m_transparency;
    QLabel *m_hint;
    QPushButton *m_exportButton;
};

/// A file in @p folder called after @p content, the name of the content picture, which is not there
/// yet: "tree-gramarye.png", "tree-gramarye-2.png", …
QString proposedExportPath(const QString &folder, const QString &content);

} // namespace gramarye
