#include "core/weights/picklefile.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <set>
#include <unordered_map>
#include <utility>
#include <variant>

namespace gramarye {
namespace {

// Limits that no state dict comes near: VGG-19's pickle has 5 KB, a thousand values, 3 open marks.
constexpr qsizetype kLongestPickle = 16 << 20; // bytes; also the limit of a zip directory
constexpr std::size_t kMostValues = 1'000'000;
constexpr std::size_t kMostMarks = 64;
constexpr int kDeepestDict = 32;
constexpr std::size_t kMostDimensions = 16;
constexpr qsizetype kLongestKey = 1024; // characters

Error damaged(const QString &detail)
{
    return {ErrorCode::WeightsDamaged, {}, detail};
}

Error refused(const QString &detail)
{
    return {ErrorCode::WeightsRefused, {}, detail};
}

/// Reads forward through bytes, never beyond their end: what is not there is read as nothing, and
/// failed() stays true.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_position == m_bytes.size(); }
    qsizetype position() const { return m_position; }

    QByteArrayView take(quint64 count)
    {
        m_failed = m_failed || count > quint64(m_bytes.size() - m_position);
        if (m_failed)
            return {};
        const QByteArrayView taken = m_bytes.sliced(m_position, qsizetype(count));
        m_position += taken.size();
        return taken;
    }

    template<typename Number>
    Number number()
    {
        const QByteArrayView taken = take(sizeof(Number));
        return m_failed ? Number{} : qFromLittleEndian<Number>(taken.data());
    }

    /// Up to the next line feed, which is skipped.
    QByteArrayView line()
    {
        const qsizetype end = m_bytes.indexOf('\n', m_position);
        m_failed = m_failed || end < 0;
        const QByteArrayView taken = take(quint64(end - m_position));
        take(1);
        return taken;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    bool m_failed = false;
};

// ---- The values a pickle makes -------------------------------------------------------------

/// What a global that may appear in a state dict stands for here.
enum class Role
{
    StorageType,
    OrderedDict,
    RebuildTensor,
    RebuildTensorV2,
    RebuildParameter
};

/// A global a pickle may name, as "module name". That is compared; nothing is looked up by it.
struct Global
{
    const char *name;
    Role role;
    qint64 elementSize = 0;                  ///< of a storage type
    std::optional<ElementType> element = {}; ///< none for the storage types we have no use for
};

constexpr std::array kGlobals{
    Global{"collections OrderedDict", Role::OrderedDict},
    Global{"torch._utils _rebuild_tensor", Role::RebuildTensor},
    Global{"torch._utils _rebuild_tensor_v2", Role::RebuildTensorV2},
    Global{"torch._utils _rebuild_parameter", Role::RebuildParameter},
    Global{"torch DoubleStorage", Role::StorageType, 8, ElementType::F64},
    Global{"torch FloatStorage", Role::StorageType, 4, ElementType::F32},
    Global{"torch HalfStorage", Role::StorageType, 2, ElementType::F16},
    Global{"torch BFloat16Storage", Role::StorageType, 2, ElementType::BF16},
    Global{"torch LongStorage", Role::StorageType, 8},
    Global{"torch IntStorage", Role::StorageType, 4},
    Global{"torch ShortStorage", Role::StorageType, 2},
    Global{"torch CharStorage", Role::StorageType, 1},
    Global{"torch ByteStorage", Role::StorageType, 1},
    Global{"torch BoolStorage", Role::StorageType, 1},
};

/// A value's place in Pickle::values. Values refer to each other by place and not by pointer: a
/// file may nest them as deep, share them as often and tie them in such circles as it likes, and
/// freeing them stays a loop.
using Ref = std::size_t;

struct Nothing
{
};

/// An integer of more than eight bytes, little-endian.
struct LongInteger
{
    QByteArrayView bytes;
};

struct Tuple
{
    std::vector<Ref> items;
};

struct List
{
    std::vector<Ref> items;
};

/// The entries with a text for a key; others (an optimiser's, numbered) could name no tensor.
struct Dict
{
    std::map<QString, Ref> entries;

    /// Place 0, where there is Nothing, if there is no such key.
    Ref at(const QString &key) const
    {
        const auto found = entries.find(key);
        return found == entries.end() ? 0 : found->second;
    }
};

/// A run of elements, or the part of one that a view of it shows.
struct Storage
{
    const Global *type;
    QString key;
    qint64 count;     ///< elements in the whole run
    qint64 viewStart; ///< in elements
    qint64 viewCount;
};

struct Tensor
{
    const Global *type;
    QString key;  ///< its storage's
    qint64 start; ///< in elements from the storage's beginning
    std::vector<qint64> shape;
    bool isContiguous;
};

using Value = std::variant<Nothing, bool, qint64, LongInteger, double, QString, const Global *,
                           Tuple, List, Dict, Storage, Tensor>;

/// What running a pickle leaves behind.
struct Pickle
{
    std::deque<Value> values;
    Ref root = 0;
    std::map<QString, Storage> storages; ///< by key, each whole

