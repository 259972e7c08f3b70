#include "ui/text/errortext.h"

#include "core/pictures/cutpicture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace gramarye {

namespace {

/// "60 %", in place of what is wrong with a picture whose file is cut short.
bool isShare(const QString &detail)
{
    static const QRegularExpression share(QStringLiteral("^\\d+ %$"));
    return share.match(detail).hasMatch() || detail == QLatin1String(someOfFile());
}

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    /// %1 is the subject, %2 the detail.
    static QString sentence(const Error &error);
};

QString ErrorText::sentence(const Error &error)
{
    switch (error.code) {
    case ErrorCode::FileNotFound:
        return tr("“%1” is not there (any more): look whether it was moved or renamed.");
    case ErrorCode::FileUnreadable:
        return tr("“%1” cannot be read (%2): check whether you may open this file.");
    case ErrorCode::FileNotWritable:
        return tr("“%1” cannot be written (%2): choose another folder or make room.");
    case ErrorCode::WrittenFileDiffers:
        return tr("“%1” reads back differently than it was written, so that what was there before "
                  "was kept: check the drive and save to another place.");
    case ErrorCode::PictureEmpty:
        return tr("“%1” is empty: take another copy of this picture.");
    case ErrorCode::PictureUnknown:
        if (error.detail.startsWith(QLatin1String("a camera's raw picture")))
            return tr("“%1” is %2: export it as TIFF or JPEG with the camera's program first.");
        return error.detail.isEmpty()
                   ? tr("“%1” is not a picture that can be read here: use PNG, JPEG, WebP, TIFF, "
                        "GIF, HEIC, AVIF, JPEG XL or BMP.")
                   : tr("“%1” is %2, which cannot be read here: use PNG, JPEG, WebP, TIFF, GIF, "
                        "HEIC, AVIF, JPEG XL or BMP.");
    case ErrorCode::PictureDamaged:
        return isShare(error.detail)
                   ? tr("“%1” is cut short (%2 of the file is there, of which nothing can be "
                        "shown): take another copy of this picture.")
                   : tr("“%1” is damaged (%2): take another copy of this picture.");
    case ErrorCode::PictureCutShort:
        return tr("“%1” is cut short (%2 of it is there): take another copy of this picture.");
    case ErrorCode::PictureTooLarge:
        return tr("“%1” is too large (%2 px): scale it down to at most 200 megapixels.");
    case ErrorCode::PrintTooLarge:
        return tr("“%1” would have %2 px on its longest side, and 16384 are the most: choose a "
                  "lower resolution or smaller paper.");
    case ErrorCode::PictureNotFetched:
        return tr("“%1” could not be fetched from the web (%2): save the picture in the browser, "
                  "then drop the file.");
    case ErrorCode::PictureTooNarrow:
        if (error.subject.isEmpty())
            return error.detail.isEmpty()
                       ? tr("A pasted picture is too narrow for a result of any size: cut it to "
                            "another shape.")
                       : tr("A pasted picture is too small or too narrow for this size of the "
                            "result: choose %2 px or more.");
        return error.detail.isEmpty()
                   ? tr("“%1” is too narrow for a result of any size: cut it to another shape.")
                   : tr("“%1” is too small or too narrow for this size of the result: choose %2 "
                        "px or more.");
    case ErrorCode::WeightsUnknown:
        return tr("“%1” is not a weight file: choose a .safetensors or .pth file of a VGG-19 "
                  "network.");
    case ErrorCode::WeightsDamaged:
        return tr("The weight file “%1” is damaged (%2): download it again.");
    case ErrorCode::WeightsRefused:
        return tr("The weight file “%1” was refused because it asks to run a program (%2): "
                  "take one from a source you trust.");
    case ErrorCode::WeightsNotVgg:
        return tr("“%1” does not hold a VGG-19 network (%2): choose another weight file.");
    case ErrorCode::NetworkUnknown:
        return tr("There is no network called “%1”: choose one of %2, or a weight file.");
    case ErrorCode::NetworkNotInstalled:
        return tr("The network “%1” is not on this computer: download it in the window under "
                  "“Networks…”, or with “gramarye networks download %1”.");
    case ErrorCode::NetworkNeedsFile:
        return tr("The network “%1” is not on this computer and cannot be downloaded: if you have "
                  "its weight file, drop that on the window, or add it with “gramarye networks "
                  "import FILE --as %1”.");
    case ErrorCode::NetworkBuiltIn:
        return tr("The network “%1” is a part of the program: it needs no file and cannot be "
                  "replaced or removed.");
    case ErrorCode::WeightsOtherNetwork:
        return tr("“%1” is not the network it was taken for (%2 differs): choose another weight "
                  "file or another network.");
    case ErrorCode::WeightsImplausible:
        return tr("The numbers in “%1” are not those of a trained network (%2): take another "
                  "copy of this weight file.");
    case ErrorCode::StoreNotWritable:
        return tr("The networks' folder “%1” cannot be written to (%2): make room or allow "
                  "writing there, or name another folder in GRAMARYE_DATA_DIR.");
    case ErrorCode::DiskFull:
        return tr("There is not enough room on the disk for the network “%1” (%2): make room "
                  "and try again.");
    case ErrorCode::ScratchFull:
        return tr("There is not enough room on the disk for pictures that do not fit into memory "
                  "(“%1” needs %2): make room, choose a smaller size, or let the run take more "
                  "memory.");
    case ErrorCode::CatalogDamaged:
        return tr("The program's list of networks is damaged (%1 %2): install Gramarye again.");
    case ErrorCode::DownloadNoAddress:
        return tr("“%1” is not an address to download from: give one that begins with https, or "
                  "import a weight file that is here already.");
    case ErrorCode::DownloadNotEncrypted:
        return tr("“%1” would send the network without encryption, so that anybody on the way "
                  "could change it: use an address that begins with https.");
    case ErrorCode::DownloadBusy:
        return tr("“%1” is being downloaded by another Gramarye at this moment: wait for that "
                  "one, or cancel it.");
    case ErrorCode::DownloadNoConnection:
        return tr("The connection to “%1” failed (%2): check that this computer is online and "
                  "download again; it goes on where it stopped.");
    case ErrorCode::DownloadNotSecure:
        return tr("The connection to “%1” is not secure (%2): check this computer's date, or log "
                  "in to this Wi-Fi in a web browser, then download again.");
    case ErrorCode::DownloadNotThere:
        return tr("The file is not to be found on “%1” (%2): look for a newer Gramarye, or get the "
                  "weight file elsewhere and import it.");
    case ErrorCode::DownloadRefused:
        return tr("“%1” does not give the file away (%2): try again later, or get the weight file "
                  "elsewhere and import it.");
    case ErrorCode::DownloadServerBusy:
        return tr("“%1” cannot send the file at the moment (%2): download again later; it goes on "
                  "where it stopped.");
    case ErrorCode::DownloadNotWeights:
        return tr("What came from “%1” is not a weight file, but perhaps a login page: log in to "
                  "this Wi-Fi in a web browser, then download again.");
    case ErrorCode::DownloadWrongLength:
        return tr("“%1” does not send as much as it says (%2): download again later, or over "
                  "another connection.");
    case ErrorCode::DownloadChanged:
        return tr("The file on “%1” keeps changing while it is downloaded: download again later.");
    case ErrorCode::DownloadDiffers:
        return tr("The file on “%1” is not the one that was published (%2): do not use it, and "
                  "download again later.");
    case ErrorCode::DocumentDamaged:
        return tr("“%1” cannot be understood (%2): take another copy of this file.");
    case ErrorCode::DocumentNewer:
        return tr("“%1” was made by a newer Gramarye (format %2): get that one to open it.");
    case ErrorCode::DocumentBusy:
        return tr("“%1” is open in another Gramarye: close it there, or save under another name.");
    case ErrorCode::RecipeMissing:
        return tr("“%1” does not say how it was made: only pictures that Gramarye exported do.");
    case ErrorCode::PictureMissing:
        return tr("The picture “%1” is not where it was: show where it is now.");
    case ErrorCode::PictureInTheWay:
        return tr("“%1” is there already and was not made by this job, so it is kept: name another "
                  "file, or ask for the job to be done again (--again; “Make again”).");
    case ErrorCode::PictureChanged:
        return tr("“%1” is not the picture it was any more: bring the old one back, or start over "
                  "with this one.");
    case ErrorCode::VideoFailed:
        return tr("The video “%1” could not be made (%2): export numbered PNG pictures instead.");
    case ErrorCode::NoContent:
        return tr("There is no content picture yet: drop one into the content well.");
    case ErrorCode::NoStyle:
        return tr("There is no style picture yet: drop one into the style well.");
    case ErrorCode::DeviceMissing:
        return tr("“%1” is not a device of this computer: leave the choice out or take one that "
                  "the help lists.");
    case ErrorCode::LayerNotOffered:
        return tr("This network does not have the layer %1: choose another layer or network.");
    case ErrorCode::CheckpointMismatch:
        return tr("The interrupted run belongs to other pictures or settings: start over.");
    case ErrorCode::OutOfMemory:
        return tr("There is not enough memory for this picture: choose a smaller size or close "
                  "other programs.");
    case ErrorCode::RunEnded:
        return tr("There is no picture yet: start again, and export once there is one to see.");
    case ErrorCode::NotFinite:
        return tr("The picture fell apart at iteration %2: lower the boldness of a step or the "
                  "layer weights, then start over.");
    case ErrorCode::Internal:
        return tr("Something went wrong inside the program (%2): start over, and report this "
                  "if it happens again.");
    }
    Q_UNREACHABLE();
}

