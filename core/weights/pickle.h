#pragma once

#include "core/base/bytereader.h"
#include "core/base/error.h"
#include "core/weights/tensorview.h"

#include <deque>
#include <variant>

/// The values that a state dict's pickle makes, checked as they are made. Errors: WeightsDamaged,
/// WeightsRefused.
namespace gramarye::pickled {

/// A value's place in Pickle::values. Values refer to each other by place and not by pointer: a
/// file may nest them as deep, share them as often and tie them in such circles as it likes, and
/// freeing them stays a loop.
using Ref = std::size_t;

using Nothing = std::monostate;
using LongInteger = QByteArrayView; ///< of more than eight bytes, little-endian
using Tuple = std::vector<Ref>;

/// The entries with a text for a key; others (an optimiser's, numbered) could name no tensor.
using Dict = std::map<QString, Ref>;

struct List
{
    std::vector<Ref> items;
};

struct Global;

/// A run of elements, or the part of one that a view of it shows.
struct Storage
{
    const Global *type;
    QString key;
    qint64 start; ///< in elements
    qint64 count;
};

/// Lies within its storage; whether the file has that is for others to see.
struct Tensor
{
    const Global *type;
    QString key;  ///< its storage's
    qint64 start; ///< in elements from the whole storage's beginning
    std::vector<qint64> shape;
    bool isContiguous;
};

using Value = std::variant<Nothing, bool, qint64, LongInteger, double, QString, const Global *,
                           Tuple, List, Dict, Storage, Tensor>;

/// What running a pickle leaves behind.
struct Pickle
{
    std::deque<Value> values; ///< the first is Nothing
    Ref root = 0;
    std::map<QString, Storage> storages; ///< by key, each whole

    /// Null if that is another type's.
    template<typename T>
    const T *get(Ref ref) const
    {
        return std::get_if<T>(&values[ref]);
    }
    /// Null if that is another type's, or the tuple too short.
    template<typename T>
    const T *get(const Tuple &tuple, std::size_t index) const
    {
        return index < tuple.size() ? get<T>(tuple[index]) : nullptr;
    }
};

/// A global that a state dict may name: a storage type or a function.
struct Global
{
    const char *name; ///< "module name"
    /// What Python's function would make of the arguments; null for a storage type.
    Result<Value> (*call)(const Tuple &arguments, Pickle &pickle);
    qint64 elementSize = 0;                  ///< of a storage type
    std::optional<ElementType> element = {}; ///< none for the storage types we have no use for
};

/// Runs the pickle that comes next: the few instructions that a state dict needs.
Result<Pickle> unpickle(ByteReader &bytes);

Error damaged(const QString &detail);

/// Compares: nothing is looked up or imported by the name. Null if it is not allowed.
const Global *findGlobal(QByteArrayView name);

/// The storage that a persistent id describes; the pickle's map of them gets it too.
Result<Value> loadStorage(Ref id, Pickle &pickle);

Status setItem(Dict &dict, Ref key, Ref value, const Pickle &pickle);

} // namespace gramarye::pickled
