// The house rules that no compiler checks: each public header knows only the layers below its own
// and the standard library, and JSON is read through the parser's events, never into a document of
// values.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "catch_compat.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = EFFAITH_SOURCE_DIR;

enum class Layer {
    values,
    time,
    record,
    figures,
    evidence,
    engine,
    practice,
    documents,
    everything
};

/// The layer of each header; a folder stands for all headers in it. A new header gets a line here.
const std::map<std::string, Layer> kLayers = {
    {"version.hpp", Layer::values},     {"result.hpp", Layer::values},
    {"exact.hpp", Layer::values},       {"fixed.hpp", Layer::values},
    {"date.hpp", Layer::values},        {"text_key.hpp", Layer::values},
    {"calendar.hpp", Layer::time},      {"frequency.hpp", Layer::time},
    {"record.hpp", Layer::record},      {"issue.hpp", Layer::record},
    {"measure.hpp", Layer::record},     {"policy.hpp", Layer::record},
    {"rates.hpp", Layer::record},       {"config.hpp", Layer::record},
    {"dosage.hpp", Layer::figures},     {"cost.hpp", Layer::figures},
    {"progress.hpp", Layer::figures},   {"impact.hpp", Layer::figures},
    {"stats/", Layer::evidence},        {"engine.hpp", Layer::engine},
    {"columns.hpp", Layer::engine},     {"rollup.hpp", Layer::engine},
    {"evidence.hpp", Layer::engine},    {"disclosure.hpp", Layer::engine},
    {"explain.hpp", Layer::engine},     {"calendars.hpp", Layer::engine},
    {"figure_list.hpp", Layer::engine}, {"practice/", Layer::practice},
    {"io/", Layer::documents},          {"wide_sum.hpp", Layer::values},
    {"small.hpp", Layer::values},       {"group_totals.hpp", Layer::engine},
    {"effaith.hpp", Layer::everything}, {"arrow_c.h", Layer::values},
    {"count_table.hpp", Layer::values}, {"thresholds.hpp", Layer::record},
};

/// The layer of a header by its path below include/effaith; none where kLayers does not know it.
std::optional<Layer> layer_of(const std::string& header) {
    const std::size_t slash = header.find('/');
    const auto entry =
        kLayers.find(slash == std::string::npos ? header : header.substr(0, slash + 1));
    if (entry == kLayers.end()) return std::nullopt;
    return entry->second;
}

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Every file below a folder with one of these endings, in order of its path.
std::vector<fs::path> files_below(const fs::path& folder, const std::set<std::string>& endings) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (endings.contains(entry.path().extension().string())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Include {
    std::string name;
    bool in_angles = false;
};

std::vector<Include> includes_in(const std::string& text) {
    static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> includes;
    std::istringstream lines(text);
    std::string line;
    std::smatch found;
    while (std::getline(lines, line)) {
        if (std::regex_search(line, found, kInclude)) {
            includes.push_back({found[2].str(), found[1].str() == "<"});
        }
    }
    return includes;
}

/// A header of the C++ standard library is written in angles and has neither a folder nor an
/// ending.
bool is_standard(const Include& include) {
    return include.in_angles && include.name.find_first_of("./") == std::string::npos;
}

/// What is wrong with one include of a header, or nothing.
std::string fault_of(const std::string& header, const Include& include) {
    if (is_standard(include)) return "";
    const bool wide_integers = header == "exact.hpp" && include.in_angles &&
                               include.name == "boost/multiprecision/cpp_int.hpp";
    if (wide_integers) return "";
    const bool c_integers =
        header == "arrow_c.h" && include.in_angles && include.name == "stdint.h";
    if (c_integers) return "";
    const std::string ours = "effaith/";
    if (include.in_angles || include.name.rfind(ours, 0) != 0) {
        return header + " includes " + include.name + ", which is neither standard nor ours";
    }
    const std::string other = include.name.substr(ours.size());
    if (!fs::exists(kRoot / "include" / include.name)) {
        return header + " includes " + include.name + ", which does not exist";
    }
    const std::optional<Layer> from = layer_of(header);
    const std::optional<Layer> to = layer_of(other);
    if (!from || !to) return "";  // reported by the test that every header has a layer
    if (*to > *from) return header + " includes " + other + ", which is of a later layer";
    return "";
}

std::vector<std::string> public_headers() {
    std::vector<std::string> headers;
    for (const fs::path& path : files_below(kRoot / "include" / "effaith", {".hpp", ".h"})) {
        headers.push_back(fs::relative(path, kRoot / "include" / "effaith").generic_string());
    }
    return headers;
}

/// C++ text without its comments and the names of included files.
std::string code_of(const std::string& text) {
    static const std::regex kNotCode(R"(//[^\n]*|/\*[^]*?\*/|#\s*include[^\n]*)");
    return std::regex_replace(text, kNotCode, " ");
}

/// Names given to nlohmann's document type: `using Name = nlohmann::json;`.
const std::regex kJsonAlias(
    R"(using\s+(\w+)\s*=\s*nlohmann::(?:json|ordered_json|basic_json\s*<[^;]*>)\s*;)");

std::set<std::string> json_aliases_in(const std::string& code) {
    std::set<std::string> aliases;
    for (std::sregex_iterator alias(code.begin(), code.end(), kJsonAlias), end; alias != end;
         ++alias) {
        aliases.insert((*alias)[1].str());
    }
    return aliases;
}

/// The first use of the document type, by one of its names or aliases, as a value; empty where
/// there is none. Its parser, and the types of the parser's events, are named through it, and that
/// is all.
std::string json_value_in(const std::string& code, const std::set<std::string>& aliases) {
    std::string names = "nlohmann::(?:json|ordered_json|basic_json)";
    for (const std::string& alias : aliases)
        names += "|" + alias;
    const std::regex use("using namespace nlohmann|\\b(?:" + names +
                         ")\\b(?!\\s*::\\s*(?:sax_parse|exception|parse_error|binary_t|string_t|"
                         "number_integer_t|number_unsigned_t|number_float_t)\\b)[^\\n]*");
    const std::string rest = std::regex_replace(code, kJsonAlias, " ");
    std::smatch found;
    return std::regex_search(rest, found, use) ? found.str() : "";
}

}  // namespace

