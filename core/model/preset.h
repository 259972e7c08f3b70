#pragma once

#include "core/base/error.h"
#include "core/model/styleparameters.h"

#include <QString>

#include <map>

namespace gramarye {

/// A look with a name: what it changes of the defaults, so that it looks alike with every network;
/// what those set for a network (ratio, smoothness, layer weights) is kept as a factor of them.
/// What belongs to one picture (ParameterTrait::Look says) is no part of it. A value.
struct Preset
{
    static constexpr int longestName = 60; ///< letters

    QString name;
    QString description; ///< one sentence; may be empty

    /// By ParameterSpec::key: what differs from the defaults.
    std::map<QString, double> values;     ///< as they are
    std::map<QString, double> factors;    ///< times the default; as they are where that is 0
    std::map<Layer, double> layerFactors; ///< likewise; where that is 0, times the usual one

    /// The look of @p parameters, which were made with @p network.
    static Preset of(const QString &name, const StyleParameters &parameters,
                     const NetworkInfo &network);

    /// The parameters that give @p now this look, with @p network.
    StyleParameters appliedTo(const StyleParameters &now, const NetworkInfo &network) const;

    QByteArray toJson() const;

    /// Reads what toJson() wrote; @p fileName is for errors. Errors: DocumentDamaged,
    /// DocumentNewer.
    static Result<Preset> fromJson(const QByteArray &bytes, const QString &fileName);

    friend bool operator==(const Preset &a, const Preset &b)
    {
        return a.name == b.name && a.description == b.description && a.hasLookOf(b);
    }
    friend bool operator!=(const Preset &a, const Preset &b) { return !(a == b); }

    /// Whatever the case of the letters.
    bool isNamed(const QString &other) const
    {
        return name.compare(other.trimmed(), Qt::CaseInsensitive) == 0;
    }

    /// The same look, whatever it is called.
    bool hasLookOf(const Preset &other) const
    {
        return values == other.values && factors == other.factors
               && layerFactors == other.layerFactors;
    }
};

} // namespace gramarye
