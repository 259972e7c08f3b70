#include "ui/text/presettext.h"

#include "core/model/preset.h"

#include <QCoreApplication>

namespace gramarye {

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
        QT_TRANSLATE_NOOP("Preset", "Bold strokes"),
        QT_TRANSLATE_NOOP("Preset", "Large marks and clear areas, little grain."),
        QT_TRANSLATE_NOOP("Preset", "Fine grain"),
        QT_TRANSLATE_NOOP("Preset", "Small marks close together: paper, canvas, etching."),
        QT_TRANSLATE_NOOP("Preset", "Own colours"),
        QT_TRANSLATE_NOOP("Preset", "The style's hand, the photograph's colours."),
        QT_TRANSLATE_NOOP("Preset", "Dream"),
        QT_TRANSLATE_NOOP(
            "Preset", "The style's forms grow over everything; the picture is only remembered."),
    };
    return texts;
}

QString presetImportedText(const Preset &preset)
{
    return QCoreApplication::translate("Preset", "“%1” is among your presets now.")
        .arg(preset.name);
}

QString presetFileFilter()
{
    return QCoreApplication::translate("Preset", "Presets (*.json)");
}

} // namespace gramarye
