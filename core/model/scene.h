#pragma once

#include "core/base/jsonreader.h"
#include "core/model/styleparameters.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <functional>
#include <vector>

namespace gramarye {

/// A picture by what it is and where it is, without its pixels. A value.
struct PictureRef
{
    QString name; ///< as shown to a person: of a file its name without its folder
    QString path; ///< absolute, or ":/…"; empty for a picture that has no file, as a pasted one
    QString hash; ///< of its pixels (pictures/imagereader), taken once, when it is read; empty
                  ///< before that. Of its file ("sha256:…") in projects of version 1.
    QString otherPath; ///< where it may lie too: as seen from the document that names it
    QByteArray file;   ///< the file's bytes, where a document carries them along

    /// The picture in the file @p path, which was not looked at yet, or in that address itself,
    /// where that begins with pngAddress() (RFC 2397).
    static PictureRef ofFile(const QString &path);
    static QString pngAddress() { return QStringLiteral("data:image/png;base64,"); }

    /// The name without its suffix.
    QString baseName() const;

    bool isEmpty() const { return name.isEmpty() && path.isEmpty() && hash.isEmpty(); }
    bool isEmbedded() const { return !file.isEmpty(); }

    /// The same picture from the same place.
    friend bool operator==(const PictureRef &a, const PictureRef &b)
    {
        return a.name == b.name && a.path == b.path && a.hash == b.hash;
    }
    friend bool operator!=(const PictureRef &a, const PictureRef &b) { return !(a == b); }
};

/// A network by what it is called and what it is. A value.
struct NetworkRef
{
    QString name; ///< in the catalogue
    QString path; ///< of a weight file that is neither the store's nor the program's, else empty
    QString checksum; ///< of its numbers (weights/tensorview); empty: not known

    friend bool operator==(const NetworkRef &a, const NetworkRef &b)
    {
        return a.name == b.name && a.path == b.path && a.checksum == b.checksum;
    }
    friend bool operator!=(const NetworkRef &a, const NetworkRef &b) { return !(a == b); }
};

/// A picture that is painted in the style of, and what is set for it alone.
template<typename Picture>
struct StyleOf
{
    Picture picture;
    double weight = 1; ///< 0 or more, against those of the other styles
    /// A mask, white where on the content it acts; empty: where no other style's region is.
    Picture region = {};
    /// A mask, white where on its own picture it is; empty: wherever that is not transparent.
    Picture mask = {};
    double scale = 1;         ///< times the parameters' styleScale, see StyleScaleRange
    LayerFactors layers = {}; ///< of its weight at layers; 1 for those that are not named

    friend bool operator==(const StyleOf &a, const StyleOf &b)
    {
        return a.picture == b.picture && a.weight == b.weight && a.region == b.region
               && a.mask == b.mask && a.scale == b.scale && a.layers == b.layers;
    }
    friend bool operator!=(const StyleOf &a, const StyleOf &b) { return !(a == b); }
};

/// What is painted: everything that a person sets for a picture. The one spelling of it for
/// documents and lists (pictures as PictureRef), for the window (with pixels and thumbnails) and
/// for a run (with pixels). A value.
template<typename Picture, typename Network>
struct SceneOf
{
    Picture content;
    std::vector<StyleOf<Picture>> styles;
    QSize canvas;     ///< of a texture, which has no content: how large it is; else empty
    Picture start;    ///< for Start::File only
    Picture strength; ///< a mask, black where the content is to stay; empty: nowhere
    Network network;
    StyleParameters parameters; ///< without what is set for a style alone: that is the styles'

    /// The parameters as a run looks at them, with what is set for each style.
    StyleParameters runParameters() const
    {
        StyleParameters run = parameters.withoutStyles();
        for (const StyleOf<Picture> &style : styles) {
            run.blend.push_back(style.weight);
            run.styleScales.push_back(style.scale);
            run.styleLayers.push_back(style.layers);
        }
        if (areAll(run.styleScales, 1.0)) // as those of before, which knew no others
            run.styleScales.clear();
        if (areAll(run.styleLayers, LayerFactors()))
            run.styleLayers.clear();
        return run;
    }

