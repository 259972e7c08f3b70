#pragma once

#include "app/renderarguments.h"
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
    QString worker;        ///< set in the processes that do the work: what they are to do
    bool window = false;   ///< set in those of them that open one
};

using ParsedBenchArguments = std::variant<BenchArguments, HelpRequest, UsageError>;

/// Understands @p words, what follows "gramarye bench".
ParsedBenchArguments parseBenchArguments(const QStringList &words);

/// The options, as --help shows them.
std::vector<std::pair<QString, QString>> benchOptionTexts();

QString convolutionName(ConvolutionKind kind);

} // namespace gramarye
