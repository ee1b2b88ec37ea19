// What the columns of a CSV table are, by its header row.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "effaith/io/language.hpp"
#include "effaith/record.hpp"
#include "effaith/result.hpp"
#include "io/csv.hpp"

namespace effaith {

/// What a column of the table is.
struct ColumnUse {
    enum class Kind : std::uint8_t { field, carried, unnamed } kind = Kind::unnamed;
    Field field = Field::id;
    std::size_t carried = 0;  ///< its position among the carried columns
};

class CsvHeader {
  public:
    /// Errors: bad_csv for two columns that mean the same, and for a row without a field's name.
    static Result<CsvHeader> read(const CsvRow& row, const Vocabulary& words);

    const std::vector<ColumnUse>& columns() const { return columns_; }
    /// The carried columns by position, those with a header first.
    const std::vector<std::string>& carried() const { return carried_; }

    /// Carries a column without a header, from its first value on, under a name that no header has.
    const ColumnUse& carry_unnamed(std::size_t column);

    /// A value stands in a column that the header does not have.
    Error too_wide(std::size_t column, std::int64_t line) const;

  private:
    std::vector<ColumnUse> columns_;
    std::vector<std::string> carried_;
    std::unordered_map<std::string, std::size_t> names_;  // of carried columns, by position
};

/// Reads the header of a table. Errors: as CsvHeader::read, and those of the reader.
Result<CsvHeader> read_csv_header(CsvReader& reader, const Vocabulary& words);

}  // namespace effaith
