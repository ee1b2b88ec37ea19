// Documents as text: the calls.
#include "effaith/io/evidence.hpp"
#include "io/document_jobs.hpp"
#include "options.hpp"

namespace effaith::capi {
namespace {

/// Tells the caller how far a job is, now and then.
class Teller : public JobListener {
  public:
    explicit Teller(const CallOptions& options) : progress_(options.columns.progress) {}
    bool counted(std::int64_t records) override {
        constexpr std::int64_t kEvery = 4096;
        return !progress_ || records % kEvery != 0 || progress_(records);
    }

  private:
    const std::function<bool(std::int64_t)>& progress_;
};

/// Runs a job on the caller's records and gives its answer.
template <class Job>
effaith_status document_call(const effaith_engine* engine, const char* records, size_t size,
                             const effaith_options* given, char** text, size_t* text_size,
                             effaith_error** error, const Job& job) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, text_size); !place) return place;
        const auto document = text_of(records, size, "records");
        if (!document) return document.error();
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        const EngineParts& parts = *engine->parts;
        const DocumentTools tools{parts.engine, parts.language, parts.words,
                                  DateNotation{options->columns.serial_dates}};
        MemorySource source(*document);
        Teller teller(*options);
        const Result<std::string> made =
            job(tools, source, options->input_of(*document), options->format, teller);
        if (!made) return made.error();
        return give_text(*made, text, text_size);
    });
}

/// An answer that is written piece by piece, as one text.
template <class Write>
Result<std::string> collected(const Write& write) {
    std::string text;
    const Result<DocumentCounts> counts = write([&text](std::string_view piece) {
        text += piece;
        return true;
    });
    if (!counts) return counts.error();
    return text;
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_document_analyse(const effaith_engine* engine,
                                                     const char* records, size_t size,
                                                     const effaith_options* options, char** text,
                                                     size_t* text_size, effaith_error** error) {
    return document_call(engine, records, size, options, text, text_size, error,
                         [](const DocumentTools& tools, ByteSource& source, RecordFormat from,
                            DocumentFormat to, JobListener& listener) {
                             return collected([&](const TextSink& sink) {
                                 return write_analysis(tools, source, from, to, sink, listener);
                             });
                         });
}

effaith_status EFFAITH_CALL effaith_document_validate(const effaith_engine* engine,
                                                      const char* records, size_t size,
                                                      const effaith_options* options, char** text,
                                                      size_t* text_size, effaith_error** error) {
    return document_call(engine, records, size, options, text, text_size, error,
                         [](const DocumentTools& tools, ByteSource& source, RecordFormat from,
                            DocumentFormat to, JobListener& listener) {
                             return collected([&](const TextSink& sink) {
                                 return write_issues(tools, source, from, to, sink, listener);
                             });
                         });
}

effaith_status EFFAITH_CALL effaith_document_explain(const effaith_engine* engine,
                                                     const char* records, size_t size,
                                                     const char* id, size_t id_size,
                                                     const effaith_options* options, char** text,
                                                     size_t* text_size, effaith_error** error) {
    return document_call(engine, records, size, options, text, text_size, error,
                         [&](const DocumentTools& tools, ByteSource& source, RecordFormat from,
                             DocumentFormat to, JobListener& listener) -> Result<std::string> {
                             const auto wanted = word_of(id, id_size, "id");
                             if (!wanted) return wanted.error();
                             return explain_in(tools, source, from, to, trimmed(*wanted), listener);
                         });
}

effaith_status EFFAITH_CALL effaith_document_evidence(const effaith_engine* engine,
                                                      const char* records, size_t size,
                                                      const effaith_text* by, size_t n_by,
                                                      double level, int32_t working,
                                                      const effaith_options* options, char** text,
                                                      size_t* text_size, effaith_error** error) {
    return document_call(
        engine, records, size, options, text, text_size, error,
        [&](const DocumentTools& tools, ByteSource& source, RecordFormat from, DocumentFormat to,
            JobListener& listener) -> Result<std::string> {
            Result<std::vector<std::string>> dimensions = read_dimensions(by, n_by);
            if (!dimensions) return dimensions.error();
            const Result<double> of_intervals = level_of(level);
            if (!of_intervals) return of_intervals.error();
            const Result<bool> with_working = flag_of(working, "working");
            if (!with_working) return with_working.error();
            Result<Evidence> evidence = Evidence::create(tools.engine, std::move(*dimensions));
            if (!evidence) return evidence.error();
            const Status read = gather_evidence(tools, source, from, *evidence, listener);
            if (!read) return read.error();
            if (const Status known = check_dimensions(*evidence); !known) return known.error();
            return evidence_document(*evidence, evidence->answer(*of_intervals), tools.language,
                                     {to, *with_working});
        });
}
