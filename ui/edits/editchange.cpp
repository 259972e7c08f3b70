#include "ui/edits/editchange.h"

#include "core/model/parameterspec.h"
#include "ui/text/catalogtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace gramarye {

namespace {

/// What steps are called, as the Edit menu has it after "Undo".
struct EditText
{
    Q_DECLARE_TR_FUNCTIONS(EditText)
};

std::vector<LoadedPicture> picturesOf(const std::vector<StyleOf<LoadedPicture>> &styles)
{
    std::vector<LoadedPicture> pictures;
    for (const StyleOf<LoadedPicture> &style : styles)
        pictures.push_back(style.picture);
    return pictures;
}

QString stylesText(const std::vector<LoadedPicture> &before,
                   const std::vector<LoadedPicture> &after)
{
    if (after.size() == before.size() + 1)
        return EditText::tr("Add style");
    if (after.size() > before.size())
        return EditText::tr("Add styles");
    if (after.size() + 1 == before.size())
        return EditText::tr("Remove style");
    if (after.size() < before.size())
        return EditText::tr("Remove styles");
    const bool reordered = std::is_permutation(before.begin(), before.end(), after.begin());
    return reordered ? EditText::tr("Reorder styles") : EditText::tr("Replace style");
}

/// Empty where the pictures are the same.
QString picturesText(const EditState &before, const EditState &after)
{
    QStringList texts;
    if (before.content != after.content)
        texts << EditText::tr("Content picture");
    const std::vector<LoadedPicture> styles = picturesOf(before.styles);
    const std::vector<LoadedPicture> stylesAfter = picturesOf(after.styles);
    if (styles != stylesAfter)
        texts << stylesText(styles, stylesAfter);
    if (before.start != after.start)
        texts << EditText::tr("Start picture");
    return texts.size() > 1 ? EditText::tr("Pictures") : texts.value(0);
}

EditChange specChange(const ParameterSpec &spec)
{
    return {parameterText(spec.label), spec.kind != ParameterKind::Choice};
}

std::vector<EditChange> parameterChanges(const StyleParameters &before,
                                         const StyleParameters &after, const NetworkInfo &network)
{
    std::vector<EditChange> changes;
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.get(before) != spec.get(after))
            changes.push_back(specChange(spec));
    }
    for (const auto &[layer, word] : network.styleLayers) {
        if (before.layerWeights[layerIndex(layer)] != after.layerWeights[layerIndex(layer)])
            changes.push_back({EditText::tr("Layer “%1”").arg(catalogText(word)), true});
    }
    if (before.blend != after.blend)
        changes.push_back({EditText::tr("Style weights"), true});
    return changes;
}

/// The choice that brings defaults of its own, and so explains all else that changed.
std::optional<EditChange> leadingChange(const StyleParameters &before, const StyleParameters &after)
{
    if (before.method != after.method)
        return specChange(parameterSpec(QStringLiteral("method")));
    if (before.optimizer != after.optimizer)
        return specChange(parameterSpec(QStringLiteral("optimizer")));
    return std::nullopt;
}

} // namespace

EditChange describeChange(const EditState &before, const EditState &after)
{
    const QString pictures = picturesText(before, after);
    if (!pictures.isEmpty())
        return {pictures, false};
    if (before.network != after.network)
        return {EditText::tr("Network"), false};
    if (const auto leading = leadingChange(before.parameters, after.parameters))
        return *leading;
    const auto changes =
        parameterChanges(before.runParameters(), after.runParameters(), after.network.info);
    return changes.size() == 1 ? changes.front() : EditChange{EditText::tr("Settings"), false};
}

} // namespace gramarye
