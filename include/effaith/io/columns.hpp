// Records as columns: the Arrow C Stream interface in, figures and roll-ups out.
//
// A data frame, a database or a file reader hands its columns over as an ArrowArrayStream; no Arrow
// library is needed on either side. Columns are named as the fields of a record (surfaces of the
// command and of JSON have the same names); others are carried through. A batch is worked through
// at a time, so memory does not grow with the stream. Every figure is the one that the single
// record's call gives.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "effaith/arrow_c.h"
#include "effaith/disclosure.hpp"
#include "effaith/engine.hpp"
#include "effaith/result.hpp"
#include "effaith/rollup.hpp"

namespace effaith {

/// How much of the arrays is checked before it is read: `trusted` checks counts and pointers,
/// `usual` also that every value lies where the array says, `full` also text and decimals.
enum class ColumnValidation : std::uint8_t { trusted, usual, full };

/// How exact decimals go out: as decimal128 at their scale, or as the nearest double.
enum class DecimalColumns : std::uint8_t { decimal128, float64 };

struct ColumnOptions {
    ColumnValidation validation = ColumnValidation::usual;
    DecimalColumns decimals = DecimalColumns::decimal128;
    int threads = 0;                   ///< 0: as many as the machine has
    bool serial_dates = false;         ///< whole numbers are Excel's count of days
    std::size_t most_rejected = 1000;  ///< how many rejected records are kept with their issues
    /// Told how many records there are so far, from time to time; false stops the work.
    std::function<bool(std::int64_t records)> progress;
};

/// A record that is in no figure, and why.
struct RejectedRecord {
    std::int64_t row = 0;   ///< among the records of its source, from 1
    std::int64_t line = 0;  ///< of a file, from 1; 0 where there is none
    std::vector<Issue> issues;
};

/// What became of the records of a stream.
struct ColumnReport {
    std::int64_t records = 0;
    std::vector<RejectedRecord> rejected;  ///< the first of them, in order
    std::vector<std::string> carried;      ///< columns that are no fields
};

/// The roll-up of a stream of records, by dimensions as in Rollup::create. The stream is moved from
/// as soon as its columns are understood; before that, it stays the caller's on an error.
/// Errors: bad_arrow, bad_encoding, cannot_read, hierarchy_conflict, invalid_argument, cancelled.
Result<Rollup> rollup_columns(const Engine& engine, ArrowArrayStream* records,
                              std::vector<std::string> by, bool totals,
                              const ColumnOptions& options, ColumnReport* report = nullptr);

/// Adds the records of a stream to a roll-up. Errors: as rollup_columns; the roll-up is then as it
/// was.
Status update_columns(Rollup& rollup, ArrowArrayStream* records, const ColumnOptions& options,
                      ColumnReport* report = nullptr);

/// The rows of a roll-up as a stream of one batch: the key's columns as text, `level`, every
/// figure, and of each carried column of numbers `NAME n` and `NAME mean`. The stream holds all it
/// needs.
void export_rows(const Rollup& rollup, DecimalColumns decimals, ArrowArrayStream* out);

/// The same of a protected roll-up: what is hidden is null, and a last column `suppressed` names
/// the hidden figures of each row, blanks between; null where none is.
void export_rows(const ProtectedRollup& table, DecimalColumns decimals, ArrowArrayStream* out);

/// The figures of every record as columns, in the order of the records, a batch for each part of
/// the input; a rejected record's are null. `issues` is a stream with the issues of the records
/// that `figures` has given so far: row, code, severity, field, message. It ends where it has given
/// all of these, so it is read after `figures`. The engine must outlive both streams. Errors:
/// bad_arrow and cannot_read for a stream that cannot be understood; the rest comes out of the
/// streams.
Status analyse_columns(const Engine& engine, ArrowArrayStream* records,
                       const ColumnOptions& options, ArrowArrayStream* figures,
                       ArrowArrayStream* issues);

}  // namespace effaith