/// A sentence stays one line, and reads in its own direction and colours, whatever a file calls
/// itself or its tensors. (Two joiners are a part of Persian and of emoji.)
QString printable(QString text)
{
    for (QChar &letter : text) {
        const bool isJoiner = letter == QChar(0x200c) || letter == QChar(0x200d);
        const bool isSeparator = letter.category() == QChar::Separator_Line
                                 || letter.category() == QChar::Separator_Paragraph;
        if ((!letter.isPrint() || isSeparator) && !letter.isSurrogate() && !isJoiner)
            letter = QChar::ReplacementCharacter;
    }
    return text;
}

// Only where a file is missing or a folder is meant does the way there say something.
QString shownSubject(const Error &error)
{
    if (error.code == ErrorCode::FileNotFound || error.code == ErrorCode::StoreNotWritable)
        return printable(QDir::toNativeSeparators(error.subject));
    return printable(QFileInfo(error.subject).fileName());
}

// What a file is in place of a picture, says core in words that are translated here.
QString shownDetail(const Error &error)
{
    return error.detail.isEmpty() ? ErrorText::tr("no reason given")
                                  : printable(ErrorText::tr(error.detail.toUtf8()));
}

} // namespace

QString errorText(const Error &error)
{
    QString text = ErrorText::sentence(error);
    // Both at once: a file may be called “%2”.
    if (text.contains(QLatin1String("%1")) && text.contains(QLatin1String("%2")))
        return text.arg(shownSubject(error), shownDetail(error));
    if (text.contains(QLatin1String("%1")))
        return text.arg(shownSubject(error));
    return text.replace(QLatin1String("%2"), shownDetail(error));
}