    template<typename T>
    const T *get(Ref ref) const
    {
        return std::get_if<T>(&values[ref]);
    }
};

// ---- The pickle machine --------------------------------------------------------------------

/// The instructions a state dict needs, of protocol 2 (Python's Lib/pickletools.py has them all).
enum class Opcode : uchar
{
    Proto = 0x80,
    Stop = '.',
    Mark = '(',
    Global = 'c',
    Reduce = 'R',
    Build = 'b',
    BinPersId = 'Q',
    None = 'N',
    NewTrue = 0x88,
    NewFalse = 0x89,
    BinInt = 'J',
    BinInt1 = 'K',
    BinInt2 = 'M',
    Long1 = 0x8a,
    BinFloat = 'G',
    BinUnicode = 'X',
    ShortBinString = 'U',
    EmptyTuple = ')',
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    Tuple = 't',
    EmptyList = ']',
    Append = 'a',
    Appends = 'e',
    EmptyDict = '}',
    SetItem = 's',
    SetItems = 'u',
    BinGet = 'h',
    LongBinGet = 'j',
    BinPut = 'q',
    LongBinPut = 'r',
};

/// Runs one pickle. After the first failure it only has to come to an end: missing values are
/// read as Nothing, which place 0 holds.
class Unpickler
{
public:
    explicit Unpickler(ByteReader &bytes) : m_bytes(bytes) { m_pickle.values.emplace_back(); }

    Result<Pickle> run();

private:
    void execute(Opcode opcode);
    void stop();
    void checkProtocol(quint8 protocol);

    void push(Value value);
    void pushLong(QByteArrayView bytes);
    void pushText(QByteArrayView bytes);
    void pushGlobal();
    void mark();
    Ref pop();
    Ref top();
    std::vector<Ref> popLast(std::size_t count);
    std::vector<Ref> popMarked();

    void remember(quint32 key) { m_memo[key] = top(); }
    void recall(quint32 key);

    void append(const std::vector<Ref> &items);
    void setItems(const std::vector<Ref> &keysAndValues);
    void setItem(Dict &dict, Ref key, Ref value);
    void build();
    void loadStorage();
    void viewStorage(Storage &storage, const Tuple &view);
    void reduce();
    void makeOrderedDict(const Tuple &arguments);
    void makeTensor(const Tuple &arguments, std::size_t fewest, std::size_t most);
    void makeParameter(const Tuple &arguments);

    template<typename T>
    const T *get(Ref ref) const
    {
        return m_pickle.get<T>(ref);
    }
    template<typename T>
    T *topAs()
    {
        return std::get_if<T>(&m_pickle.values[top()]);
    }
    std::optional<std::vector<qint64>> integers(Ref tuple) const;

    void fail(const Error &error);

