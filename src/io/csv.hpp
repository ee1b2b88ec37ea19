// CSV as spreadsheets write it: a row at a time, in bounded memory.
//
// Comma, semicolon or tab, found from the first line (or from Excel's `sep=;` line); quoted cells
// with doubled quotes and newlines; CRLF or LF; a byte-order mark. A quote inside an unquoted cell
// is a character like another. Text must be UTF-8.
#pragma once

#include <cstdint>
#include <deque>
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

/// Whole rows of a table, cut off so that another thread can read them.
struct CsvChunk {
    std::string text;
    std::int64_t first_line = 1;
    char delimiter = ',';
};

class CsvReader {
  public:
    /// The longest row, in bytes; a longer one is an error.
    static constexpr std::size_t kLongestRow = std::size_t{64} << 20;

    explicit CsvReader(ByteSource& source) : source_(&source) {}
    /// Reads the rows of a chunk; their cells stay valid as long as this reader.
    explicit CsvReader(CsvChunk chunk);
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    /// Reads the next row; false at the end. Blank lines are passed over.
    /// Errors: bad_csv, bad_encoding, cannot_read, each with its line.
    Result<bool> next(CsvRow& row);

    /// Cuts off the next rows, about `size` bytes or one longer row; false at the end. What is
    /// wrong inside the rows is found when they are read. Errors: bad_csv, cannot_read.
    Result<bool> cut(CsvChunk& chunk, std::size_t size);

  private:
    Status start();
    bool fill();
    Result<std::size_t> find_row_end();
    Result<std::size_t> find_quoted_end();
    Status split(std::string_view row, CsvRow& out);
    Error error(ErrorCode code, const std::string& message, std::int64_t line) const;

    ByteSource* source_ = nullptr;  // none: all there is stands in the buffer
    std::string buffer_;
    std::size_t position_ = 0;
    std::size_t end_ = 0;
    bool started_ = false;
    bool exhausted_ = false;
    char delimiter_ = ',';
    std::int64_t line_ = 1;
    bool may_be_quoted_ = true;         // a chunk may have no quote at all,
    bool may_be_foreign_ = true;        // or nothing but ASCII
    std::deque<std::string> unquoted_;  // of the row, or of the whole chunk
};

/// Whether a row has nothing but blanks and tabs: such rows are passed over.
bool is_blank_row(std::string_view text);

bool is_ascii(std::string_view text);

/// Appends a cell as CSV: quoted where it must be. With `guard`, text that a spreadsheet would run
/// as a formula (`=`, `+`, `-`, `@`, tab or carriage return at its start) gets an apostrophe before
/// it.
void append_csv_cell(std::string& out, std::string_view cell, bool guard);

}  // namespace effaith
