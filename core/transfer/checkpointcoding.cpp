#include "core/compute/pch_torch.h"

#include "core/transfer/checkpointcoding_torch.h"

#include "core/base/thrownerror.h"
#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"
#include "core/transfer/tensorstream_torch.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

constexpr quint32 magic = 0x47524350; // "GRCP"
constexpr quint16 version = 2;
constexpr auto streamVersion = QDataStream::Qt_6_0;

[[noreturn]] void refuse()
{
    throw ThrownError({ErrorCode::CheckpointMismatch, {}, {}});
}

/// What comes first.
QDataStream &operator<<(QDataStream &stream, const Computation &computation)
{
    return stream << magic << version << qint32(computation.threads)
                  << quint8(computation.convolution);
}

/// Sets the stream's status where it is no checkpoint's beginning.
QDataStream &operator>>(QDataStream &stream, Computation &computation)
{
    quint32 magicRead = 0;
    quint16 versionRead = 0;
    qint32 threads = 0;
    quint8 convolution = 0;
    stream >> magicRead >> versionRead >> threads >> convolution;
    if (magicRead != magic || versionRead != version || threads < 1
        || convolution > quint8(ConvolutionKind::Torch))
        stream.setStatus(QDataStream::ReadCorruptData);
    computation = {ConvolutionKind(convolution), threads};
    return stream;
}

qsizetype byteCount(const at::Tensor &tensor)
{
    return tensor.numel() * qsizetype(sizeof(float));
}

QDataStream &operator<<(QDataStream &stream, const SeenRanges &ranges)
{
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
    stream << quint32(ranges.size());
    for (const auto &[key, range] : ranges) {
        stream << qint32(key[0]) << qint32(key[1]) << qint32(key[2]) << quint32(range.low.size());
        for (std::size_t d = 0; d < range.low.size(); ++d)
            stream << range.low[d] << range.high[d];
    }
    stream.setFloatingPointPrecision(QDataStream::DoublePrecision);
    return stream;
}

QDataStream &operator>>(QDataStream &stream, SeenRanges &ranges)
{
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        qint32 layer = 0;
        qint32 set = 0;
        qint32 area = 0;
        quint32 directions = 0;
        stream >> layer >> set >> area >> directions;
        if (directions > mostDirections)
            stream.setStatus(QDataStream::ReadCorruptData);
        ProjectionRange range;
        for (quint32 d = 0; d < directions && stream.status() == QDataStream::Ok; ++d) {
            float low = 0;
            float high = 0;
            stream >> low >> high;
            if (!std::isfinite(low) || !std::isfinite(high) || low > high)
                stream.setStatus(QDataStream::ReadCorruptData);
            range.low.push_back(low);
            range.high.push_back(high);
        }
        ranges[{layer, set, area}] = range;
    }
    stream.setFloatingPointPrecision(QDataStream::DoublePrecision);
    return stream;
}

bool isWeight(double weight)
{
    return std::isfinite(weight) && weight >= 0;
}

bool isStyleScale(double scale)
{
    return scale >= StyleScaleRange::minimum && scale <= StyleScaleRange::maximum;
}

bool isTileSide(int side)
{
    return side >= 0 && side % tileGrid == 0;
}

bool isSound(const TransferState &state)
{
    return state.iterate.defined() && state.mean.fits(state.iterate)
           && state.optimizer->fits(state.iterate) && state.sizeIteration >= 0
           && state.iteration >= state.sizeIteration
           && std::all_of(state.tileSides.begin(), state.tileSides.end(), isTileSide)
           && std::all_of(state.firstBlend.begin(), state.firstBlend.end(), isWeight)
           && std::all_of(state.styleScales.begin(), state.styleScales.end(), isStyleScale);
}

void addBytes(QCryptographicHash &hash, const QImage &image)
{
    const qsizetype used = (qsizetype(image.width()) * image.depth() + 7) / 8; // of a padded line
    for (int y = 0; y < image.height(); ++y)
        hash.addData(QByteArrayView(image.constScanLine(y), used));
}

} // namespace

