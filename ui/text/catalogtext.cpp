#include "ui/text/catalogtext.h"

#include <QCoreApplication>

namespace gramarye {

QString catalogText(const QString &english)
{
    return QCoreApplication::translate("Catalog", english.toUtf8().constData());
}

const std::vector<const char *> &markedCatalogTexts()
{
    static const std::vector<const char *> texts = {
        QT_TRANSLATE_NOOP("Catalog", "Gramarye built-in"),
        QT_TRANSLATE_NOOP("Catalog", "Always here and quick on any computer."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19 distilled"),
        QT_TRANSLATE_NOOP("Catalog",
                          "Small and quick, with finer strokes than the built-in network."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19"),
        QT_TRANSLATE_NOOP("Catalog", "The original network: the finest pictures, but slow."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19, Caffe order"),
        QT_TRANSLATE_NOOP("Catalog", "The weights of the first style transfers, for those who have "
                                     "their file."),
        QT_TRANSLATE_NOOP("Catalog", "palette"),
        QT_TRANSLATE_NOOP("Catalog", "grain"),
        QT_TRANSLATE_NOOP("Catalog", "texture"),
        QT_TRANSLATE_NOOP("Catalog", "strokes"),
        QT_TRANSLATE_NOOP("Catalog", "motifs"),
        QT_TRANSLATE_NOOP("Catalog", "forms"),
    };
    return texts;
}

} // namespace gramarye
