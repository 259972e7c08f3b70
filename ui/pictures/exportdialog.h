#pragma once

#include "core/documents/outputname.h"
#include "core/documents/pictureexport.h"

#include <QDialog>

#include <atomic>
#include <memory>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QTimer;

namespace gramarye {

struct OutputFormat;

/// Asks where to write a picture and how: what the file's format leaves open, and of the content
/// what it has. Says how large the file will be. Asks again before a file is replaced.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p picture is the one that will be written, or an earlier stage of it.
    ExportDialog(const QString &path, const ExportOptions &options, const RenderedPicture &picture,
                 QWidget *parent = nullptr);

    /// What was typed, with the format's suffix where that had none we know.
    QString path() const;

    ExportOptions options() const;

    QLineEdit *pathEdit() const { return m_path; }
    QComboBox *formatBox() const { return m_format; }
    QComboBox *bitsBox() const { return m_bits; }
    QSlider *qualitySlider() const { return m_quality; }
    QCheckBox *losslessBox() const { return m_lossless; }
    QDoubleSpinBox *resolutionBox() const { return m_resolution; }
    QCheckBox *transparencyBox() const { return m_transparency; }
    QCheckBox *metadataBox() const { return m_metadata; }
    QCheckBox *placeBox() const { return m_place; }
    QCheckBox *profileBox() const { return m_profile; }
    QLabel *sizeLabel() const { return m_size; }

Q_SIGNALS:
    void chosen(const QString &path, const gramarye::ExportOptions &options);

private:
    const OutputFormat &format() const;
    void fill(const ExportOptions &options);
    void layOut();
    QWidget *makePathRow();
    QWidget *makeQualityRow();
    QWidget *makeResolutionRow();
    void fillPresetMenu();
    void usePreset(const QString &suffix, const ExportOptions &options);
    void keepPreset();
    void browse();
    void chooseFormat(int index);
    void showFormat(const OutputFormat &format);
    void showState();
    void estimate();
    void confirm();

    RenderedPicture m_picture;
    int m_chosenQuality = 0; ///< 0: what is usual for the format
    QLineEdit *m_path;
    QComboBox *m_format;
    QComboBox *m_bits;
    QSlider *m_quality;
    QLabel *m_qualityText;
    QCheckBox *m_lossless;
    QDoubleSpinBox *m_resolution;
    QLabel *m_printed;
    QCheckBox *m_transparency;
    QCheckBox *m_metadata;
    QCheckBox *m_place;
    QCheckBox *m_profile;
    QLabel *m_hint;
    QLabel *m_size;
    QPushButton *m_presets;
    QPushButton *m_exportButton;
    QFormLayout *m_form;
    QWidget *m_qualityRow;
    QTimer *m_estimateSoon;
    std::shared_ptr<std::atomic<int>> m_estimates; ///< asked for; only the last one counts
};

/// A file in @p folder that is not there yet, called by @p pattern (documents/outputname):
/// "tree-gramarye.png", "tree-gramarye-2.png", …
QString proposedExportPath(const QString &folder, const QString &pattern, const NameParts &parts);

} // namespace gramarye
