// The parts of a OneRoster gradebook that baselines come from.
//
// Columns of results.csv and lineItems.csv, and properties of the endpoints' JSON, as 1EdTech's
// OneRoster 1.1 and 1.2 name them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/result.hpp"

namespace effaith::interop {

/// One result; text as it stands, empty where there is none.
struct GradebookResult {
    std::string id;
    std::string status;
    std::string modified;  ///< when it was last modified
    std::string line_item;
    std::string student;
    std::string score_status;
    std::string score;
    std::string text_score;  ///< of 1.2
    std::string score_date;
    std::int64_t row = 0;   ///< among the results, from 1
    std::int64_t line = 0;  ///< of a CSV file, from 1; 0 in JSON

    /// Whether two results say the same, wherever they stand.
    bool says_as(const GradebookResult& other) const {
        const auto said = [](const GradebookResult& one) {
            return std::tie(one.id, one.status, one.modified, one.line_item, one.student,
                            one.score_status, one.score, one.text_score, one.score_date);
        };
        return said(*this) == said(other);
    }
};

struct GradebookLineItem {
    std::string id;
    std::string title;
    std::string least;  ///< the least and the most that a result can be
    std::string most;
};

/// CSV, or JSON: `{"results": [...]}`, `{"result": {...}}` or a list.
/// Errors: bad_csv, bad_json, bad_encoding.
Result<std::vector<GradebookResult>> read_results(std::string_view text);
/// The same of line items; none of an empty text.
Result<std::vector<GradebookLineItem>> read_line_items(std::string_view text);

}  // namespace effaith::interop
