// The one place where the version is written; CMake reads it from here.
#pragma once

#define EFFAITH_VERSION "0.1.0"

namespace effaith {

/// Version of the library, as in `MAJOR.MINOR.PATCH`.
inline constexpr const char* kVersion = EFFAITH_VERSION;

/// Version of the definitions of the figures. Answers carry it, and a configuration can ask for it
/// by `"semantics": 1`, so that a later library still answers by the same definitions.
inline constexpr int kSemantics = 1;

}  // namespace effaith
