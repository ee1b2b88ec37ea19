// Reads tables of counts: by nodes and parents, and as the document of a roll-up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "effaith/count_table.hpp"
#include "io/json_tree.hpp"

namespace effaith {

/// A table as a document has it.
struct ReadTable {
    CountTable table;
    std::vector<std::string> columns;    ///< "total" first
    std::vector<char> is_row;            ///< 0: a sum that has no row of its own in the document
    std::vector<std::string> names;      ///< of the rows, as JSON
    std::vector<char> sensitive;         ///< by cell; empty where it is not known which are
    std::vector<std::int64_t> learners;  ///< by cell; empty where the counts are of learners
    std::int64_t threshold = 5;
};

/// A table of counts by nodes and parents. Errors: bad_json with the place below `place`.
Result<ReadTable> read_counts(const JsonNode& document, const std::string& place);

/// Such a table, or the records and outcomes of a roll-up as a tree of its dimensions. Errors:
/// those of read_counts; invalid_argument for rounded counts, which are no equations.
Result<ReadTable> read_published(const JsonNode& document, const std::string& place);

/// The refusal of a table.
Error not_a_table(std::string message, std::string where);

}  // namespace effaith
