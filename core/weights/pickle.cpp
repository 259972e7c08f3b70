#include "core/weights/pickle.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gramarye::pickled {
namespace {

// Limits that no state dict comes near.
constexpr std::size_t mostDimensions = 16;
constexpr qsizetype longestKey = 1024; // characters

std::optional<std::vector<qint64>> integers(const Tuple *tuple, const Pickle &pickle)
{
    if (!tuple || tuple->size() > mostDimensions)
        return std::nullopt;
    std::vector<qint64> values;
    for (const Ref item : *tuple) {
        const auto *value = pickle.get<qint64>(item);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

/// Whether shape and strides agree, and all that they reach from @p offset on lies within @p count
/// elements.
bool fits(qint64 count, qint64 offset, const std::vector<qint64> &shape,
          const std::vector<qint64> &strides)
{
    const std::optional<qint64> size = checkedElementCount(shape);
    if (!size || shape.size() != strides.size() || offset < 0)
        return false;
    if (*size == 0)
        return offset <= count;
    qint64 last = offset;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        qint64 span = 0;
        if (strides[i] < 0 || qMulOverflow(shape[i] - 1, strides[i], &span)
            || qAddOverflow(last, span, &last))
            return false;
    }
    return last < count;
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

/// Of storage, offset, shape, strides and, in the second version, requires_grad, backward_hooks and
/// perhaps metadata: @p fewest to @p most arguments.
template<std::size_t fewest, std::size_t most>
Result<Value> rebuildTensor(const Tuple &arguments, Pickle &pickle)
{
    const std::size_t given = arguments.size();
    const auto *storage = pickle.get<Storage>(arguments, 0);
    const auto *offset = pickle.get<qint64>(arguments, 1);
    auto shape = integers(pickle.get<Tuple>(arguments, 2), pickle);
    const auto strides = integers(pickle.get<Tuple>(arguments, 3), pickle);
    if (given < fewest || given > most || !storage || !offset || !shape || !strides)
        return damaged(QStringLiteral("a tensor's description is not understood"));
    if (!fits(storage->count, *offset, *shape, *strides))
        return damaged(QStringLiteral("a tensor exceeds its storage %1").arg(storage->key));
    const bool contiguous = isContiguous(*shape, *strides);
    return Value(Tensor{storage->type, storage->key, storage->start + *offset, std::move(*shape),
                        contiguous});
}

/// Of tensor, requires_grad, backward_hooks. A Parameter is its tensor.
Result<Value> rebuildParameter(const Tuple &arguments, Pickle &pickle)
{
    const auto *tensor = pickle.get<Tensor>(arguments, 0);
    if (!tensor || arguments.size() != 3)
        return damaged(QStringLiteral("a parameter's description is not understood"));
    return Value(*tensor);
}

/// Without arguments; in Python 2's files, with a list of [key, value] lists. That list is used up:
/// a pickle may recall it a million times, and is not to get a million copies.
Result<Value> makeOrderedDict(const Tuple &arguments, Pickle &pickle)
{
    Dict dict;
    if (arguments.empty())
        return Value(dict);
    const auto wrong = damaged(QStringLiteral("an OrderedDict is made of something unknown"));
    auto *pairs = std::get_if<List>(&pickle.values[arguments.front()]);
    if (!pairs || arguments.size() != 1)
        return wrong;
    for (const Ref ref : std::exchange(pairs->items, {})) {
        const auto *pair = pickle.get<List>(ref);
        if (!pair || pair->items.size() != 2)
            return wrong;
        if (const Status status = setItem(dict, pair->items[0], pair->items[1], pickle); !status)
            return status.error();
    }
    return Value(std::move(dict));
}

/// The part of @p storage that (key, start, count) shows.
Result<Value> viewStorage(Storage storage, const Tuple &view, const Pickle &pickle)
{
    const auto *start = pickle.get<qint64>(view, 1);
    const auto *count = pickle.get<qint64>(view, 2);
    if (view.size() != 3 || !start || !count || *start < 0 || *count < 0 || *start > storage.count
        || *count > storage.count - *start)
        return damaged(QStringLiteral("a view of the storage %1 exceeds it").arg(storage.key));
    storage.start = *start;
    storage.count = *count;
    return Value(storage);
}

constexpr std::array globals{
    Global{"collections OrderedDict", makeOrderedDict},
    Global{"torch._utils _rebuild_tensor", rebuildTensor<4, 4>},
    Global{"torch._utils _rebuild_tensor_v2", rebuildTensor<6, 7>},
    Global{"torch._utils _rebuild_parameter", rebuildParameter},
    Global{"torch DoubleStorage", nullptr, 8, ElementType::F64},
    Global{"torch FloatStorage", nullptr, 4, ElementType::F32},
    Global{"torch HalfStorage", nullptr, 2, ElementType::F16},
    Global{"torch BFloat16Storage", nullptr, 2, ElementType::BF16},
    Global{"torch LongStorage", nullptr, 8},
    Global{"torch IntStorage", nullptr, 4},
    Global{"torch ShortStorage", nullptr, 2},
    Global{"torch CharStorage", nullptr, 1},
    Global{"torch ByteStorage", nullptr, 1},
    Global{"torch BoolStorage", nullptr, 1},
};

} // namespace

Error damaged(const QString &detail)
{
    return {ErrorCode::WeightsDamaged, {}, detail};
}

const Global *findGlobal(QByteArrayView name)
{
    const auto found = std::find_if(globals.begin(), globals.end(), [name](const Global &global) {
        return name == QByteArrayView(global.name);
    });
    return found == globals.end() ? nullptr : &*found;
}

/// ('storage', type, key, location, count), in the legacy layout with a sixth: None, or a view.
Result<Value> loadStorage(Ref id, Pickle &pickle)
{
    const auto wrong = damaged(QStringLiteral("a storage's description is not understood"));
    const auto *tuple = pickle.get<Tuple>(id);
    if (!tuple || tuple->size() < 5 || tuple->size() > 6)
        return wrong;
    const auto *tag = pickle.get<QString>(*tuple, 0);
    const auto *type = pickle.get<const Global *>(*tuple, 1);
    const auto *key = pickle.get<QString>(*tuple, 2);
    const auto *count = pickle.get<qint64>(*tuple, 4);
    if (!tag || *tag != QLatin1String("storage") || !type || (*type)->call || !key
        || key->size() > longestKey || !count || *count < 0)
        return wrong;

    const Storage storage{*type, *key, 0, *count};
    const Storage &known = pickle.storages.try_emplace(*key, storage).first->second;
    if (known.type != storage.type || known.count != storage.count)
        return damaged(QStringLiteral("the storage %1 is described in two ways").arg(*key));
    if (const auto *view = pickle.get<Tuple>(*tuple, 5))
        return viewStorage(storage, *view, pickle);
    if (tuple->size() == 6 && !pickle.get<Nothing>(*tuple, 5))
        return wrong;
    return Value(storage);
}

Status setItem(Dict &dict, Ref key, Ref value, const Pickle &pickle)
{
    const auto *name = pickle.get<QString>(key);
    if (name && name->size() > longestKey)
        return damaged(QStringLiteral("a key is longer than %1 characters").arg(longestKey));
    if (name && !dict.emplace(*name, value).second)
        return damaged(QStringLiteral("the key “%1” is there twice").arg(*name));
    return success();
}

} // namespace gramarye::pickled