    ByteReader &m_bytes;
    Pickle m_pickle;
    std::vector<Ref> m_stack;
    std::vector<std::size_t> m_marks; ///< heights of the stack
    std::unordered_map<quint32, Ref> m_memo;
    bool m_isStopped = false;
    std::optional<Error> m_error;
};

Result<Pickle> Unpickler::run()
{
    while (!m_isStopped && !m_error) {
        const auto opcode = Opcode(m_bytes.number<uchar>());
        if (!m_bytes.failed())
            execute(opcode);
        if (m_bytes.failed())
            fail({});
    }
    if (m_error)
        return *m_error;
    return std::move(m_pickle);
}

void Unpickler::fail(const Error &error)
{
    if (m_error)
        return;
    // Whatever else seems wrong with an instruction that is cut short, this is the cause.
    m_error = m_bytes.failed() ? damaged(QStringLiteral("a pickle is cut short")) : error;
}

void Unpickler::execute(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Proto:
        return checkProtocol(m_bytes.number<quint8>());
    case Opcode::Stop:
        return stop();
    case Opcode::Mark:
        return mark();
    case Opcode::Global:
        return pushGlobal();
    case Opcode::Reduce:
        return reduce();
    case Opcode::Build:
        return build();
    case Opcode::BinPersId:
        return loadStorage();
    case Opcode::None:
        return push(Nothing{});
    case Opcode::NewTrue:
        return push(true);
    case Opcode::NewFalse:
        return push(false);
    case Opcode::BinInt:
        return push(qint64(m_bytes.number<qint32>()));
    case Opcode::BinInt1:
        return push(qint64(m_bytes.number<quint8>()));
    case Opcode::BinInt2:
        return push(qint64(m_bytes.number<quint16>()));
    case Opcode::Long1:
        return pushLong(m_bytes.take(m_bytes.number<quint8>()));
    case Opcode::BinFloat: // the only big-endian number
        return push(qbswap(m_bytes.number<double>()));
    case Opcode::BinUnicode:
        return pushText(m_bytes.take(m_bytes.number<quint32>()));
    case Opcode::ShortBinString: // Python 2's str
        return pushText(m_bytes.take(m_bytes.number<quint8>()));
    case Opcode::EmptyTuple:
        return push(Tuple{});
    case Opcode::Tuple1:
        return push(Tuple{popLast(1)});
    case Opcode::Tuple2:
        return push(Tuple{popLast(2)});
    case Opcode::Tuple3:
        return push(Tuple{popLast(3)});
    case Opcode::Tuple:
        return push(Tuple{popMarked()});
    case Opcode::EmptyList:
        return push(List{});
    case Opcode::Append:
        return append(popLast(1));
    case Opcode::Appends:
        return append(popMarked());
    case Opcode::EmptyDict:
        return push(Dict{});
    case Opcode::SetItem:
        return setItems(popLast(2));
    case Opcode::SetItems:
        return setItems(popMarked());
    case Opcode::BinGet:
        return recall(m_bytes.number<quint8>());
    case Opcode::LongBinGet:
        return recall(m_bytes.number<quint32>());
    case Opcode::BinPut:
        return remember(m_bytes.number<quint8>());
    case Opcode::LongBinPut:
        return remember(m_bytes.number<quint32>());
    }
    fail(refused(
        QStringLiteral("the pickle instruction 0x%1").arg(uint(opcode), 2, 16, QLatin1Char('0'))));
}

void Unpickler::stop()
{
    m_pickle.root = pop();
    if (!m_stack.empty() || !m_marks.empty())
        fail(damaged(QStringLiteral("a pickle leaves values behind")));
    m_isStopped = true;
}

void Unpickler::checkProtocol(quint8 protocol)
{
    if (protocol != 2)
        fail(refused(QStringLiteral("pickle protocol %1").arg(protocol)));
}

void Unpickler::push(Value value)
{
    if (m_pickle.values.size() >= kMostValues)
        return fail(damaged(QStringLiteral("a pickle has more than %1 values").arg(kMostValues)));
    m_stack.push_back(m_pickle.values.size());
    m_pickle.values.push_back(std::move(value));
}

void Unpickler::pushLong(QByteArrayView bytes)
{
    if (bytes.size() > qsizetype(sizeof(qint64)))
        return push(LongInteger{bytes});
    // Two's complement of as many bytes as it takes.
    qint64 value = !bytes.empty() && bytes.back() < 0 ? -1 : 0;
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&value));
    push(qFromLittleEndian(value));
}

void Unpickler::pushText(QByteArrayView bytes)
{
    if (!bytes.isValidUtf8())
        return fail(damaged(QStringLiteral("a text is not UTF-8")));
    push(QString::fromUtf8(bytes));
}

/// The one place where a pickle names something to import. We compare, and import nothing.
void Unpickler::pushGlobal()
{
    constexpr qsizetype longestShown = 80;
    const QByteArrayView module = m_bytes.line();
    const QByteArrayView attribute = m_bytes.line();
    const QByteArray name = module.toByteArray() + ' ' + attribute.toByteArray();
    const auto known =
        std::find_if(kGlobals.begin(), kGlobals.end(),
                     [&name](const Global &global) { return name == QByteArrayView(global.name); });
    if (known == kGlobals.end()) {
        const QString asked =
            QString::fromUtf8(module) + QLatin1Char('.') + QString::fromUtf8(attribute);
        return fail(refused(asked.left(longestShown)));
    }
    push(&*known);
}

void Unpickler::mark()
{
    if (m_marks.size() >= kMostMarks)
        return fail(damaged(QStringLiteral("a pickle is nested deeper than %1").arg(kMostMarks)));
    m_marks.push_back(m_stack.size());
}

Ref Unpickler::pop()
{
    return popLast(1).front();
}

Ref Unpickler::top()
{
    const Ref ref = pop();
    m_stack.push_back(ref);
    return ref;
}

/// In the order they were pushed. What lies below the last mark is out of reach.
std::vector<Ref> Unpickler::popLast(std::size_t count)
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() - floor < count) {
        fail(damaged(QStringLiteral("a pickle takes more values than it has")));
        return std::vector<Ref>(count, 0);
    }
    const auto first = m_stack.end() - std::ptrdiff_t(count);
    const std::vector<Ref> popped(first, m_stack.end());
    m_stack.erase(first, m_stack.end());
    return popped;
}

std::vector<Ref> Unpickler::popMarked()
{
    if (m_marks.empty()) {
        fail(damaged(QStringLiteral("a pickle lacks a mark")));
        return {};
    }
    const std::vector<Ref> popped = popLast(m_stack.size() - m_marks.back());
    m_marks.pop_back();
    return popped;
}

