#include "core/base/thrownerror.h"

#include <new>

namespace gramarye {

Error currentError()
{
    try {
        throw;
    } catch (const ThrownError &e) {
        return e.error();
    } catch (const std::bad_alloc &) {
        return {ErrorCode::OutOfMemory, {}, {}};
    } catch (const std::exception &e) {
        return {ErrorCode::Internal, {}, QString::fromUtf8(e.what())};
    } catch (...) {
        return {ErrorCode::Internal, {}, {}};
    }
}

} // namespace gramarye
