// A digest of everything in a configuration that figures depend on.
#pragma once

#include <string>

#include "effaith/config.hpp"

namespace effaith {

/// 32 hex digits: SipHash of the configuration's canonical text, keyed by `id_key` where there is
/// one, so that rates cannot be guessed from a published digest. The language does not count.
std::string config_digest(const Config& config);

}  // namespace effaith
