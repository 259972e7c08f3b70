#include "core/archive/ziparchive.h"
#include "core/weights/pickle.h"
#include "core/weights/weightsfile.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace gramarye {
namespace {

using namespace pickled;

// A byte of a pickle may cost fifty of memory.
constexpr qsizetype longestPickle = 1 << 20; // bytes; VGG-19's has 5 KB
constexpr int deepestDict = 32;

// A pickle begins with the instruction PROTO, a protocol and another instruction, of which MARK has
// the least number (Python's Lib/pickletools.py).
constexpr char proto = '\x80';
constexpr uchar firstProtocol = 2;
constexpr uchar lastProtocol = 5;
constexpr uchar leastInstruction = '(';

using Storages = std::map<QString, Storage>;
using Blocks = std::map<QString, QByteArrayView>; // the storages' bytes, by key

ByteReader pickleReader(QByteArrayView bytes)
{
    return ByteReader(bytes.first(std::min(bytes.size(), longestPickle)));
}

/// None if there cannot be so many bytes.
std::optional<qint64> byteSize(const Storage &storage)
{
    qint64 size = 0;
    const bool overflows = qMulOverflow(storage.count, storage.type->elementSize, &size);
    return overflows ? std::nullopt : std::optional(size);
}

Error otherSize(const QString &key)
{
    return damaged(QStringLiteral("the storage %1 has another size than its tensors say").arg(key));
}

/// Finds the dicts within dicts, each once: neither circles nor much-shared dicts take long.
Status findDicts(Ref ref, const Pickle &pickle, std::set<Ref> &dicts, int depth = 0)
{
    const auto *dict = pickle.get<Dict>(ref);
    if (!dict || !dicts.insert(ref).second)
        return success();
    if (depth > deepestDict)
        return damaged(QStringLiteral("dicts are nested deeper than %1").arg(deepestDict));
    for (const auto &entry : *dict) {
        if (const Status status = findDicts(entry.second, pickle, dicts, depth + 1); !status)
            return status;
    }
    return success();
}

Status addTensor(const QString &name, const Tensor &tensor, const Blocks &blocks,
                 TensorMap &tensors)
{
    if (!tensor.type->element)
        return success();
    if (!tensor.isContiguous)
        return damaged(QStringLiteral("%1 is stored with gaps or transposed").arg(name));
    const char *data = blocks.at(tensor.key).data() + tensor.start * tensor.type->elementSize;
    if (!tensors.emplace(name, TensorView{*tensor.type->element, tensor.shape, data}).second)
        return damaged(QStringLiteral("two tensors have the name %1").arg(name));
    return success();
}

/// Tensors may have all of their elements in common, as tied weights do, but not some.
Status checkOverlaps(const TensorMap &tensors)
{
    std::map<std::pair<const char *, const char *>, QString> spans; // begin, end
    for (const auto &[name, tensor] : tensors) {
        if (tensor.elementCount() > 0)
            spans[{tensor.data, tensor.data + tensor.byteSize()}] = name;
    }
    const auto overlap =
        std::adjacent_find(spans.begin(), spans.end(), [](const auto &span, const auto &next) {
            return next.first.first < span.first.second;
        });
    if (overlap == spans.end())
        return success();
    return damaged(
        QStringLiteral("%1 and %2 overlap").arg(overlap->second, std::next(overlap)->second));
}

Result<TensorMap> namedTensors(const Pickle &pickle, const Blocks &blocks)
{
    std::set<Ref> dicts;
    if (const Status status = findDicts(pickle.root, pickle, dicts); !status)
        return status.error();
    TensorMap tensors;
    for (const Ref dict : dicts) {
        for (const auto &[name, item] : *pickle.get<Dict>(dict)) {
            const auto *tensor = pickle.get<Tensor>(item);
            const Status status = tensor ? addTensor(name, *tensor, blocks, tensors) : success();
            if (!status)
                return status.error();
        }
    }
    if (const Status status = checkOverlaps(tensors); !status)
        return status.error();
    return tensors;
}

// ---- The legacy layout ---------------------------------------------------------------------
// Five pickles (magic number, protocol version, system, object, storage keys), then for each key
// an int64 count and the elements. See torch/serialization.py, _legacy_save.

constexpr QByteArrayView magicNumber("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
constexpr qint64 protocolVersion = 1001;

/// Reads the three pickles that say what file this is.
Status readPreamble(ByteReader &bytes)
{
    const Result<Pickle> magic = unpickle(bytes);
    if (!magic)
        return magic.error();
    const auto *number = magic->get<LongInteger>(magic->root);
    if (!number || *number != magicNumber)
        return Error{ErrorCode::WeightsUnknown, {}, QStringLiteral("a pickle, not of torch.save")};

    const Result<Pickle> version = unpickle(bytes);
    if (!version)
        return version.error();
    const auto *protocol = version->get<qint64>(version->root);
    if (!protocol || *protocol != protocolVersion)
        return damaged(QStringLiteral("an unknown version of torch.save's stream"));

    const Result<Pickle> system = unpickle(bytes);
    if (!system)
        return system.error();
    const QString key = QStringLiteral("little_endian");
    const auto *facts = system->get<Dict>(system->root);
    const auto *isLittle =
        facts && facts->count(key) != 0 ? system->get<bool>(facts->at(key)) : nullptr;
    if (!isLittle || !*isLittle)
        return damaged(QStringLiteral("its numbers are not little-endian"));
    return success();
}

/// Finds the bytes of each storage that @p keys lists, in its order.
Result<Blocks> readBlocks(QByteArrayView bytes, const Pickle &keys, const Storages &storages)
{
    const auto mismatch =
        damaged(QStringLiteral("the list of storages does not match the tensors"));
    const auto *list = keys.get<List>(keys.root);
    if (!list || list->items.size() != storages.size())
        return mismatch;
    ByteReader reader(bytes);
    Blocks blocks;
    for (const Ref ref : list->items) {
        const auto *key = keys.get<QString>(ref);
        const auto storage = key ? storages.find(*key) : storages.end();
        if (storage == storages.end() || blocks.count(*key) != 0)
            return mismatch;
        const auto size = byteSize(storage->second);
        if (reader.number<qint64>() != storage->second.count || !size)
            return otherSize(*key);
        blocks[*key] = reader.take(quint64(*size));
        if (reader.failed())
            return damaged(QStringLiteral("the file ends within the storage %1").arg(*key));
    }
    if (!reader.atEnd())
        return damaged(QStringLiteral("bytes follow the last storage"));
    return blocks;
}

Result<TensorMap> readLegacyStream(QByteArrayView bytes)
{
    ByteReader pickles = pickleReader(bytes);
    if (const Status status = readPreamble(pickles); !status)
        return status.error();
    const Result<Pickle> object = unpickle(pickles);
    if (!object)
        return object.error();
    const Result<Pickle> keys = unpickle(pickles);
    if (!keys)
        return keys.error();
    const auto blocks = readBlocks(bytes.sliced(pickles.position()), *keys, object->storages);
    if (!blocks)
        return blocks.error();
    return namedTensors(*object, *blocks);
}

// ---- The zip layout ------------------------------------------------------------------------
// FOLDER/data.pkl and FOLDER/data/KEY, and in PyTorch 2.1 and later FOLDER/byteorder: before,
// numbers were little-endian without a word. See torch/serialization.py, _save.

/// The folder that everything is in, with its slash; none without just one pickle.
std::optional<QString> findFolder(const ZipArchive &archive)
{
    const QString pickle = QStringLiteral("data.pkl");
    std::vector<QString> folders;
    for (const auto &[name, entry] : archive) {
        if (name.endsWith(QLatin1Char('/') + pickle) && name.count(QLatin1Char('/')) == 1)
            folders.push_back(name.chopped(pickle.size()));
    }
    return folders.size() == 1 ? std::optional(folders.front()) : std::nullopt;
}

Result<Blocks> findBlocks(const ZipArchive &archive, const QString &folder,
                          const Storages &storages)
{
    Blocks blocks;
    for (const auto &[key, storage] : storages) {
        const auto entry = archive.find(folder + QStringLiteral("data/") + key);
        if (entry == archive.end())
            return damaged(QStringLiteral("the archive lacks the storage %1").arg(key));
        if (byteSize(storage) != entry->second.data.size())
            return otherSize(key);
        blocks[key] = entry->second.data;
    }
    return blocks;
}

Result<TensorMap> readArchive(QByteArrayView bytes)
{
    const Result<ZipArchive> archive = readZipArchive(bytes);
    if (!archive)
        return archive.error();
    const std::optional<QString> folder = findFolder(*archive);
    if (!folder)
        return damaged(QStringLiteral("the archive has no data.pkl, or several"));
    const auto byteOrder = archive->find(*folder + QStringLiteral("byteorder"));
    if (byteOrder != archive->end() && byteOrder->second.data != QByteArrayView("little"))
        return damaged(QStringLiteral("its numbers are not little-endian"));

    const QByteArrayView program = archive->at(*folder + QStringLiteral("data.pkl")).data;
    ByteReader reader = pickleReader(program);
    const Result<Pickle> object = unpickle(reader);
    if (!object)
        return object.error();
    if (reader.position() != program.size())
        return damaged(QStringLiteral("bytes follow the pickle"));
    const Result<Blocks> blocks = findBlocks(*archive, *folder, object->storages);
    if (!blocks)
        return blocks.error();
    return namedTensors(*object, *blocks);
}

} // namespace

bool isTorchSave(QByteArrayView bytes)
{
    if (isZipArchive(bytes))
        return true;
    ByteReader start(bytes.first(std::min(bytes.size(), qsizetype(3))));
    const auto first = start.number<char>();
    const auto protocol = start.number<uchar>();
    const auto instruction = start.number<uchar>();
    return !start.failed() && first == proto && protocol >= firstProtocol
           && protocol <= lastProtocol && instruction >= leastInstruction;
}

Result<WeightsContents> readTorchSave(QByteArrayView bytes)
{
    Result<TensorMap> tensors = isZipArchive(bytes) ? readArchive(bytes) : readLegacyStream(bytes);
    if (!tensors)
        return tensors.error();
    return WeightsContents{std::move(*tensors), {}};
}

} // namespace gramarye
