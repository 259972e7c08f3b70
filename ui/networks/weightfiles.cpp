#include "ui/networks/weightfiles.h"

#include "ui/widgets/rememberedfolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace gramarye {

bool isCalledWeights(const QString &path)
{
    static const QStringList suffixes{QStringLiteral("safetensors"), QStringLiteral("pth"),
                                      QStringLiteral("pt")};
    return suffixes.contains(QFileInfo(path).suffix(), Qt::CaseInsensitive);
}

QStringList weightFiles(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && isCalledWeights(url.toLocalFile()))
            paths << url.toLocalFile();
    }
    return paths;
}

void askForWeightFile(QWidget *parent, const QString &title,
                      const std::function<void(const QString &path)> &chosen)
{
    const QString filter = QCoreApplication::translate(
        "WeightFiles", "Weight files (*.safetensors *.pth *.pt);;All files (*)");
    askForFile(parent, {QStringLiteral("networks"), title, filter}, chosen);
}

} // namespace gramarye
