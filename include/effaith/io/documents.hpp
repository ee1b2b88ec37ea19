// The answers as documents: analysis, roll-up, validation and explanation as JSON, NDJSON, CSV or a
// table for people.
//
// A document says what made it (library version, semantics, configuration digest, calendar, as_of).
// An analysis is written record by record, so that it may be larger than memory; its counts and the
// issues of the document as a whole follow the records.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/disclosure.hpp"
#include "effaith/engine.hpp"
#include "effaith/explain.hpp"
#include "effaith/io/language.hpp"
#include "effaith/io/raw_record.hpp"
#include "effaith/rollup.hpp"

namespace effaith {

enum class DocumentFormat : std::uint8_t { table, json, ndjson, csv };

/// Takes text as it is written; false where it cannot be written.
using TextSink = std::function<bool(std::string_view)>;

/// How many records a document has, and how many of them are in its figures.
struct DocumentCounts {
    std::int64_t records = 0;
    std::int64_t analysed = 0;
    std::int64_t rejected = 0;
    std::int64_t comparison = 0;
    std::array<std::int64_t, kIssueRules.size()> issues{};  ///< by code
};

/// Counts one analysed record.
void count(DocumentCounts& counts, const RecordAnalysis& analysis);
/// The counts of a roll-up, without those of issues.
DocumentCounts counts_of(const Rollup& rollup);

class AnalysisWriter {
  public:
    AnalysisWriter(const Engine& engine, const Language& language, DocumentFormat format,
                   TextSink sink);
    ~AnalysisWriter();
    AnalysisWriter(const AnalysisWriter&) = delete;
    AnalysisWriter& operator=(const AnalysisWriter&) = delete;

    /// Names a column that records carry.
    void carried_column(const std::string& name);
    /// Writes one record; false where the sink failed.
    bool record(const RawRecord& raw, const RecordAnalysis& analysis);
    /// Writes what follows the records; false where the sink failed.
    bool finish();

    /// A carried column that CSV has no place for, because it came after the header was written;
    /// none where all is there. The answer is then not whole.
    std::optional<std::string> left_out() const;

    const DocumentCounts& counts() const { return counts_; }

  private:
    class Layout;
    class JsonLayout;
    class CsvLayout;
    class TableLayout;

    DocumentCounts counts_;
    Layout* layout_;
};

/// The issues of every record as a list of their own: row, line, id, code, severity, field,
/// message.
class IssueWriter {
  public:
    IssueWriter(const Language& language, DocumentFormat format, TextSink sink);
    void record(const RawRecord& raw, const Issues& issues);
    /// An issue of the document as a whole, such as a column that is not a field.
    void document_issue(const std::string& found);
    bool finish(const Engine& engine, const DocumentCounts& counts);

  private:
    struct Line;
    void add(const Line& line);
    const Language& language_;
    DocumentFormat format_;
    TextSink sink_;
    bool any_ = false;
    bool failed_ = false;
};

/// A roll-up as a document.
std::string rollup_document(const Engine& engine, const Rollup& rollup, const Language& language,
                            DocumentFormat format, const DocumentCounts& counts);

/// A protected roll-up as a document: as above, with the word `suppressed` for what is hidden.
std::string rollup_document(const ProtectedRollup& table, const Language& language,
                            DocumentFormat format);

/// The explanation of one record as text, a line a step, or as JSON.
std::string explain_document(const Engine& engine, const RawRecord& raw, const Record& record,
                             const RecordAnalysis& analysis, const Language& language,
                             DocumentFormat format);

}  // namespace effaith