void Unpickler::recall(quint32 key)
{
    const auto found = m_memo.find(key);
    if (found == m_memo.end())
        return fail(damaged(QStringLiteral("a pickle recalls what it never stored")));
    m_stack.push_back(found->second);
}

void Unpickler::append(const std::vector<Ref> &items)
{
    auto *list = topAs<List>();
    if (!list)
        return fail(damaged(QStringLiteral("a pickle appends to what is no list")));
    list->items.insert(list->items.end(), items.begin(), items.end());
}

void Unpickler::setItems(const std::vector<Ref> &keysAndValues)
{
    auto *dict = topAs<Dict>();
    if (!dict || keysAndValues.size() % 2 != 0)
        return fail(damaged(QStringLiteral("a pickle puts an item where there is no place")));
    for (std::size_t i = 0; i < keysAndValues.size(); i += 2)
        setItem(*dict, keysAndValues[i], keysAndValues[i + 1]);
}

void Unpickler::setItem(Dict &dict, Ref key, Ref value)
{
    const auto *name = get<QString>(key);
    if (name && name->size() > kLongestKey)
        return fail(damaged(QStringLiteral("a key is longer than %1 characters").arg(kLongestKey)));
    if (name && !dict.entries.emplace(*name, value).second)
        fail(damaged(QStringLiteral("the key “%1” is there twice").arg(*name)));
}

/// Sets an object's attributes. The one that a state dict has, its _metadata, says nothing we need.
void Unpickler::build()
{
    pop();
    if (!topAs<Dict>())
        fail(damaged(QStringLiteral("a pickle gives attributes to what is no OrderedDict")));
}

/// ('storage', type, key, location, count), in the legacy layout with a sixth: None, or
/// (key, start, count) of the part that this storage shows.
void Unpickler::loadStorage()
{
    const auto wrong = damaged(QStringLiteral("a storage's description is not understood"));
    const auto *id = get<Tuple>(pop());
    if (!id || id->items.size() < 5 || id->items.size() > 6)
        return fail(wrong);
    const auto *tag = get<QString>(id->items[0]);
    const auto *type = get<const Global *>(id->items[1]);
    const auto *key = get<QString>(id->items[2]);
    const auto *count = get<qint64>(id->items[4]);
    if (!tag || *tag != QLatin1String("storage") || !type || (*type)->role != Role::StorageType ||
        !key || key->size() > kLongestKey || !count || *count < 0)
        return fail(wrong);

    Storage storage{*type, *key, *count, 0, *count};
    const Storage &known = m_pickle.storages.try_emplace(*key, storage).first->second;
    if (known.type != storage.type || known.count != storage.count)
        return fail(damaged(QStringLiteral("the storage %1 is described in two ways").arg(*key)));
    if (id->items.size() == 6) {
        if (const auto *view = get<Tuple>(id->items[5]))
            viewStorage(storage, *view);
        else if (!get<Nothing>(id->items[5]))
            return fail(wrong);
    }
    push(std::move(storage));
}

void Unpickler::viewStorage(Storage &storage, const Tuple &view)
{
    const bool hasThree = view.items.size() == 3;
    const auto *start = hasThree ? get<qint64>(view.items[1]) : nullptr;
    const auto *count = hasThree ? get<qint64>(view.items[2]) : nullptr;
    if (!start || !count || *start < 0 || *count < 0 || *start > storage.count ||
        *count > storage.count - *start)
        return fail(
            damaged(QStringLiteral("a view of the storage %1 exceeds it").arg(storage.key)));
    storage.viewStart = *start;
    storage.viewCount = *count;
}

/// "Calls" a global with arguments: each that we know is done here, by hand.
void Unpickler::reduce()
{
    const auto *arguments = get<Tuple>(pop());
    const auto *global = get<const Global *>(pop());
    if (!arguments || !global)
        return fail(damaged(QStringLiteral("a pickle calls what is no function")));
    switch ((*global)->role) {
    case Role::OrderedDict:
        return makeOrderedDict(*arguments);
    case Role::RebuildTensor: // storage, offset, shape, strides
        return makeTensor(*arguments, 4, 4);
    case Role::RebuildTensorV2: // requires_grad, backward_hooks[, metadata]
        return makeTensor(*arguments, 6, 7);
    case Role::RebuildParameter: // tensor, requires_grad, backward_hooks
        return makeParameter(*arguments);
    case Role::StorageType:
        break;
    }
    fail(damaged(QStringLiteral("a pickle calls what is no function")));
}