TEST_CASE("Every public header has a layer") {
    const std::vector<std::string> headers = public_headers();
    CHECK(headers.size() >= 10);
    for (const std::string& header : headers) {
        CAPTURE(header);
        CHECK(layer_of(header).has_value());
    }
}

TEST_CASE("A header includes the standard library and headers of its own or lower layers alone") {
    for (const std::string& header : public_headers()) {
        const std::string text = text_of(kRoot / "include" / "effaith" / header);
        for (const Include& include : includes_in(text))
            CHECK(fault_of(header, include) == "");
    }
}

TEST_CASE("Boost is included by exact.hpp only where the compiler has no wide integers") {
    const std::string text = text_of(kRoot / "include" / "effaith" / "exact.hpp");
    const std::size_t guard = text.find(
        "#if !defined(__SIZEOF_INT128__) || defined(EFFAITH_PORTABLE_WIDE)\n"
        "#include <boost/multiprecision/cpp_int.hpp>\n#endif\n");
    CHECK(guard != std::string::npos);
    const std::size_t first = text.find("#include <boost/");
    CHECK(text.find("#include <boost/", first + 1) == std::string::npos);
}

TEST_CASE("JSON is read through the parser's events, never into a document of values") {
    std::map<std::string, std::string> code;
    std::set<std::string> aliases;
    for (const char* folder : {"include", "src"}) {
        for (const fs::path& path : files_below(kRoot / folder, {".hpp", ".h", ".cpp"})) {
            const std::string text = code_of(text_of(path));
            aliases.merge(json_aliases_in(text));
            code[fs::relative(path, kRoot).generic_string()] = text;
        }
    }
    CHECK(code.size() >= 10);
    for (const auto& [path, text] : code) {
        CAPTURE(path);
        CHECK(json_value_in(text, aliases) == "");
    }
}

TEST_CASE("The check of includes finds what it is for") {
    CHECK(fault_of("fixed.hpp", {"effaith/exact.hpp", false}) == "");
    CHECK(fault_of("frequency.hpp", {"effaith/calendar.hpp", false}) == "");
    CHECK(fault_of("frequency.hpp", {"vector", true}) == "");
    CHECK(fault_of("exact.hpp", {"boost/multiprecision/cpp_int.hpp", true}) == "");
    CHECK(fault_of("arrow_c.h", {"stdint.h", true}) == "");
    CHECK(fault_of("date.hpp", {"stdint.h", true}) != "");
    CHECK(fault_of("date.hpp", {"effaith/calendar.hpp", false}) ==
          "date.hpp includes calendar.hpp, which is of a later layer");
    CHECK(fault_of("date.hpp", {"boost/multiprecision/cpp_int.hpp", true}) != "");
    CHECK(fault_of("date.hpp", {"nlohmann/json.hpp", true}) != "");
    CHECK(fault_of("date.hpp", {"unistd.h", true}) != "");
    CHECK(fault_of("date.hpp", {"fixed.hpp", false}) != "");
    CHECK(fault_of("date.hpp", {"effaith/nothing.hpp", false}) != "");
    CHECK(includes_in(
              "#pragma once\n#include <array>\n  # include \"effaith/date.hpp\"\n// #include\n")
              .size() == 2);
    CHECK(layer_of("stats/effect_size.hpp") == Layer::evidence);
    CHECK_FALSE(layer_of("unheard_of.hpp"));
}

TEST_CASE("The check of JSON values finds what it is for") {
    for (const char* fine :
         {"Events::sax_parse(text, &handler);", "bool binary(const Events::binary_t&);",
          "const bool read = nlohmann::json::sax_parse(text, &handler);",
          "bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&);",
          "struct Handler : nlohmann::json_sax_of_ours {};", "using Events = nlohmann::json;"}) {
        CAPTURE(fine);
        CHECK(json_value_in(code_of(fine), {"Events"}) == "");
    }
    for (const char* value :
         {"nlohmann::json document;", "const auto document = nlohmann::json::parse(text);",
          "Events document = Events::parse(text);", "nlohmann::ordered_json out;",
          "std::vector<nlohmann::json> all;", "nlohmann::basic_json<> document;",
          "using namespace nlohmann;"}) {
        CAPTURE(value);
        CHECK(json_value_in(code_of(value), {"Events"}) != "");
    }
    CHECK(json_value_in(code_of("// no nlohmann::json here\n/* nor\n nlohmann::json */"), {}) ==
          "");
    CHECK(
        json_aliases_in("using A = nlohmann::json;\nusing B =\n nlohmann::basic_json<std::map>;") ==
        std::set<std::string>{"A", "B"});
}
