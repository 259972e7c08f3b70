#pragma once

#include "app/option.h"
#include "core/compute/convolutionkind.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace gramarye {

/// What `gramarye bench` was given.
struct BenchArguments
{
    QStringList networks{QStringLiteral("vgg19")}; ///< names or files
    std::vector<int> sizes{512};                   ///< px, of square pictures
    std::vector<ConvolutionKind> convolutions{ConvolutionKind::Fast, ConvolutionKind::Torch};
    int iterations = 5; ///< of each variant, after those that warm up
    int threads = 0;    ///< 0: as many as a render takes
    QString jsonFile;
    bool pipeline = false; ///< whole default renders instead
    bool stalls = false;   ///< how long the window keeps its user waiting, instead
    bool report = false;   ///< everything, as Markdown
};

OptionTable<BenchArguments> benchOptions();

QString convolutionName(ConvolutionKind kind);

} // namespace gramarye
