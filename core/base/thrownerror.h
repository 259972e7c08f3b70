#pragma once

#include "core/base/error.h"

#include <exception>
#include <new>
#include <utility>

namespace gramarye {

/// An Error on its way to the worker's edge; never leaves core.
class ThrownError : public std::exception
{
public:
    explicit ThrownError(Error error) : m_error(std::move(error)) {}
    const Error &error() const { return m_error; }
    const char *what() const noexcept override { return "error"; }

private:
    Error m_error;
};

/// What the exception now being handled stands for: its Error, OutOfMemory or Internal.
inline Error currentError()
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
