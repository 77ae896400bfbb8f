#pragma once

#include <memory>

namespace kiosk {

template <auto Release>
struct ReleaseWith {
    template <typename T>
    void operator()(T* resource) const noexcept {
        Release(resource);
    }
};

/// Sole owner of a resource made by a C library, e.g. Owned<sqlite3_stmt, sqlite3_finalize>.
template <typename T, auto Release>
using Owned = std::unique_ptr<T, ReleaseWith<Release>>;

}  // namespace kiosk
