// The JSON Schema of mappings; src/data/schema/mapping.schema.json has this text.
#pragma once

#include <string>

namespace effaith::interop {

std::string mapping_schema();

}  // namespace effaith::interop
