// Whole answers about a source of records: its analysis, its issues, the working of one record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/evidence.hpp"
#include "effaith/io/documents.hpp"
#include "io/record_source.hpp"

namespace effaith {

/// What every job works with.
struct DocumentTools {
    const Engine& engine;
    const Language& language;
    const Vocabulary& words;
    DateNotation dates;
};

/// Told what is met on the way.
class JobListener {
  public:
    virtual ~JobListener() = default;
    virtual void carried_column(const std::string& /*name*/) {}
    virtual void rejected(std::int64_t /*line*/, const std::vector<Issue>& /*issues*/) {}
    /// So many records so far, this one included; false stops the job.
    virtual bool counted(std::int64_t /*records*/) { return true; }

  protected:
    JobListener() = default;
    JobListener(const JobListener&) = default;
    JobListener& operator=(const JobListener&) = default;
};

/// Every figure of every record, with its issues. Where the sink takes no more, the job ends
/// without an error. Errors: those of read_records; bad_json for a column that comes too late for a
/// CSV answer; cancelled where the listener stopped it.
Result<DocumentCounts> write_analysis(const DocumentTools& tools, ByteSource& source,
                                      RecordFormat from, DocumentFormat to, const TextSink& sink,
                                      JobListener& listener);

/// The issues of every record alone. Errors: as above.
Result<DocumentCounts> write_issues(const DocumentTools& tools, ByteSource& source,
                                    RecordFormat from, DocumentFormat to, const TextSink& sink,
                                    JobListener& listener);

/// The working of the first record with this id. Errors: as above; invalid_argument where there is
/// none.
Result<std::string> explain_in(const DocumentTools& tools, ByteSource& source, RecordFormat from,
                               DocumentFormat to, std::string_view id, JobListener& listener);

/// Adds the records of a source to evidence. Errors: as above.
Status gather_evidence(const DocumentTools& tools, ByteSource& source, RecordFormat from,
                       Evidence& evidence, JobListener& listener);

/// Where a dimension's name is what people write above a field's column: which name is meant, as
/// the end of a sentence; else empty.
std::string meant_dimension(const Vocabulary& words, std::string_view name);

/// Whether every dimension of a roll-up is a known one or a column that its records have had.
/// Errors: invalid_argument, naming the first that is neither.
Status check_dimensions(const Rollup& rollup);
Status check_dimensions(const Evidence& evidence);

}  // namespace effaith
