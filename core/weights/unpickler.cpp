#include "core/weights/pickle.h"

#include <algorithm>
#include <unordered_map>

namespace gramarye::pickled {
namespace {

// Limits that no state dict comes near: VGG-19's has a thousand values and 3 open marks.
constexpr std::size_t mostValues = 250'000;
constexpr std::size_t mostMarks = 64;

Error refused(const QString &detail)
{
    return {ErrorCode::WeightsRefused, {}, detail};
}

/// Runs one pickle. After the first failure it only has to come to an end: missing values are
/// read as Nothing, which place 0 holds.
class Unpickler
{
public:
    explicit Unpickler(ByteReader &bytes) : m_bytes(bytes) { m_pickle.values.emplace_back(); }

    Result<Pickle> run()
    {
        uchar opcode = 0;
        while (opcode != '.' && !m_error && !m_bytes.failed()) {
            opcode = m_bytes.number<uchar>();
            execute(opcode);
        }
        // Whatever else seems wrong with an instruction that is cut short, this is the cause.
        if (m_bytes.failed())
            return damaged(QStringLiteral("a pickle is cut short"));
        if (m_error)
            return *m_error;
        return std::move(m_pickle);
    }

private:
    void execute(uchar opcode);

    void checkProtocol()
    {
        const auto protocol = m_bytes.number<quint8>();
        if (protocol < 2 || protocol > 5)
            fail(refused(QStringLiteral("pickle protocol %1").arg(protocol)));
    }

    void stop()
    {
        m_pickle.root = pop();
        if (m_stacks.size() != 1 || !m_stacks.back().empty())
            fail(damaged(QStringLiteral("a pickle leaves values behind")));
    }

    void push(Value value)
    {
        if (m_pickle.values.size() >= mostValues)
            return fail(
                damaged(QStringLiteral("a pickle has more than %1 values").arg(mostValues)));
        m_stacks.back().push_back(m_pickle.values.size());
        m_pickle.values.push_back(std::move(value));
    }

    void push(Result<Value> value)
    {
        if (!value)
            return fail(value.error());
        push(std::move(*value));
    }

    /// Two's complement of as many bytes as it takes.
    void pushLong()
    {
        const QByteArrayView bytes = m_bytes.take(m_bytes.number<quint8>());
        if (bytes.size() > qsizetype(sizeof(qint64)))
            return push(LongInteger{bytes});
        qint64 value = !bytes.empty() && bytes.back() < 0 ? -1 : 0;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&value));
        push(qFromLittleEndian(value));
    }

    template<typename Size>
    void pushText()
    {
        const QByteArrayView bytes = m_bytes.take(m_bytes.number<Size>());
        if (!bytes.isValidUtf8())
            return fail(damaged(QStringLiteral("a text is not UTF-8")));
        push(QString::fromUtf8(bytes));
    }

    /// Refuses by its name whatever is not on the list.
    void pushGlobal(const QByteArray &module, const QByteArray &name)
    {
        constexpr qsizetype longestShown = 80;
        if (const Global *known = findGlobal(module + ' ' + name))
            return push(known);
        fail(refused(QString::fromUtf8(module + '.' + name).left(longestShown)));
    }

    void pushNamedGlobal()
    {
        const QByteArray module = m_bytes.line().toByteArray();
        pushGlobal(module, m_bytes.line().toByteArray());
    }

    void pushStackedGlobal()
    {
        const std::vector<Ref> names = popLast(2);
        const auto *module = get<QString>(names[0]);
        const auto *name = get<QString>(names[1]);
        if (!module || !name)
            return fail(damaged(QStringLiteral("a pickle names what has no name")));
        pushGlobal(module->toUtf8(), name->toUtf8());
    }

    /// Makes an object of a class, which no state dict needs.
    void refuseInstance()
    {
        pushNamedGlobal();
        fail(refused(QStringLiteral("an instance of a class")));
    }

    /// "Calls" a global with a tuple of arguments.
    void reduce()
    {
        const auto *arguments = get<Tuple>(pop());
        const auto *global = get<const Global *>(pop());
        if (!arguments || !global || !(*global)->call)
            return fail(damaged(QStringLiteral("a pickle calls what is no function")));
        push((*global)->call(*arguments, m_pickle));
    }

    void mark()
    {
        if (m_stacks.size() > mostMarks)
            return fail(
                damaged(QStringLiteral("a pickle is nested deeper than %1").arg(mostMarks)));
        m_stacks.emplace_back();
    }

    Ref pop() { return popLast(1).front(); }

    Ref top()
    {
        const Ref ref = pop();
        m_stacks.back().push_back(ref);
        return ref;
    }

    /// In the order they were pushed.
    std::vector<Ref> popLast(std::size_t count)
    {
        std::vector<Ref> &stack = m_stacks.back();
        if (stack.size() < count) {
            fail(damaged(QStringLiteral("a pickle takes more values than it has")));
            return std::vector<Ref>(count, 0);
        }
        const auto first = stack.end() - std::ptrdiff_t(count);
        const std::vector<Ref> popped(first, stack.end());
        stack.erase(first, stack.end());
        return popped;
    }

    std::vector<Ref> popMarked()
    {
        if (m_stacks.size() == 1) {
            fail(damaged(QStringLiteral("a pickle lacks a mark")));
            return {};
        }
        std::vector<Ref> popped = std::move(m_stacks.back());
        m_stacks.pop_back();
        return popped;
    }

    void remember(quint32 key) { m_memo[key] = top(); }

    void recall(quint32 key)
    {
        const auto found = m_memo.find(key);
        if (found == m_memo.end())
            return fail(damaged(QStringLiteral("a pickle recalls what it never stored")));
        m_stacks.back().push_back(found->second);
    }

