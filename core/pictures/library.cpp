#include "core/pictures/library_vips.h"

namespace gramarye {

namespace {

// What libvips calls untrusted, since few have fuzzed it, and is wanted all the same.
constexpr const char *wantedOperations[] = {"VipsForeignLoadJxl", "VipsForeignLoadRad",
                                            "VipsForeignLoadOpenexr", "VipsForeignSaveJxl"};

bool startVips()
{
    if (VIPS_INIT("gramarye") != 0)
        return false;
    vips_block_untrusted_set(TRUE);
    for (const char *operation : wantedOperations)
        vips_operation_block_set(operation, FALSE);
    vips_cache_set_max(0);
    vips_concurrency_set(2);
    // What is wrong with a picture is said by the error that comes of it.
    g_log_set_handler(
        "VIPS", G_LOG_LEVEL_WARNING, [](const char *, GLogLevelFlags, const char *, void *) {},
        nullptr);
    return true;
}

std::mutex &turns()
{
    static std::mutex mutex;
    return mutex;
}

} // namespace

VipsTurn::VipsTurn() : m_lock(turns())
{
    static const bool started = startVips();
    m_isStarted = started;
}

VipsTurn::~VipsTurn()
{
    vips_error_clear();
    vips_thread_shutdown(); // what it keeps for this thread
}

QString complaint()
{
    return QString::fromUtf8(vips_error_buffer()).trimmed().section(u'\n', 0, 0);
}

} // namespace gramarye
