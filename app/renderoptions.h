#pragma once

#include "app/option.h"
#include "app/renderarguments.h"

#include <QDir>

namespace gramarye {

/// The options of `gramarye render`, of which a job of a list has some as keys. Those of the
/// parameters are made from parameterSpecs().
OptionTable<RenderArguments> renderOptions();

/// Takes a picture that is cut short for what is there of it, into Arguments::cut.
OptionSpec partialSpec(OptionTraits traits);
template<typename Arguments>
Option<Arguments> partialOption(OptionTraits traits = {})
{
    return {partialSpec(traits), [](Arguments &arguments, const QString & /*none*/) {
                arguments.cut = CutPictures::Accept;
                return MaybeError();
            }};
}

/// Says so where @p style is no file, but the names of several files with commas between them, as
/// other programs take them; seen from @p folder.
MaybeError checkIsOneFile(const QString &style, const QDir &folder);

} // namespace gramarye
