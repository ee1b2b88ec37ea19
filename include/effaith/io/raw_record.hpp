// A record as it stands in a file: text by field, and the columns that are not fields carried
// through.
//
// CSV and JSON both become RawRecords, and one function reads a RawRecord into a Record: what a
// cell may say is defined once, for every format.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/io/language.hpp"
#include "effaith/io/notation.hpp"
#include "effaith/record.hpp"

namespace effaith {

/// A cell's text; empty where it is blank, null or absent.
struct RawCell {
    std::string_view text;
    bool is_number =
        false;  ///< it stood as a number, not as text, in a format that tells them apart
};

/// A cell of a column that is not a field.
struct CarriedCell {
    std::size_t column = 0;  ///< index into the names of the carried columns
    std::string_view text;
    enum class Kind : std::uint8_t { text, number, json } kind = Kind::text;
};

struct RawRecord {
    std::int64_t row = 0;   ///< position among the records of the document, from 1
    std::int64_t line = 0;  ///< of the file, from 1
    std::array<RawCell, kFieldCount> cells;
    int roles_beyond = 0;  ///< how many roles were given beyond the third
    std::vector<CarriedCell> carried;

    const RawCell& at(Field field) const { return cells[static_cast<std::size_t>(field)]; }
    RawCell& at(Field field) { return cells[static_cast<std::size_t>(field)]; }
};

/// Reads raw records into records.
class RecordReader {
  public:
    RecordReader(const Engine& engine, const Vocabulary& words, DateNotation dates)
        : engine_(engine), words_(words), dates_(dates) {}

    /// Reads `raw` into `record`, whose text stays a view into `raw`'s; what cannot be read is left
    /// without a value and added to `issues`.
    void read(const RawRecord& raw, Record& record, Issues& issues) const;

  private:
    const Engine& engine_;
    const Vocabulary& words_;
    DateNotation dates_;
};

}  // namespace effaith
