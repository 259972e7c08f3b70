#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace gramarye {

/// What went wrong. The sentence a person reads is made from it in ui/text/errortext.
enum class ErrorCode
{
    FileNotFound,       ///< subject: file name
    FileUnreadable,     ///< subject: file name; detail: the system's reason
    FileNotWritable,    ///< subject: file name; detail: the system's reason
    WrittenFileDiffers, ///< subject: file name; what was read back is not what was written

    PictureEmpty,      ///< subject: file name; a file of zero bytes
    PictureUnknown,    ///< subject: file name; detail: what it is in place of a picture that we
                       ///< read ("a PDF document"), empty where that is not known
    PictureDamaged,    ///< subject: file name; detail: the decoder's reason
    PictureCutShort,   ///< subject: file name; detail: what of it is there ("60 %")
    PictureTooLarge,   ///< subject: file name; detail: "100000 × 100000"
    PrintTooLarge,     ///< subject: file name; detail: the longest side it would have, px
    PictureNotFetched, ///< subject: file name or server; detail: the server's or system's reason
    PictureTooNarrow, ///< subject: file name, empty for a pasted one; detail: the result's smallest
                      ///< workable size in px, empty where there is none

    WeightsUnknown, ///< subject: file name; neither torch.save nor safetensors
    WeightsDamaged, ///< subject: file name; detail: what contradicts the format
    WeightsRefused, ///< subject: file name; detail: what the pickle asked for, by name
    WeightsNotVgg,  ///< subject: file name; detail: the first tensor that is missing or misshapen
    NetworkUnknown, ///< subject: what was asked for; detail: the names there are
    NetworkNotInstalled, ///< subject: the network's name; it can be downloaded
    NetworkNeedsFile,    ///< subject: the network's name; it is published nowhere
    NetworkBuiltIn,      ///< subject: the network's name; it is neither stored nor removed
    WeightsOtherNetwork, ///< subject: file name; detail: the network and its first lacking tensor
    WeightsImplausible,  ///< subject: file name; detail: a tensor with numbers nobody trained
    StoreNotWritable,    ///< subject: the folder of the networks; detail: the system's reason
    DiskFull,            ///< subject: the network's name; detail: the room it needs
    CatalogDamaged,      ///< subject: the entry of resources/networks.json; detail: its key

    DownloadNoAddress,    ///< subject: what was given for an address
    DownloadNotEncrypted, ///< subject: the server
    DownloadBusy,         ///< subject: the network's name; another program downloads it
    DownloadNoConnection, ///< subject: the server; detail: the system's reason
    DownloadNotSecure,    ///< subject: the server; detail: what is wrong with its certificate
    DownloadNotThere,     ///< subject: the server; detail: its answer, "404 Not Found"
    DownloadRefused,      ///< subject: the server; detail: its answer
    DownloadServerBusy,   ///< subject: the server; detail: its answer
    DownloadNotWeights,   ///< subject: the server; a web page or something else that is no header
    DownloadWrongLength,  ///< subject: the server; detail: what it said and sent
    DownloadChanged,      ///< subject: the server; the file changed twice meanwhile
    DownloadDiffers,      ///< subject: the server; detail: what is not as published

    DocumentDamaged, ///< subject: file name; detail: what in it makes no sense
    DocumentNewer,   ///< subject: file name; detail: the format's version
    DocumentBusy,    ///< subject: file name; another program has it open
    RecipeMissing,   ///< subject: file name; a picture that does not say how it was made
    PictureMissing,  ///< subject: file name; a picture that a document names is not there
    PictureInTheWay, ///< subject: file name; a list's job would replace what no list made
    PictureChanged,  ///< subject: file name; it is another one than when the document was written
    VideoFailed,     ///< subject: file name; detail: the video program's reason

    NoContent,          ///< a run needs a content picture
    NoStyle,            ///< a run needs a style picture
    DeviceMissing,      ///< subject: what was asked for; not one of computeDevices()
    LayerNotOffered,    ///< subject: layer; detail: the network's name
    CheckpointMismatch, ///< the checkpoint belongs to other pictures, network or size
    OutOfMemory,        ///< the run needed more memory than there is
    ScratchFull,        ///< subject: the folder; detail: the room that pictures need on the disk
    RunEnded,           ///< what was asked of a run; it ended before there was an answer
    NotFinite,          ///< the loss became infinite or NaN; detail: iteration
    Internal,           ///< detail: the library's message
};

/// An expected failure: a code, what it is about, and a detail for the curious. A value.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString subject;
    QString detail;

    friend bool operator==(const Error &a, const Error &b)
    {
        return a.code == b.code && a.subject == b.subject && a.detail == b.detail;
    }
};

/// Either a value or the error that kept it from being made. To take the one where there is the
/// other is a mistake of ours: it ends the program with a message, and throws nothing.
template<typename T, typename E>
class [[nodiscard]] Expected
{
public:
    Expected(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Expected(E error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }

    /// The value; only where the result is true.
    T &value() & { return taken<0>(m_state); }
    const T &value() const & { return taken<0>(m_state); }
    T &&value() && { return std::move(taken<0>(m_state)); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }

    /// The error; only where the result is false.
    const E &error() const { return taken<1>(m_state); }

private:
    template<std::size_t index, typename State>
    static auto &taken(State &state)
    {
        auto *alternative = std::get_if<index>(&state);
        if (!alternative)
            qFatal(index == 0 ? "a result was taken that is an error"
                              : "an error was taken that is a result");
        return *alternative;
    }

    std::variant<T, E> m_state;
};

template<typename T>
using Result = Expected<T, Error>;

/// The result of something that only succeeds or fails.
using Status = Result<std::monostate>;
inline Status success()
{
    return std::monostate{};
}

} // namespace gramarye
