#pragma once

#include "core/base/error.h"
#include "ui/pictures/pictureloader.h"

#include <QWidget>

#include <vector>

namespace gramarye {

class ElidedLabel;
class ImageWell;
class RegionButton;
class StyleList;
class WellColors;
enum class RegionRequest;

/// The pictures a run begins with: content with what of it stays as it is, styles, and where it is
/// wanted one to start from. Their files are remembered as recent ones, "content" and "styles".
class PicturesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PicturesPanel(QWidget *parent = nullptr);

    ImageWell *content() const { return m_content; }
    StyleList *styles() const { return m_styles; }
    ImageWell *start() const { return m_start; }

    /// How strongly the styles act.
    RegionButton *strength() const { return m_strength; }

    /// All masks of the content: the styles' regions, and the strength.
    std::vector<RegionButton *> regions() const;

    /// The picture that @p mask is of: the content, or a blank sheet of the shape of the texture
    /// that is painted without one, or for the part of a style its own; null where it has gone.
    LoadedPicture maskedBy(const RegionButton *mask) const;

    /// Shows these in place of what is there or being read, without a signal.
    void setPictures(const LoadedPicture &content,
                     const std::vector<StyleOf<LoadedPicture>> &styles, const LoadedPicture &start,
                     const LoadedPicture &strength);

    /// The shape of a texture that is painted without a content; empty: none is. Nothing of a
    /// texture stays as it is.
    void setCanvas(QSize canvas);

    /// Says in the place of the content that a texture of @p size px is painted; empty: none is.
    void showTexture(QSize size);

    bool isLoading() const;
    void showStart(bool shown);

    /// Shows the pictures as a run with @p colors will see them, which may take a moment.
    void showColors(Colors colors, int background = whiteBackground);

Q_SIGNALS:
    void contentChanged();
    void picturesChanged();
    void blendChanged();
    void loadingChanged();

    /// @p picture was read from where somebody took it, and is in one of the wells.
    void pictureRead(const gramarye::LoadedPicture &picture);
    void refused(const gramarye::Error &error);

    /// What a person should know about what was taken, in one sentence.
    void noted(const QString &sentence);
    void regionRequested(gramarye::RegionButton *button, gramarye::RegionRequest request);

private:
    void connectWell(ImageWell *well);
    void fitRegions();
    void contentLoaded();
    void rememberFiles();

    ImageWell *m_content;
    ElidedLabel *m_contentName;
    RegionButton *m_strength;
    StyleList *m_styles;
    ImageWell *m_start;
    QWidget *m_startSection;
    WellColors *m_colors;
    QSize m_canvas;
    LoadedPicture m_sheet;    ///< to paint masks of a texture on; null: there is none
    QString m_contentFile;    ///< that is among the recent ones
    QStringList m_styleFiles; ///< the same
};

} // namespace gramarye
