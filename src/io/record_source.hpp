// Records from CSV, JSON and NDJSON, one at a time, in bounded memory.
//
// JSON may be a list of records, an object with a list `records`, a single record, or a sequence of
// any of these (NDJSON is such a sequence, a record a line). What a document carries beyond the
// fields is handed on with every record; each such column is named once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "effaith/io/raw_record.hpp"
#include "effaith/result.hpp"
#include "io/bytes.hpp"

namespace effaith {

enum class RecordFormat : std::uint8_t { csv, json };

/// JSON where the first character that is no blank is [ or {.
inline RecordFormat guess_format(std::string_view first_bytes) {
    const std::size_t first = first_bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json =
        first != std::string_view::npos && (first_bytes[first] == '[' || first_bytes[first] == '{');
    return json ? RecordFormat::json : RecordFormat::csv;
}

/// What a reader of records does with them.
class RecordSink {
  public:
    virtual ~RecordSink() = default;
    /// A column or key that is not a field, when it is met first; its index is counted from 0.
    virtual void carried_column(const std::string& name) = 0;
    /// One record; its text is valid during the call. False stops the reading.
    virtual bool record(const RawRecord& raw) = 0;

  protected:
    RecordSink() = default;
    RecordSink(const RecordSink&) = default;
    RecordSink& operator=(const RecordSink&) = default;
};

/// Hands records to a sink, and says what went wrong; it stops where the sink stops it.
using PushRecords = std::function<Status(RecordSink& sink)>;

/// Reads every record of a source into `sink`, in order.
/// Errors: cannot_read, bad_encoding, bad_csv, bad_json, each with its line; cancelled where the
/// sink stopped.
Status read_records(ByteSource& source, RecordFormat format, const Vocabulary& words,
                    RecordSink& sink);

/// The parts of read_records.
Status read_csv_records(ByteSource& source, const Vocabulary& words, RecordSink& sink);
Status read_json_records(ByteSource& source, RecordSink& sink);

}  // namespace effaith
