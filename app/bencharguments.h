#pragma once

#include "app/option.h"
#include "core/compute/convolutionkind.h"
#include "core/model/styleparameters.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace gramarye {

/// What `gramarye bench` was given. Lists are empty where nothing was said.
struct BenchArguments
{
    QStringList networks;   ///< names or files
    std::vector<int> sizes; ///< px, of square pictures
    std::vector<ConvolutionKind> convolutions;
    std::vector<StyleLoss> styleLosses;
    std::vector<int> regions;
    std::vector<int>
        memories;       ///< MB that iterations may take; 0: as much as the whole picture does
    int iterations = 5; ///< of each variant, after those that warm up
    int threads = 0;    ///< 0: as many as a render takes
    QString jsonFile;
    bool pipeline = false; ///< whole default renders instead
    bool stalls = false;   ///< how long the window keeps its user waiting, instead
    bool report = false;   ///< everything, as Markdown
};

OptionTable<BenchArguments> benchOptions();

/// @p arguments with the lists filled in that are empty: for the report, where that was asked for.
BenchArguments withDefaults(BenchArguments arguments);

// How they are typed, and stand in figures.
QString convolutionName(ConvolutionKind kind);
QString styleLossName(StyleLoss loss);
std::optional<ConvolutionKind> convolutionNamed(const QString &name);
std::optional<StyleLoss> styleLossNamed(const QString &name);

} // namespace gramarye
