#pragma once

#include "core/model/styleparameters.h"

#include <QFlags>
#include <QString>

#include <optional>
#include <vector>

namespace gramarye {

enum class ParameterKind
{
    Real,
    Integer,
    Choice,
    Color ///< 0xrrggbb; in files and on the command line "#rrggbb"
};
enum class ParameterGroup
{
    Balance,
    Layers,
    Output,
    Advanced
};

/// What a parameter is, apart from its numbers.
enum class ParameterTrait
{
    Live = 1 << 0,      ///< every iteration reads it anew, so that it steers a running render
    Objective = 1 << 1, ///< what an iteration does depends on it
    Look = 1 << 2,      ///< part of a preset
    Relative = 1 << 3,  ///< networks set defaults of their own for it: presets keep a factor
    /// How this computer works and shows, not what the picture is: kept in the settings, free where
    /// a run goes on, and beside a list of jobs.
    Preference = 1 << 4,
    Leading = 1 << 5, ///< a choice that brings defaults of its own for the others
};
Q_DECLARE_FLAGS(ParameterTraits, ParameterTrait)

} // namespace gramarye

// Within the namespace they would hide those of Qt's own flags.
Q_DECLARE_OPERATORS_FOR_FLAGS(gramarye::ParameterTraits)

namespace gramarye {

/// One of the values of a Choice parameter; it stands for its place in the list.
struct ParameterChoice
{
    QString key;                 ///< on the command line, e.g. "lbfgs"
    const char *label = nullptr; ///< English, in the translation context "Parameter"; null: the key
    bool beforehand = false;     ///< a run begins with it or never has it, be the others live
};

/// Describes one number of StyleParameters: the one source for its slider, its box, its option on
/// the command line, its place in files, its tests. Texts are English and marked for translation
/// in the context "Parameter"; see parameterText().
struct ParameterSpec
{
    QString key; ///< option name without dashes, e.g. "learning-rate"
    const char *label = "";
    const char *term = ""; ///< the field's own word for it, e.g. "total variation"; may be empty
    const char *help = "";
    ParameterGroup group = ParameterGroup::Advanced;
    ParameterTraits traits;
    double (*get)(const StyleParameters &) = nullptr;
    void (*set)(StyleParameters &, double) = nullptr;
    ParameterKind kind = ParameterKind::Real;
    double minimum = 0; ///< of what may be typed
    double maximum = 0;
    double sliderMinimum = 0; ///< of what the slider covers
    double sliderMaximum = 0;
    double step = 1;
    int decimals = 0;
    const char *unit = "";
    bool logarithmic = false; ///< the slider is; its range is then relative to the default value
    std::vector<ParameterChoice> choices = {};

    bool is(ParameterTrait trait) const { return traits.testFlag(trait); }

    /// True where a running render can take the value @p next in place of @p now.
    bool canSteer(double now, double next) const;

    /// True where iterations do the same with the value @p a as with @p b.
    bool sameObjective(double a, double b) const;
};

/// All parameters but the style layers' weights, in the order they are shown.
const std::vector<ParameterSpec> &parameterSpecs();

/// The spec with that key; null where there is none.
const ParameterSpec *findParameterSpec(const QString &key);

/// The spec with that key; it must exist.
const ParameterSpec &parameterSpec(const QString &key);

/// Describes a style layer's weight: the same numbers for every layer.
struct LayerWeightRange
{
    static constexpr double minimum = 0;
    static constexpr double maximum = 100;
    static constexpr double sliderMaximum = 3;
    static constexpr double step = 0.05;
};

/// Describes the factor of one style's scale.
struct StyleScaleRange
{
    static constexpr double minimum = 0.25;
    static constexpr double maximum = 4;
};

/// The value of a Color parameter as "#rrggbb", and back; in short "#rgb". Null where @p text is
/// none.
QString colorText(double color);
std::optional<double> colorFromText(const QString &text);

/// @p english in the user's language.
QString parameterText(const char *english);

} // namespace gramarye
