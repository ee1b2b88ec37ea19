// CSV as spreadsheets write it: a row at a time, in bounded memory.
//
// Comma, semicolon or tab, found from the first line (or from Excel's `sep=;` line); quoted cells
// with doubled quotes and newlines; CRLF or LF; a byte-order mark. A quote inside an unquoted cell
// is a character like another. Text must be UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/result.hpp"
#include "io/bytes.hpp"

namespace effaith {

struct CsvRow {
    std::int64_t line = 0;                ///< of the file, from 1, where the row starts
    std::vector<std::string_view> cells;  ///< valid until the next row is read
};

class CsvReader {
  public:
    /// The longest row, in bytes; a longer one is an error.
    static constexpr std::size_t kLongestRow = std::size_t{64} << 20;

    explicit CsvReader(ByteSource& source) : source_(source) {}

    /// Reads the next row; false at the end. Blank lines are passed over.
    /// Errors: bad_csv, bad_encoding, cannot_read, each with its line.
    Result<bool> next(CsvRow& row);

    std::int64_t bytes_read() const { return bytes_read_; }

  private:
    Status start();
    bool fill();
    Result<std::size_t> find_row_end();
    Result<std::size_t> find_quoted_end();
    Status split(std::string_view row, CsvRow& out);
    Error error(ErrorCode code, const std::string& message, std::int64_t line) const;

    ByteSource& source_;
    std::string buffer_;
    std::size_t position_ = 0;
    std::size_t end_ = 0;
    bool started_ = false;
    bool exhausted_ = false;
    char delimiter_ = ',';
    std::int64_t line_ = 1;
    std::int64_t bytes_read_ = 0;
    std::string unquoted_;
};

/// Appends a cell as CSV: quoted where it must be. With `guard`, text that a spreadsheet would run
/// as a formula (`=`, `+`, `-`, `@`, tab or carriage return at its start) gets an apostrophe before
/// it.
void append_csv_cell(std::string& out, std::string_view cell, bool guard);

}  // namespace effaith