/// Without arguments; in Python 2's files, with a list of [key, value] lists. That list is used up:
/// a pickle may recall it a million times, and is not to get a million copies.
void Unpickler::makeOrderedDict(const Tuple &arguments)
{
    if (arguments.items.empty())
        return push(Dict{});
    const auto wrong = damaged(QStringLiteral("an OrderedDict is made of something unknown"));
    auto *pairs = std::get_if<List>(&m_pickle.values[arguments.items.front()]);
    if (!pairs || arguments.items.size() != 1)
        return fail(wrong);
    Dict dict;
    for (const Ref ref : std::exchange(pairs->items, {})) {
        const auto *pair = get<List>(ref);
        if (!pair || pair->items.size() != 2)
            return fail(wrong);
        setItem(dict, pair->items[0], pair->items[1]);
    }
    push(std::move(dict));
}

std::optional<std::vector<qint64>> Unpickler::integers(Ref ref) const
{
    const auto *tuple = get<Tuple>(ref);
    if (!tuple || tuple->items.size() > kMostDimensions)
        return std::nullopt;
    std::vector<qint64> values;
    for (const Ref item : tuple->items) {
        const auto *value = get<qint64>(item);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

/// One past the farthest element that shape and strides reach, counted from the storage's
/// beginning; none if they contradict each other or reach farther than anything can.
std::optional<qint64> reach(qint64 offset, const std::vector<qint64> &shape,
                            const std::vector<qint64> &strides)
{
    const std::optional<qint64> count = checkedElementCount(shape);
    if (!count || shape.size() != strides.size() || offset < 0)
        return std::nullopt;
    if (*count == 0)
        return offset;
    qint64 last = offset;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        qint64 span = 0;
        if (strides[i] < 0 || qMulOverflow(shape[i] - 1, strides[i], &span) ||
            qAddOverflow(last, span, &last))
            return std::nullopt;
    }
    qint64 end = 0;
    return qAddOverflow(last, qint64(1), &end) ? std::nullopt : std::optional(end);
}

/// Row-major without gaps. An extent of one is never strided over.
bool isContiguous(const std::vector<qint64> &shape, const std::vector<qint64> &strides)
{
    if (std::find(shape.begin(), shape.end(), 0) != shape.end())
        return true;
    qint64 due = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != due)
            return false;
        due *= shape[i];
    }
    return true;
}

void Unpickler::makeTensor(const Tuple &arguments, std::size_t fewest, std::size_t most)
{
    const auto wrong = damaged(QStringLiteral("a tensor's description is not understood"));
    if (arguments.items.size() < fewest || arguments.items.size() > most)
        return fail(wrong);
    const auto *storage = get<Storage>(arguments.items[0]);
    const auto *offset = get<qint64>(arguments.items[1]);
    auto shape = integers(arguments.items[2]);
    const auto strides = integers(arguments.items[3]);
    if (!storage || !offset || !shape || !strides)
        return fail(wrong);

    const std::optional<qint64> end = reach(*offset, *shape, *strides);
    if (!end || *end > storage->viewCount)
        return fail(damaged(QStringLiteral("a tensor exceeds its storage %1").arg(storage->key)));
    const bool contiguous = isContiguous(*shape, *strides);
    push(Tensor{storage->type, storage->key, storage->viewStart + *offset, std::move(*shape),
                contiguous});
}

/// A Parameter is its tensor.
void Unpickler::makeParameter(const Tuple &arguments)
{
    const auto *tensor = arguments.items.size() == 3 ? get<Tensor>(arguments.items[0]) : nullptr;
    if (!tensor)
        return fail(damaged(QStringLiteral("a parameter's description is not understood")));
    push(*tensor);
}

// ---- From values to named tensors ----------------------------------------------------------

using Blocks = std::map<QString, QByteArrayView>; // the storages' bytes, by key

/// The bytes that @p storage has; none if there cannot be so many.
std::optional<qint64> byteSize(const Storage &storage)
{
    qint64 size = 0;
    return qMulOverflow(storage.count, storage.type->elementSize, &size) ? std::nullopt
                                                                         : std::optional(size);
}

/// Walks the dicts and names the tensors in them.
class TensorCollector
{
public:
    TensorCollector(const Pickle &pickle, const Blocks &blocks) : m_pickle(pickle), m_blocks(blocks)
    {
    }

    /// Visits each dict once, so that neither circles nor much-shared dicts take long.
    Status collect(Ref ref, int depth = 0);
    TensorMap takeTensors() { return std::move(m_tensors); }

private:
    Status add(const QString &name, const Tensor &tensor);

    const Pickle &m_pickle;
    const Blocks &m_blocks;
    std::set<Ref> m_visited;
    TensorMap m_tensors;
};

Status TensorCollector::collect(Ref ref, int depth)
{
    const auto *dict = m_pickle.get<Dict>(ref);
    if (!dict || !m_visited.insert(ref).second)
        return success();
    if (depth > kDeepestDict)
        return damaged(QStringLiteral("dicts are nested deeper than %1").arg(kDeepestDict));
    for (const auto &[name, item] : dict->entries) {
        const auto *tensor = m_pickle.get<Tensor>(item);
        const Status status = tensor ? add(name, *tensor) : collect(item, depth + 1);
        if (!status)
            return status;
    }
    return success();
}

