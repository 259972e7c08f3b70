#pragma once

// Shows libvips and with it GLib's macros: for the sources here that are compiled by themselves.

#include <QString>

#include <vips/vips.h>

#include <memory>
#include <mutex>

namespace gramarye {

struct Unref
{
    void operator()(void *object) const { g_object_unref(object); }
};

/// An object of libvips', let go of with this. Null: none was made, see complaint().
template<typename Object>
using Ref = std::unique_ptr<Object, Unref>;

/// While it lives this thread alone works with libvips, which keeps what went wrong in one place
/// for all threads.
class VipsTurn
{
public:
    /// Starts the library where it has not been yet, which takes 50 ms.
    VipsTurn();
    ~VipsTurn();
    Q_DISABLE_COPY_MOVE(VipsTurn)

    /// False: the library does not work here.
    bool isStarted() const { return m_isStarted; }

private:
    std::unique_lock<std::mutex> m_lock;
    bool m_isStarted;
};

/// The first line of what libvips complained about in this turn.
QString complaint();

/// What @p operation makes of @p image. Null: an error, here or before.
template<typename Operation>
Ref<VipsImage> applied(const Ref<VipsImage> &image, const Operation &operation)
{
    VipsImage *out = nullptr;
    if (!image || operation(image.get(), &out) != 0)
        return nullptr;
    return Ref<VipsImage>(out);
}

} // namespace gramarye