    /// Sets the parameters and what is set for each style, which is 1 where @p run lacks it.
    void setRunParameters(const StyleParameters &run)
    {
        parameters = run.withoutStyles();
        for (std::size_t i = 0; i < styles.size(); ++i) {
            styles[i].weight = i < run.blend.size() ? run.blend[i] : 1;
            styles[i].scale = i < run.styleScales.size() ? run.styleScales[i] : 1;
            styles[i].layers = i < run.styleLayers.size() ? run.styleLayers[i] : LayerFactors();
        }
    }

    /// Whether the styles alone are painted, without a content.
    bool isTexture() const { return !canvas.isEmpty(); }

    /// All places for pictures: content, styles with their masks, start, strength.
    std::vector<Picture *> pictures() { return places(*this); }
    std::vector<const Picture *> pictures() const { return places(*this); }

    /// Those among them that are masks.
    std::vector<Picture *> masks() { return maskPlaces(*this); }
    std::vector<const Picture *> masks() const { return maskPlaces(*this); }

    /// The same scene with its pictures and its network in other words.
    template<typename ToPicture, typename ToNetwork>
    auto mapped(const ToPicture &toPicture, const ToNetwork &toNetwork) const
    {
        SceneOf<std::decay_t<decltype(toPicture(content))>,
                std::decay_t<decltype(toNetwork(network))>>
            result;
        result.content = toPicture(content);
        for (const StyleOf<Picture> &style : styles)
            result.styles.push_back({toPicture(style.picture), style.weight,
                                     toPicture(style.region), toPicture(style.mask), style.scale,
                                     style.layers});
        result.canvas = canvas;
        result.start = toPicture(start);
        result.strength = toPicture(strength);
        result.network = toNetwork(network);
        result.parameters = parameters;
        return result;
    }

    friend bool operator==(const SceneOf &a, const SceneOf &b)
    {
        return a.content == b.content && a.styles == b.styles && a.canvas == b.canvas
               && a.start == b.start && a.strength == b.strength && a.network == b.network
               && a.parameters == b.parameters;
    }
    friend bool operator!=(const SceneOf &a, const SceneOf &b) { return !(a == b); }

private:
    template<typename Value>
    static bool areAll(const std::vector<Value> &values, const Value &value)
    {
        return std::count(values.begin(), values.end(), value) == std::ptrdiff_t(values.size());
    }

    template<typename Self>
    static auto maskPlaces(Self &scene)
    {
        std::vector<decltype(&scene.content)> all;
        for (auto &style : scene.styles)
            all.insert(all.end(), {&style.region, &style.mask});
        all.push_back(&scene.strength);
        return all;
    }

    template<typename Self>
    static auto places(Self &scene)
    {
        std::vector<decltype(&scene.content)> all{&scene.content};
        for (auto &style : scene.styles)
            all.insert(all.end(), {&style.picture, &style.region, &style.mask});
        all.insert(all.end(), {&scene.start, &scene.strength});
        return all;
    }
};

using Style = StyleOf<PictureRef>;
using Scene = SceneOf<PictureRef, NetworkRef>;

/// The styles' names without their suffixes, with @p separator between them.
QString styleNames(const Scene &scene, const QString &separator);

/// Differs where the pictures by their names, the network, or the parameters that make a picture
/// do: not those which only say how it is computed. Hexadecimal digits.
QString fingerprint(const Scene &scene);

// The JSON of a scene, in every document:
//   {content: picture,
//    styles: [{picture, weight, region: picture, mask: picture, scale, layers: {name: factor}}],
//    canvas: [width, height], start: picture, strength: picture,
//    network: {name, path, checksum}, parameters: model/parametersjson}
// What is empty is left out. Of a picture a recipe has {name, hash}; a document that keeps more of
// it says how.

using PictureToJson = std::function<QJsonObject(const PictureRef &picture, const QString &role)>;
using PictureFromJson = std::function<PictureRef(JsonReader &reader)>;

QJsonObject pictureToJson(const PictureRef &picture);
PictureRef pictureFromJson(JsonReader &reader);

/// @p toJson is given each picture that is not empty, and its role: "content", "style-1",
/// "region-1", "mask-1", …, "start", "strength".
QJsonObject sceneToJson(const Scene &scene, const PictureToJson &toJson);

/// What makes no sense is remembered by @p reader.
Scene sceneFromJson(JsonReader &reader, const PictureFromJson &fromJson);

/// Reads the parameters at "parameters".
StyleParameters parametersFrom(JsonReader &reader);
NetworkRef networkFrom(JsonReader &reader);

} // namespace gramarye
