// The statistics by name, called with JSON: what the runner of reference cases reaches C++ through.
//
// Each group has a file here that adds its functions. Names and arguments are those of the C++
// functions, and so of the other faces.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace evidence_tool {

using Call = std::function<nlohmann::json(const nlohmann::json& args)>;
using Registry = std::map<std::string, Call>;

}  // namespace evidence_tool
