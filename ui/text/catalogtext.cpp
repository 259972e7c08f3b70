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
        QT_TRANSLATE_NOOP("Catalog", "Gramarye built-in, the first"),
        QT_TRANSLATE_NOOP("Catalog", "For pictures that were begun with it."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19 distilled"),
        QT_TRANSLATE_NOOP("Catalog",
                          "Small and quick, with finer strokes than the built-in network."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19"),
        QT_TRANSLATE_NOOP("Catalog", "The original network: the finest pictures, but slow."),
        QT_TRANSLATE_NOOP("Catalog", "VGG-19, Caffe order"),
        QT_TRANSLATE_NOOP("Catalog", "The weights of the first style transfers, for those who have "
                                     "their file."),
        QT_TRANSLATE_NOOP("Catalog", "palette"),
        QT_TRANSLATE_NOOP("Catalog", "brushwork"),
        QT_TRANSLATE_NOOP("Catalog", "grain"),
        QT_TRANSLATE_NOOP("Catalog", "texture"),
        QT_TRANSLATE_NOOP("Catalog", "strokes"),
        QT_TRANSLATE_NOOP("Catalog", "motifs"),
        QT_TRANSLATE_NOOP("Catalog", "forms"),
    };
    return texts;
}

QString presetText(const QString &english)
{
    return english.isEmpty() ? QString()
                             : QCoreApplication::translate("Preset", english.toUtf8().constData());
}

const std::vector<const char *> &markedPresetTexts()
{
    static const std::vector<const char *> texts = {
        QT_TRANSLATE_NOOP("Preset", "Painterly"),
        QT_TRANSLATE_NOOP("Preset", "As the network likes it best: where every new window begins."),
        QT_TRANSLATE_NOOP("Preset", "Faithful"),
        QT_TRANSLATE_NOOP(
            "Preset", "The picture stays clearly what it is; the style lends palette and touch."),
        QT_TRANSLATE_NOOP("Preset", "Bold"),
        QT_TRANSLATE_NOOP("Preset", "Large marks and clear areas, little grain."),
        QT_TRANSLATE_NOOP("Preset", "Wild"),
        QT_TRANSLATE_NOOP(
            "Preset", "Whatever the style does, more of it; the picture has to look after itself."),
        QT_TRANSLATE_NOOP("Preset", "Soft watercolour"),
        QT_TRANSLATE_NOOP("Preset",
                          "Washes of the style's colours that run softly into each other."),
        QT_TRANSLATE_NOOP("Preset", "Line art"),
        QT_TRANSLATE_NOOP("Preset", "Fine lines close together: pen, woodcut, etching."),
        QT_TRANSLATE_NOOP("Preset", "Own colours"),
        QT_TRANSLATE_NOOP("Preset", "The style's hand, the photograph's colours."),
        QT_TRANSLATE_NOOP("Preset", "Dream"),
        QT_TRANSLATE_NOOP(
            "Preset", "The style's forms grow over everything; the picture is only remembered."),
    };
    return texts;
}

} // namespace gramarye
