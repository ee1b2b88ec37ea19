// Records and engines for tests: a good record to start from, and one call from JSON to an
// analysis.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/engine.hpp"
#include "effaith/io/config_reader.hpp"
#include "effaith/io/raw_record.hpp"
#include "io/pipeline.hpp"

namespace support {

inline const effaith::Vocabulary& vocabulary() {
    static const effaith::Vocabulary words;
    return words;
}

inline effaith::Engine engine_of(const std::string& config) {
    return effaith::Engine::create(effaith::read_config(config).value()).value();
}

/// A configuration with a rate, and a measure of each kind that rules differ for.
inline const char* const kConfig = R"({
  "rates": {"Teaching assistant": 14.37,
            "Teacher": [{"from": "2022-09-01", "rate": 38.10}, {"from": "2023-09-01", "rate": 40.05}]},
  "measures": [
    {"id": "reading_age", "kind": "age_equivalent", "sd": 15, "reliability": 0.9, "range": [36, 240]},
    {"id": "sdq", "direction": "lower", "range": [0, 40], "tolerance": 1},
    {"id": "attends", "kind": "percent", "range": [0, 100], "expected_gain_per_month": 1.5},
    {"id": "ladder", "kind": "ladder", "steps": ["no contact", "speaks through the door", "attends"]}],
  "catalogue": [{"intervention": "Catch-up Literacy", "support_type": "catch-up literacy",
                 "aliases": ["Catch Up"], "measure": "reading_age"}]})";

using Fields = std::map<std::string, std::string>;

/// The worked example of the definitions: a teaching assistant, weekly 0.5 h, a group of 4.
inline Fields good_record() {
    return {{"id", "r1"},
            {"learner_id", "L1"},
            {"school_id", "S1"},
            {"support_type", "numeracy"},
            {"delivered_by", "Teaching assistant"},
            {"learners_per_session", "4"},
            {"frequency", "weekly"},
            {"session_hours", "0.5"},
            {"started", "2023-09"},
            {"ended", "2023-12"},
            {"sessions_attended", "11"},
            {"aim", "reads a page alone"},
            {"outcome", "amber"},
            {"capital_cost", "25.50"}};
}

/// The good record with some fields changed; an empty text takes a field away.
inline Fields with(const Fields& changes) {
    Fields fields = good_record();
    for (const auto& [name, text] : changes)
        fields[name] = text;
    return fields;
}

/// A record as it was read and analysed, with the text that its views look into.
struct Analysed {
    Fields fields;
    effaith::RawRecord raw;
    effaith::Record record;
    effaith::RecordAnalysis analysis;

    /// The codes of its issues of one severity or more, in their order.
    std::vector<std::string> codes(effaith::Severity least = effaith::Severity::note) const {
        std::vector<std::string> codes;
        for (const effaith::Issue& issue : analysis.issues.list()) {
            if (issue.severity >= least) codes.emplace_back(effaith::rule_of(issue.code).name);
        }
        return codes;
    }
    bool has(const std::string& code) const {
        const auto all = codes();
        return std::find(all.begin(), all.end(), code) != all.end();
    }
};

inline std::unique_ptr<Analysed> analyse(const effaith::Engine& engine, const Fields& fields) {
    auto result = std::make_unique<Analysed>();
    result->fields = fields;
    for (const auto& [name, text] : result->fields) {
        for (std::size_t i = 0; i < effaith::kFieldCount; ++i) {
            if (effaith::kFieldNames[i] == name) result->raw.cells[i].text = text;
        }
    }
    const effaith::RecordReader reader(engine, vocabulary(), {});
    reader.read(result->raw, result->record, result->analysis.issues);
    engine.analyse(result->record, result->analysis);
    return result;
}

}  // namespace support