Status TensorCollector::add(const QString &name, const Tensor &tensor)
{
    if (!tensor.type->element)
        return success();
    if (!tensor.isContiguous)
        return damaged(QStringLiteral("%1 is stored with gaps or transposed").arg(name));
    const char *data = m_blocks.at(tensor.key).data() + tensor.start * tensor.type->elementSize;
    if (!m_tensors.emplace(name, TensorView{*tensor.type->element, tensor.shape, data}).second)
        return damaged(QStringLiteral("two tensors have the name %1").arg(name));
    return success();
}

Result<TensorMap> namedTensors(const Pickle &pickle, const Blocks &blocks)
{
    TensorCollector collector(pickle, blocks);
    if (const Status status = collector.collect(pickle.root); !status)
        return status.error();
    return collector.takeTensors();
}

// ---- The legacy layout ---------------------------------------------------------------------
// Five pickles (magic number, protocol version, system, object, storage keys), then for each key
// an int64 count and the elements. See torch/serialization.py, _legacy_save.

constexpr QByteArrayView kMagicNumber("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
constexpr qint64 kProtocolVersion = 1001;

/// Reads the three pickles that say what file this is.
Status readPreamble(ByteReader &bytes)
{
    const Result<Pickle> magic = Unpickler(bytes).run();
    if (!magic)
        return magic.error();
    const auto *number = magic->get<LongInteger>(magic->root);
    if (!number || number->bytes != kMagicNumber)
        return Error{ErrorCode::WeightsUnknown, {}, QStringLiteral("a pickle, not of torch.save")};

    const Result<Pickle> version = Unpickler(bytes).run();
    if (!version)
        return version.error();
    const auto *protocol = version->get<qint64>(version->root);
    if (!protocol || *protocol != kProtocolVersion)
        return damaged(QStringLiteral("an unknown version of torch.save's stream"));

    const Result<Pickle> system = Unpickler(bytes).run();
    if (!system)
        return system.error();
    const auto *facts = system->get<Dict>(system->root);
    const Ref fact = facts ? facts->at(QStringLiteral("little_endian")) : 0;
    const auto *isLittle = system->get<bool>(fact);
    if (!isLittle || !*isLittle)
        return damaged(QStringLiteral("its numbers are not little-endian"));
    return success();
}

/// Finds the bytes of each key that @p keys lists, in its order.
Result<Blocks> readBlocks(QByteArrayView bytes, const Pickle &keys,
                          const std::map<QString, Storage> &storages)
{
    const auto *list = keys.get<List>(keys.root);
    if (!list || list->items.size() != storages.size())
        return damaged(QStringLiteral("the list of storages does not match the tensors"));
    ByteReader reader(bytes);
    Blocks blocks;
    for (const Ref ref : list->items) {
        const auto *key = keys.get<QString>(ref);
        const auto storage = key ? storages.find(*key) : storages.end();
        if (storage == storages.end() || blocks.count(*key) != 0)
            return damaged(QStringLiteral("the list of storages does not match the tensors"));
        const auto size = byteSize(storage->second);
        if (reader.number<qint64>() != storage->second.count || !size)
            return damaged(
                QStringLiteral("the storage %1 has another size than its tensors say").arg(*key));
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
    ByteReader pickles(bytes.first(std::min(bytes.size(), kLongestPickle)));
    if (const Status status = readPreamble(pickles); !status)
        return status.error();
    const Result<Pickle> object = Unpickler(pickles).run();
    if (!object)
        return object.error();
    const Result<Pickle> keys = Unpickler(pickles).run();
    if (!keys)
        return keys.error();
    const Result<Blocks> blocks =
        readBlocks(bytes.sliced(pickles.position()), *keys, object->storages);
    if (!blocks)
        return blocks.error();
    return namedTensors(*object, *blocks);
}

// ---- The zip layout ------------------------------------------------------------------------
// NAME/data.pkl and NAME/data/KEY, all stored. Section numbers are those of PKWARE's APPNOTE.TXT.

using Archive = std::map<QString, QByteArrayView>; // the entries' bytes, by name

constexpr QByteArrayView kLocalHeader("PK\3\4");
constexpr QByteArrayView kCentralHeader("PK\1\2");
constexpr QByteArrayView kEndRecord("PK\5\6");
constexpr QByteArrayView kZip64EndRecord("PK\6\6");
constexpr QByteArrayView kZip64Locator("PK\6\7");

/// The number at @p offset of a record that is known to be longer.
template<typename Number>
Number field(QByteArrayView record, qsizetype offset)
{
    return qFromLittleEndian<Number>(record.data() + offset);
}

/// Where the central directory lies.
struct DirectoryPlace
{
    quint64 offset;
    quint64 size;
    quint64 entries;
    quint64 end; ///< where the records that follow it begin
};

/// Finds the end record (4.3.16): at the end of the file but for a comment of 64 KB at most.
std::optional<qsizetype> findEndRecord(QByteArrayView bytes)
{
    constexpr qsizetype recordSize = 22;
    constexpr qsizetype longestComment = std::numeric_limits<quint16>::max();
    const qsizetype longest = std::min(longestComment, bytes.size() - recordSize);
    for (qsizetype comment = 0; comment <= longest; ++comment) {
        const QByteArrayView record = bytes.last(recordSize + comment);
        if (record.startsWith(kEndRecord) && field<quint16>(record, 20) == comment)
            return bytes.size() - record.size();
    }
    return std::nullopt;
}

/// Reads the end record, and the zip64 one (4.3.14, 4.3.15) where there is one: PyTorch always
/// writes it.
std::optional<DirectoryPlace> findDirectory(QByteArrayView bytes)
{
    constexpr qsizetype locatorSize = 20;
    constexpr quint64 zip64Size = 56;
    const std::optional<qsizetype> end = findEndRecord(bytes);
    if (!end)
        return std::nullopt;
    const QByteArrayView locator = bytes.first(*end).last(std::min(*end, locatorSize));
    if (locator.size() < locatorSize || !locator.startsWith(kZip64Locator)) {
        const QByteArrayView record = bytes.sliced(*end);
        return DirectoryPlace{field<quint32>(record, 16), field<quint32>(record, 12),
                              field<quint16>(record, 10), quint64(*end)};
    }
    const auto zip64 = field<quint64>(locator, 8);
    ByteReader reader(bytes.first(*end - locatorSize));
    reader.take(zip64);
    const QByteArrayView record = reader.take(zip64Size);
    if (reader.failed() || !record.startsWith(kZip64EndRecord))
        return std::nullopt;
    return DirectoryPlace{field<quint64>(record, 48), field<quint64>(record, 40),
                          field<quint64>(record, 32), zip64};
}

/// The extra field that widens a central header's 32-bit numbers (4.5.3); empty if there is none.
QByteArrayView zip64Extra(QByteArrayView extra)
{
    constexpr quint16 zip64Id = 1;
    ByteReader reader(extra);
    while (!reader.atEnd() && !reader.failed()) {
        const auto id = reader.number<quint16>();
        const QByteArrayView data = reader.take(reader.number<quint16>());
        if (id == zip64Id)
            return data;
    }
    return {};
}

/// @p narrow, or the next of the wide numbers where it is a placeholder for that.
quint64 widened(quint32 narrow, ByteReader &wide)
{
    return narrow == std::numeric_limits<quint32>::max() ? wide.number<quint64>() : narrow;
}

/// Reads a zip archive whose entries are stored, not compressed.
class ArchiveReader
{
public:
    explicit ArchiveReader(QByteArrayView bytes) : m_bytes(bytes) {}

    Result<Archive> read();

private:
    Status readEntry(ByteReader &directory);
    std::optional<QByteArrayView> entryData(quint64 offset, QByteArrayView name,
                                            quint64 size) const;

    QByteArrayView m_bytes;
    QByteArrayView m_contents; ///< what precedes the directory
    Archive m_archive;
};

Result<Archive> ArchiveReader::read()
{
    const std::optional<DirectoryPlace> place = findDirectory(m_bytes);
    if (!place)
        return damaged(QStringLiteral("the archive has no end"));
    if (place->offset > place->end || place->size != place->end - place->offset ||
        place->size > quint64(kLongestPickle))
        return damaged(QStringLiteral("the archive's directory is not where it should be"));
    m_contents = m_bytes.first(qsizetype(place->offset));
    ByteReader directory(m_bytes.sliced(m_contents.size(), qsizetype(place->size)));
    while (!directory.atEnd()) {
        if (const Status status = readEntry(directory); !status)
            return status.error();
    }
    if (m_archive.size() != place->entries)
        return damaged(QStringLiteral("the archive's directory miscounts its entries"));
    return std::move(m_archive);
}

/// Reads one central header (4.3.12) and finds the entry's bytes.
Status ArchiveReader::readEntry(ByteReader &directory)
{
    const QByteArrayView header = directory.take(46);
    if (!header.startsWith(kCentralHeader))
        return damaged(QStringLiteral("the archive's directory is cut short"));
    const QByteArrayView name = directory.take(field<quint16>(header, 28));
    const QByteArrayView extra = directory.take(field<quint16>(header, 30));
    directory.take(field<quint16>(header, 32)); // the comment
    if (directory.failed())
        return damaged(QStringLiteral("the archive's directory is cut short"));

    const QString shown = QString::fromUtf8(name);
    const bool isEncrypted = (field<quint16>(header, 8) & 1) != 0;
    if (field<quint16>(header, 10) != 0 || isEncrypted)
        return damaged(
            QStringLiteral("%1 is compressed or encrypted, as torch.save never does").arg(shown));

    ByteReader wide(zip64Extra(extra));
    const quint64 size = widened(field<quint32>(header, 24), wide);
    const quint64 storedSize = widened(field<quint32>(header, 20), wide);
    const quint64 offset = widened(field<quint32>(header, 42), wide);
    const auto data = entryData(offset, name, size);
    if (wide.failed() || size != storedSize || !data)
        return damaged(QStringLiteral("%1 is not where the archive's directory says").arg(shown));
    if (!m_archive.emplace(shown, *data).second)
        return damaged(QStringLiteral("the archive has %1 twice").arg(shown));
    return success();
}

/// The bytes behind the local header (4.3.7) at @p offset, if that agrees. Its own sizes may be
/// zero, with the true ones behind the data; the directory's are the ones to go by.
std::optional<QByteArrayView> ArchiveReader::entryData(quint64 offset, QByteArrayView name,
                                                       quint64 size) const
{
    ByteReader reader(m_contents);
    reader.take(offset);
    const QByteArrayView header = reader.take(30);
    if (!header.startsWith(kLocalHeader) || field<quint16>(header, 8) != 0)
        return std::nullopt;
    const QByteArrayView localName = reader.take(field<quint16>(header, 26));
    reader.take(field<quint16>(header, 28)); // the extra field, which aligns the data
    const QByteArrayView data = reader.take(size);
    if (reader.failed() || localName != name)
        return std::nullopt;
    return data;
}

/// The name of the folder that everything in the archive is in; none without just one pickle.
std::optional<QString> findFolder(const Archive &archive)
{
    const QString pickle = QStringLiteral("/data.pkl");
    const auto isPickle = [&](const auto &entry) {
        return entry.first.endsWith(pickle) && entry.first.count(QLatin1Char('/')) == 1;
    };
    const auto found = std::find_if(archive.begin(), archive.end(), isPickle);
    if (found == archive.end() ||
        std::find_if(std::next(found), archive.end(), isPickle) != archive.end())
        return std::nullopt;
    return found->first.chopped(pickle.size());
}

Result<Blocks> findBlocks(const Archive &archive, const QString &folder,
                          const std::map<QString, Storage> &storages)
{
    Blocks blocks;
    for (const auto &[key, storage] : storages) {
        const auto entry = archive.find(folder + QStringLiteral("/data/") + key);
        if (entry == archive.end())
            return damaged(QStringLiteral("the archive lacks the storage %1").arg(key));
        const auto size = byteSize(storage);
        if (!size || entry->second.size() != *size)
            return damaged(
                QStringLiteral("the storage %1 has another size than its tensors say").arg(key));
        blocks[key] = entry->second;
    }
    return blocks;
}

Result<TensorMap> readArchive(QByteArrayView bytes)
{
    const Result<Archive> archive = ArchiveReader(bytes).read();
    if (!archive)
        return archive.error();
    const std::optional<QString> folder = findFolder(*archive);
    if (!folder)
        return damaged(QStringLiteral("the archive has no data.pkl, or several"));
    // PyTorch 2.1 and later say so; before, archives were little-endian without a word.
    const auto byteOrder = archive->find(*folder + QStringLiteral("/byteorder"));
    if (byteOrder != archive->end() && byteOrder->second != QByteArrayView("little"))
        return damaged(QStringLiteral("its numbers are not little-endian"));

    const QByteArrayView object = archive->at(*folder + QStringLiteral("/data.pkl"));
    ByteReader reader(object.first(std::min(object.size(), kLongestPickle)));
    const Result<Pickle> pickle = Unpickler(reader).run();
    if (!pickle)
        return pickle.error();
    if (reader.position() != object.size())
        return damaged(QStringLiteral("bytes follow the pickle"));
    const Result<Blocks> blocks = findBlocks(*archive, *folder, pickle->storages);
    if (!blocks)
        return blocks.error();
    return namedTensors(*pickle, *blocks);
}

} // namespace

bool PickleFile::recognises(QByteArrayView bytes)
{
    const auto proto = char(Opcode::Proto);
    return bytes.startsWith(kLocalHeader) || (!bytes.empty() && bytes.front() == proto);
}

Result<std::unique_ptr<WeightsFile>> PickleFile::read(QByteArrayView bytes)
{
    const bool isArchive = bytes.startsWith(kLocalHeader);
    Result<TensorMap> tensors = isArchive ? readArchive(bytes) : readLegacyStream(bytes);
    if (!tensors)
        return tensors.error();
    auto file = std::make_unique<PickleFile>();
    file->m_tensors = std::move(*tensors);
    return {std::move(file)};
}

} // namespace gramarye
