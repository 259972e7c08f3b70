#include "app/batchresults.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace gramarye {

namespace {

/// The file that @p path is, however it is written.
QString sameFile(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(QFileInfo(path).absoluteFilePath()) : canonical;
}

bool isCalledPreview(const QFileInfo &file)
{
    static const QRegularExpression name(QStringLiteral("^preview-\\d{6,}\\.png$"));
    return name.match(file.fileName()).hasMatch();
}

} // namespace

BatchResults::BatchResults(const std::vector<BatchRender> &pictures) : m_pictures(pictures)
{
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const RenderArguments &arguments = pictures[i].arguments;
        m_makerOf.emplace(sameFile(arguments.outputFile), i);
        if (!arguments.previewFolder.isEmpty())
            m_previewFolders.insert(sameFile(arguments.previewFolder));
    }
}

bool BatchResults::isMadeFromOne(std::size_t place)
{
    // Meanwhile it counts as none, so that of two that are made from each other one is left.
    const auto [known, isNew] = m_isMadeFromOne.emplace(place, false);
    if (!isNew)
        return known->second;
    const QStringList &found = m_pictures[place].found;
    known->second = std::any_of(found.begin(), found.end(), [this, place](const QString &file) {
        return isResult(sameFile(file), place);
    });
    return known->second;
}

/// @p file: one that picture @p place is made from.
bool BatchResults::isResult(const QString &file, std::size_t place)
{
    const QFileInfo info(file);
    if (m_previewFolders.count(info.path()) == 1 && isCalledPreview(info))
        return true;
    const auto maker = m_makerOf.find(file);
    return maker != m_makerOf.end() && maker->second != place && !isMadeFromOne(maker->second);
}

} // namespace gramarye
