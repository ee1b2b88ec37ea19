// Where the cells of a CSV text end, found many bytes at a time.
//
// In a regular text a quote stands only where a cell begins or ends, or doubled inside one. Then a
// delimiter or a newline ends a cell exactly where the number of quotes before it is even, and 64
// bytes can be looked at together. A text that is not regular (a quote inside a plain cell, say) is
// left to the reader that goes character by character.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace effaith {

struct CsvMarks {
    bool regular = false;
    bool quotes = false;          ///< there are some
    bool inner_newlines = false;  ///< newlines inside quotes
    /// The positions of the delimiters and newlines that end a cell, in order.
    std::vector<std::uint32_t> ends;
};

/// Finds the ends of the cells of a text of less than 4 GB that begins with a row.
void find_csv_marks(std::string_view text, char delimiter, CsvMarks& marks);

/// How many bytes of the text are whole rows; none where the text is not regular.
bool find_whole_rows(std::string_view text, char delimiter, std::size_t& whole);

}  // namespace effaith
