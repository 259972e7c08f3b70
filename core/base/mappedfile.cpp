#include "core/base/mappedfile.h"

#include <QFileInfo>

#include <array>
#include <atomic>
#include <mutex>

#if defined(Q_OS_UNIX)
#include <csignal>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace gramarye {

namespace {

/// A range of addresses that a signal handler looks after.
struct Guard
{
    std::atomic<bool> isTaken{false};
    std::atomic<const char *> begin{nullptr};
    std::atomic<const char *> end{nullptr};
    std::atomic<bool> isWhole{true};
};

// More files than are ever mapped at a time.
std::array<Guard, 64> guards;

#if defined(Q_OS_UNIX)
struct sigaction formerAction;
std::uintptr_t pageSize = 0;

/// Puts a page of zeros where a file has none any more, and lets the instruction go on. As systemd
/// does in its sigbus.c.
void replacePage(int signal, siginfo_t *info, void *)
{
    const int before = errno;
    const auto *address = static_cast<const char *>(info->si_addr);
    for (Guard &guard : guards) {
        if (info->si_code != BUS_ADRERR || address < guard.begin || address >= guard.end)
            continue;
        auto *page = reinterpret_cast<void *>(std::uintptr_t(address) & ~(pageSize - 1));
        constexpr int flags = MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS;
        if (::mmap(page, pageSize, PROT_READ, flags, -1, 0) == MAP_FAILED)
            continue;
        guard.isWhole = false;
        errno = before;
        return;
    }
    // Not for us: what else would have happened does, as the instruction fails again.
    ::sigaction(SIGBUS, &formerAction, nullptr);
    if (info->si_code <= 0)
        ::raise(signal);
    errno = before;
}

void watch()
{
    static std::once_flag once;
    std::call_once(once, [] {
        pageSize = std::uintptr_t(::sysconf(_SC_PAGESIZE));
        struct sigaction action = {};
        action.sa_sigaction = replacePage;
        action.sa_flags = SA_SIGINFO;
        ::sigemptyset(&action.sa_mask);
        ::sigaction(SIGBUS, &action, &formerAction);
    });
}
#else
void watch() {} // the system lets nobody cut short what is mapped
#endif

/// The place of a guard for @p bytes; −1 where all are taken.
int takeGuard(QByteArrayView bytes)
{
    for (std::size_t i = 0; i < guards.size(); ++i) {
        if (guards[i].isTaken.exchange(true))
            continue;
        guards[i].isWhole = true;
        guards[i].end = bytes.end();
        guards[i].begin = bytes.begin();
        return int(i);
    }
    return -1;
}

void giveBackGuard(std::size_t place)
{
    guards[place].end = nullptr;
    guards[place].begin = nullptr;
    guards[place].isTaken = false;
}

} // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, path, {}};
    // Merely opening a pipe may wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, path, QStringLiteral("not a regular file")};
    std::unique_ptr<MappedFile> file(new MappedFile(path));
    if (const Status status = file->map(); !status)
        return status.error();
    return file;
}

MappedFile::~MappedFile()
{
    if (m_guard >= 0)
        giveBackGuard(std::size_t(m_guard));
}

Status MappedFile::check() const
{
    if (m_guard < 0 || guards[std::size_t(m_guard)].isWhole)
        return success();
    return unreadable(QStringLiteral("it became shorter meanwhile"));
}

Error MappedFile::unreadable(const QString &reason) const
{
    return {ErrorCode::FileUnreadable, m_file.fileName(), reason};
}

Status MappedFile::map()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return unreadable(m_file.errorString());
    if (m_file.size() == 0)
        return success();
    const uchar *bytes = m_file.map(0, m_file.size());
    if (!bytes)
        return unreadable(m_file.errorString());
    m_bytes = QByteArrayView(bytes, qsizetype(m_file.size()));
    watch();
    m_guard = takeGuard(m_bytes);
    return m_guard >= 0 ? success() : Status(unreadable(QStringLiteral("too many open files")));
}

} // namespace gramarye
