#pragma once

#include "app/renderarguments.h"

#include <map>
#include <set>

class QFileInfo;

namespace gramarye {

/// A picture of a list. A value.
struct BatchRender
{
    RenderArguments arguments;
    QStringList found; ///< those it is made from that were found in folders
    int number = 0;    ///< of its job, from 1
};

/// Knows which pictures of a list are made from what the list itself makes: results of an earlier
/// time that lie where its contents and styles are looked for, and previews of them, are not to be
/// painted again. What is named by itself may be a result. Goes by names alone, so that a list has
/// the same pictures whether or not some are done.
class BatchResults
{
public:
    /// @p pictures outlive this object.
    explicit BatchResults(const std::vector<BatchRender> &pictures);

    /// True where picture @p place is found to be made from one that another one makes.
    bool isMadeFromOne(std::size_t place);

private:
    bool isResult(const QString &file, std::size_t place);

    const std::vector<BatchRender> &m_pictures;
    std::map<QString, std::size_t> m_makerOf; ///< by the file of the result
    std::set<QString> m_previewFolders;
    std::map<std::size_t, bool> m_isMadeFromOne; ///< as far as it was asked
};

} // namespace gramarye