// Outside of it the operators for tensors are seen, too.
static void write(QDataStream &stream, const CheckpointHead &head, const TransferState &state)
{
    stream << head.computation << head.owner
           << QJsonDocument(toJson(head.parameters)).toJson(QJsonDocument::Compact)
           << quint32(state.levelIndex) << state.sizeIteration << state.iteration << state.iterate;
    state.mean.save(stream);
    state.optimizer->save(stream);
    if (head.parameters.colors == Colors::Palette) {
        for (const double weight : state.firstBlend)
            stream << weight;
    }
    // The versions before knew no ranges, and no scales where they are as in the parameters.
    const bool isTiled = std::any_of(state.tileSides.begin(), state.tileSides.end(),
                                     [](int side) { return side > 0; });
    if (!isTiled && state.ranges.empty() && state.styleScales == head.parameters.styleScales)
        return;
    stream << quint32(state.styleScales.size());
    for (const double scale : state.styleScales)
        stream << scale;
    if (isTiled || !state.ranges.empty())
        stream << state.ranges;
    if (isTiled) {
        stream << quint32(state.tileSides.size());
        for (const int side : state.tileSides)
            stream << qint32(side);
    }
}

RenderCheckpoint encodeCheckpoint(const CheckpointHead &head, const TransferState &state)
{
    // No random state: chance has a part in the start picture only.
    constexpr qsizetype headRoom = 65536;
    const qsizetype most = headRoom
                           + byteCount(state.iterate) * (2 + state.optimizer->tensorCount())
                           + qsizetype(state.ranges.size()) * mostDirections * 8;
    return {SharedBytes::written(most, [&](QIODevice &device) {
        QDataStream stream(&device);
        stream.setVersion(streamVersion);
        write(stream, head, state);
    })};
}

Computation computationOf(const RenderCheckpoint &checkpoint)
{
    const QByteArray bytes = checkpoint.bytes.raw();
    QDataStream stream(bytes);
    stream.setVersion(streamVersion);
    Computation computation;
    stream >> computation;
    if (stream.status() != QDataStream::Ok)
        refuse();
    return computation;
}

StyleParameters decodeCheckpoint(const RenderCheckpoint &checkpoint,
                                 const CheckpointOwners &isOwner, const StyleParameters &parameters,
                                 at::Device device, TransferState &state)
{
    const QByteArray bytes = checkpoint.bytes.raw();
    QDataStream stream(bytes);
    stream.setVersion(streamVersion);
    Computation computation;
    QByteArray ownerRead;
    QByteArray json;
    quint32 level = 0;
    stream >> computation >> ownerRead >> json >> level >> state.sizeIteration >> state.iteration;
    state.levelIndex = level;
    state.iterate = readTensor(stream, device);
    state.mean.load(stream, device);
    state.optimizer->load(stream, device);
    if (parameters.colors == Colors::Palette) {
        for (double &weight : state.firstBlend)
            stream >> weight;
    }
    const auto last =
        parametersFromJson(QJsonDocument::fromJson(json).object(), parameters.withoutStyles());
    if (!last || stream.status() != QDataStream::Ok || !isOwner(ownerRead, *last))
        refuse();
    state.styleScales = last->styleScales;
    if (!stream.atEnd()) {
        quint32 count = 0;
        stream >> count;
        if (count > state.firstBlend.size())
            refuse();
        state.styleScales.assign(count, 1);
        for (double &scale : state.styleScales)
            stream >> scale;
    }
    if (!stream.atEnd())
        stream >> state.ranges;
    quint32 levels = 0;
    if (!stream.atEnd())
        stream >> levels;
    for (quint32 i = 0; i < levels && stream.status() == QDataStream::Ok; ++i) {
        qint32 side = 0;
        stream >> side;
        state.tileSides.push_back(side);
    }
    if (stream.status() != QDataStream::Ok || !isSound(state))
        refuse();
    return *last;
}

QByteArray checkpointOwner(const QString &network, const StyleParameters &parameters,
                           const std::vector<QSize> &sizes, const QByteArray &pictureHash,
                           const std::vector<double> &scales)
{
    QByteArray text;
    QDataStream stream(&text, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << network << int(parameters.method) << int(parameters.optimizer)
           << int(parameters.pooling) << parameters.styleScale << parameters.iterations
           << quint32(sizes.size()) << sizes.front() << sizes.back() << pictureHash;
    if (movesPictures(parameters.colors))
        stream << int(parameters.colors);
    for (const double scale : scales)
        stream << scale;
    if (parameters.background != whiteBackground)
        stream << parameters.background;
    if (parameters.seamless != Seamless::None) // the versions before knew nothing of it
        stream << int(parameters.seamless);
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

QByteArray pictureHash(const std::vector<Picture> &pictures)
{
    QByteArray hashes;
    for (const Picture &picture : pictures)
        hashes += (picture.ref.hash.isEmpty() ? pictureChecksum(picture.image) : picture.ref.hash)
                      .toLatin1();
    return hashes;
}

QByteArray pixelHash(const std::vector<Picture> &pictures)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (const Picture &picture : pictures)
        addBytes(hash, picture.image);
    return hash.result();
}

} // namespace gramarye
