// Records of an Arrow stream, handed over one by one, for what looks at single records.
#pragma once

#include <string>
#include <vector>

#include "columns/arrow_records.hpp"
#include "effaith/io/columns.hpp"
#include "io/record_source.hpp"

namespace effaith {

/// A stream of records whose columns are understood, and which is taken over.
struct OpenedRecords {
    ArrowReader reader;
    ArrowRecordColumns columns;
};

/// Opens a stream of records that are to be grouped by the dimensions `by`. On an error the stream
/// stays the caller's. Errors: bad_arrow, cannot_read, invalid_argument for a dimension that is
/// neither known nor a column.
Result<OpenedRecords> open_records(ArrowArrayStream* records, const std::vector<std::string>& by,
                                   const Vocabulary& words, const ColumnOptions& options);

/// Hands every record to the sink, in order. Errors: bad_arrow, bad_encoding, cannot_read;
/// cancelled where the sink stopped.
Status push_records(OpenedRecords& opened, const Engine& engine, const Vocabulary& words,
                    DateNotation dates, RecordSink& sink);

}  // namespace effaith
