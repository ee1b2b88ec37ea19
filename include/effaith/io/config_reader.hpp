// Reading a configuration from JSON.
#pragma once

#include <string_view>

#include "effaith/config.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// Reads a configuration. Every key is optional; a key that is not known is refused by name.
/// Errors: bad_json, bad_encoding; bad_configuration and bad_calendar with the place as a JSON
/// pointer (`/rates/Teacher/0/rate`), what was found and what is accepted.
Result<Config> read_config(std::string_view json);

/// Reads code sets, `{"tier": [{"code", "en", "cy", "from", "to"}]}`, with the errors of
/// read_config.
Result<CodeSets> read_code_sets(std::string_view json);

}  // namespace effaith
