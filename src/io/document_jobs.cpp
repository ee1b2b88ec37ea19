#include "io/document_jobs.hpp"

#include "io/evidence_sink.hpp"
#include "io/pipeline.hpp"

namespace effaith {
namespace {

/// A step of a job: what is done with each analysed record, and whether to go on.
class JobSink : public AnalysisSink {
  public:
    explicit JobSink(JobListener& listener) : listener_(listener) {}
    bool stopped() const { return stopped_; }

    bool analysed(const RawRecord& raw, const Record& record,
                  const RecordAnalysis& analysis) override {
        stopped_ = !listener_.counted(++records_);
        return !stopped_ && take(raw, record, analysis);
    }

  protected:
    virtual bool take(const RawRecord& raw, const Record& record,
                      const RecordAnalysis& analysis) = 0;
    JobListener& listener() { return listener_; }

  private:
    JobListener& listener_;
    std::int64_t records_ = 0;
    bool stopped_ = false;
};

/// Reads every record into the sink. That the sink wanted no more is no error.
Status run(const DocumentTools& tools, ByteSource& source, RecordFormat from, JobSink& sink) {
    Pipeline pipeline(tools.engine, tools.words, tools.dates, sink);
    const Status status = read_records(source, from, tools.words, pipeline);
    const bool enough = !status && status.error().code == ErrorCode::cancelled && !sink.stopped();
    return enough ? Status(Done{}) : status;
}

class AnalysisJob : public JobSink {
  public:
    AnalysisJob(const DocumentTools& tools, DocumentFormat to, const TextSink& sink,
                JobListener& listener)
        : JobSink(listener), writer(tools.engine, tools.language, to, sink) {}
    void carried_column(const std::string& name) override {
        listener().carried_column(name);
        writer.carried_column(name);
    }
    bool take(const RawRecord& raw, const Record&, const RecordAnalysis& analysis) override {
        if (analysis.rejected()) listener().rejected(raw.line, analysis.issues.list());
        return writer.record(raw, analysis);
    }
    AnalysisWriter writer;
};

class IssuesJob : public JobSink {
  public:
    IssuesJob(const DocumentTools& tools, DocumentFormat to, const TextSink& sink,
              JobListener& listener)
        : JobSink(listener), writer(tools.language, to, sink) {}
    void carried_column(const std::string& name) override {
        listener().carried_column(name);
        writer.document_issue(name);
    }
    bool take(const RawRecord& raw, const Record&, const RecordAnalysis& analysis) override {
        count(counts, analysis);
        writer.record(raw, analysis.issues);
        return true;
    }
    IssueWriter writer;
    DocumentCounts counts;
};

class ExplainJob : public JobSink {
  public:
    ExplainJob(const DocumentTools& tools, DocumentFormat to, std::string_view id,
               JobListener& listener)
        : JobSink(listener), tools_(tools), to_(to), id_(id) {}
    bool take(const RawRecord& raw, const Record& record, const RecordAnalysis& analysis) override {
        if (record.id != id_) return true;
        found = explain_document(tools_.engine, raw, record, analysis, tools_.language, to_);
        return false;
    }
    std::string found;

  private:
    const DocumentTools& tools_;
    DocumentFormat to_;
    std::string_view id_;
};

class EvidenceJob : public JobSink {
  public:
    EvidenceJob(Evidence& evidence, JobListener& listener)
        : JobSink(listener), sink_(evidence, nullptr) {}
    void carried_column(const std::string& name) override {
        listener().carried_column(name);
        sink_.carried_column(name);
    }
    bool take(const RawRecord& raw, const Record& record, const RecordAnalysis& analysis) override {
        if (analysis.rejected()) listener().rejected(raw.line, analysis.issues.list());
        return sink_.analysed(raw, record, analysis);
    }

  private:
    EvidenceSink sink_;
};

/// That a dimension is neither a known one nor a column of the records.
Status refuse_dimension(const std::optional<std::string>& unknown) {
    if (!unknown) return Done{};
    std::string accepted;
    for (const std::string_view name : known_dimensions())
        (accepted += name) += ", ";
    return Error{ErrorCode::invalid_argument,
                 "'" + *unknown + "' is neither a dimension nor a column of the file" +
                     meant_dimension(Vocabulary(), *unknown) + "; accepted: " + accepted +
                     "or a column's header.",
                 ""};
}

}  // namespace

Result<DocumentCounts> write_analysis(const DocumentTools& tools, ByteSource& source,
                                      RecordFormat from, DocumentFormat to, const TextSink& sink,
                                      JobListener& listener) {
    AnalysisJob job(tools, to, sink, listener);
    if (const Status status = run(tools, source, from, job); !status) return status.error();
    job.writer.finish();
    if (const auto column = job.writer.left_out()) {
        return Error{ErrorCode::bad_json,
                     "The column '" + *column +
                         "' comes after records that do not have it, so the header of a CSV "
                         "cannot name it; ask for the format json or ndjson.",
                     ""};
    }
    return job.writer.counts();
}

Result<DocumentCounts> write_issues(const DocumentTools& tools, ByteSource& source,
                                    RecordFormat from, DocumentFormat to, const TextSink& sink,
                                    JobListener& listener) {
    IssuesJob job(tools, to, sink, listener);
    if (const Status status = run(tools, source, from, job); !status) return status.error();
    job.writer.finish(tools.engine, job.counts);
    return job.counts;
}

Result<std::string> explain_in(const DocumentTools& tools, ByteSource& source, RecordFormat from,
                               DocumentFormat to, std::string_view id, JobListener& listener) {
    ExplainJob job(tools, to, id, listener);
    if (const Status status = run(tools, source, from, job); !status) return status.error();
    if (job.found.empty()) {
        return Error{ErrorCode::invalid_argument,
                     "There is no record with the id '" + std::string(id) + "'.", ""};
    }
    return std::move(job.found);
}

std::string meant_dimension(const Vocabulary& words, std::string_view name) {
    const auto field = words.field(name);
    if (!field) return "";
    return "; as a dimension that column is called '" + std::string(name_of(*field)) + "'";
}

Status gather_evidence(const DocumentTools& tools, ByteSource& source, RecordFormat from,
                       Evidence& evidence, JobListener& listener) {
    EvidenceJob job(evidence, listener);
    return run(tools, source, from, job);
}

Status check_dimensions(const Rollup& rollup) {
    return refuse_dimension(rollup.unknown_dimension());
}
Status check_dimensions(const Evidence& evidence) {
    return refuse_dimension(evidence.unknown_dimension());
}

}  // namespace effaith
