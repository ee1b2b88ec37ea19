// Answers calls of statistics: a line {"call": name, "args": {…}} in, a line with the result out.
#include <iostream>
#include <string>

#include "groups.hpp"
#include "registry.hpp"

namespace {

nlohmann::json answer(const evidence_tool::Registry& calls, const std::string& line) {
    const nlohmann::json asked = nlohmann::json::parse(line);
    const auto call = calls.find(asked.at("call").get<std::string>());
    if (call == calls.end()) return {{"error", "no such call: " + asked.at("call").dump()}};
    return call->second(asked.at("args"));
}

}  // namespace

int main() {
    const evidence_tool::Registry calls = evidence_tool::all_groups();
    for (std::string line; std::getline(std::cin, line);)
        std::cout << answer(calls, line).dump() << '\n';
}