    void append(const std::vector<Ref> &items)
    {
        auto *list = get<List>(top());
        if (!list)
            return fail(damaged(QStringLiteral("a pickle appends to what is no list")));
        list->items.insert(list->items.end(), items.begin(), items.end());
    }

    void setItems(const std::vector<Ref> &keysAndValues)
    {
        auto *dict = get<Dict>(top());
        if (!dict || keysAndValues.size() % 2 != 0)
            return fail(damaged(QStringLiteral("a pickle puts an item where there is no place")));
        for (std::size_t i = 0; i < keysAndValues.size(); i += 2) {
            const Status status = setItem(*dict, keysAndValues[i], keysAndValues[i + 1], m_pickle);
            if (!status)
                return fail(status.error());
        }
    }

    /// Sets an object's attributes. The one that a state dict has, its _metadata, says nothing we
    /// need.
    void build()
    {
        pop();
        if (!get<Dict>(top()))
            fail(damaged(QStringLiteral("a pickle gives attributes to what is no OrderedDict")));
    }

    void fail(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }

    template<typename T>
    T *get(Ref ref)
    {
        return std::get_if<T>(&m_pickle.values[ref]);
    }

    ByteReader &m_bytes;
    Pickle m_pickle;
    std::vector<std::vector<Ref>> m_stacks{1}; ///< one more behind each open mark
    std::unordered_map<quint32, Ref> m_memo;
    std::optional<Error> m_error; ///< the first
};

/// The instructions a state dict needs, of protocols 2 to 5 (Python's Lib/pickletools.py has them
/// all). Numbers are little-endian, but for BINFLOAT's.
void Unpickler::execute(uchar opcode)
{
    using Self = Unpickler;
    static const std::unordered_map<uchar, void (*)(Self &)> instructions{
        {0x80, [](Self &self) { self.checkProtocol(); }},                             // PROTO
        {0x95, [](Self &self) { self.m_bytes.take(8); }},                             // FRAME
        {'.', [](Self &self) { self.stop(); }},                                       // STOP
        {'N', [](Self &self) { self.push(Nothing{}); }},                              // NONE
        {0x88, [](Self &self) { self.push(true); }},                                  // NEWTRUE
        {0x89, [](Self &self) { self.push(false); }},                                 // NEWFALSE
        {'J', [](Self &self) { self.push(qint64(self.m_bytes.number<qint32>())); }},  // BININT
        {'K', [](Self &self) { self.push(qint64(self.m_bytes.number<quint8>())); }},  // BININT1
        {'M', [](Self &self) { self.push(qint64(self.m_bytes.number<quint16>())); }}, // BININT2
        {0x8a, [](Self &self) { self.pushLong(); }},                                  // LONG1
        {'G', [](Self &self) { self.push(qbswap(self.m_bytes.number<double>())); }},  // BINFLOAT
        {'X', [](Self &self) { self.pushText<quint32>(); }},                          // BINUNICODE
        {'U', [](Self &self) { self.pushText<quint8>(); }},                      // SHORT_BINSTRING
        {0x8c, [](Self &self) { self.pushText<quint8>(); }},                     // SHORT_BINUNICODE
        {'(', [](Self &self) { self.mark(); }},                                  // MARK
        {')', [](Self &self) { self.push(Tuple{}); }},                           // EMPTY_TUPLE
        {0x85, [](Self &self) { self.push(self.popLast(1)); }},                  // TUPLE1
        {0x86, [](Self &self) { self.push(self.popLast(2)); }},                  // TUPLE2
        {0x87, [](Self &self) { self.push(self.popLast(3)); }},                  // TUPLE3
        {'t', [](Self &self) { self.push(self.popMarked()); }},                  // TUPLE
        {']', [](Self &self) { self.push(List{}); }},                            // EMPTY_LIST
        {'a', [](Self &self) { self.append(self.popLast(1)); }},                 // APPEND
        {'e', [](Self &self) { self.append(self.popMarked()); }},                // APPENDS
        {'}', [](Self &self) { self.push(Dict{}); }},                            // EMPTY_DICT
        {'s', [](Self &self) { self.setItems(self.popLast(2)); }},               // SETITEM
        {'u', [](Self &self) { self.setItems(self.popMarked()); }},              // SETITEMS
        {'h', [](Self &self) { self.recall(self.m_bytes.number<quint8>()); }},   // BINGET
        {'j', [](Self &self) { self.recall(self.m_bytes.number<quint32>()); }},  // LONG_BINGET
        {'q', [](Self &self) { self.remember(self.m_bytes.number<quint8>()); }}, // BINPUT
        {'r', [](Self &self) { self.remember(self.m_bytes.number<quint32>()); }}, // LONG_BINPUT
        {0x94, [](Self &self) { self.remember(quint32(self.m_memo.size())); }},   // MEMOIZE
        {'c', [](Self &self) { self.pushNamedGlobal(); }},                        // GLOBAL
        {0x93, [](Self &self) { self.pushStackedGlobal(); }},                     // STACK_GLOBAL
        {'i', [](Self &self) { self.refuseInstance(); }},                         // INST
        {'R', [](Self &self) { self.reduce(); }},                                 // REDUCE
        {'b', [](Self &self) { self.build(); }},                                  // BUILD
        {'Q', [](Self &self) { self.push(loadStorage(self.pop(), self.m_pickle)); }}, // BINPERSID
    };
    const auto known = instructions.find(opcode);
    if (known == instructions.end())
        return fail(refused(
            QStringLiteral("the pickle instruction 0x%1").arg(opcode, 2, 16, QLatin1Char('0'))));
    known->second(*this);
}

} // namespace

Result<Pickle> unpickle(ByteReader &bytes)
{
    return Unpickler(bytes).run();
}

} // namespace gramarye::pickled