QString cutShortText(const Error &error)
{
    return ErrorText::tr("“%1” is cut short: %2 of it is there.")
        .arg(shownSubject(error), shownDetail(error));
}

QString writtenOverText(const QString &path)
{
    return ErrorText::tr("The folder of “%1” takes no new files, so the old one was written over: "
                         "an interruption would have lost both.")
        .arg(printable(QFileInfo(path).fileName()));
}

QString writtenText(const QString &said, const QString &path, bool isReplaced)
{
    return isReplaced ? said : said + u' ' + writtenOverText(path);
}

QString severalPicturesText(const QString &name, int count)
{
    return ErrorText::tr("“%1” holds %2 pictures: the first one is taken.")
        .arg(printable(name))
        .arg(count);
}

QString movedToProcessorText()
{
    return ErrorText::tr("The graphics card has too little memory for this picture: the processor "
                         "goes on with it, more slowly.");
}

QString movedToAdamText()
{
    return ErrorText::tr("There is too little memory for L-BFGS: Adam, which needs less, goes on "
                         "with the picture.");
}

QString checkpointMissingText()
{
    return ErrorText::tr("There is too little memory to keep the state of this run: its picture is "
                         "kept, but once stopped it cannot be continued. Close other programs or "
                         "choose a smaller size.");
}

} // namespace gramarye
