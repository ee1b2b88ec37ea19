// Records as structs: the calls.
#include "effaith/explain.hpp"
#include "effaith/io/documents.hpp"
#include "impact_writer.hpp"
#include "io/duplicates.hpp"
#include "options.hpp"
#include "record_reader.hpp"
#include "structs.hpp"

namespace effaith::capi {
namespace {

/// Where the issues of a call go, if anywhere.
class IssueList {
  public:
    /// Errors: invalid_argument for a list that cannot be.
    Status open(effaith_issue_list* list) {
        if (list == nullptr) return Done{};
        if (const Status fits = check_out(list, "issues"); !fits) return fits;
        if (list->issue_size < sizeof(effaith_issue) || list->issue_size > kMostSize ||
            list->issue_size % alignof(effaith_issue) != 0) {
            return misuse("issue_size is " + std::to_string(list->issue_size) +
                              "; set it to sizeof(effaith_issue).",
                          "issues");
        }
        if (list->issues == nullptr && list->room > 0) {
            return misuse("issues->issues is NULL, and room is not 0.", "issues");
        }
        list_ = list;
        return Done{};
    }
    void add(std::size_t record, const Issues& issues) {
        std::int32_t position = 0;
        for (const Issue& issue : issues.list()) {
            // Positions are those of the record by itself, which repeats nobody's id.
            const bool alone = issue.code != IssueCode::duplicate_id;
            if (list_ != nullptr && count_ < list_->room) {
                put(record, issue, alone ? position : -1);
            }
            if (alone) ++position;
            ++count_;
        }
    }
    void close() {
        if (list_ != nullptr) list_->count = count_;
    }

  private:
    void put(std::size_t record, const Issue& issue, std::int32_t position) {
        effaith_issue out{};
        out.record = record;
        out.code = static_cast<std::int32_t>(issue.code);
        out.severity = static_cast<std::int32_t>(issue.severity);
        out.field = static_cast<std::int32_t>(issue.field);
        out.position = position;
        std::byte* place = reinterpret_cast<std::byte*>(list_->issues) + count_ * list_->issue_size;
        std::memset(place, 0, list_->issue_size);
        std::memcpy(place, &out, sizeof out);
    }

    effaith_issue_list* list_ = nullptr;
    std::size_t count_ = 0;
};

/// The places of the impacts of a call.
class ImpactArray {
  public:
    /// `alone`: of a call about one record, whose errors need not name it.
    ImpactArray(effaith_impact* impacts, std::size_t stride, bool alone)
        : bytes_(reinterpret_cast<std::byte*>(impacts)), stride_(stride), alone_(alone) {}
    bool alone() const { return alone_; }
    effaith_impact* at(std::size_t i) const {
        return reinterpret_cast<effaith_impact*>(bytes_ + i * stride_);
    }
    /// Errors: invalid_argument for memory, a stride or a size that cannot be.
    Status check(std::size_t n) const {
        if (n == 0) return Done{};
        if (bytes_ == nullptr) return misuse("impacts is NULL.", "impacts");
        for (std::size_t i = 0; i + 1 < n; ++i) {
            if (is_stride(at(i), stride_)) continue;
            return misuse(
                "The stride of impacts is " + std::to_string(stride_) +
                    "; set it to sizeof(effaith_impact), or to the size of what holds it.",
                "impact_stride");
        }
        for (std::size_t i = 0; i < n; ++i) {
            const Status fits = check_out(at(i), "impact");
            if (!fits) return alone_ ? fits.error() : at_record(fits.error(), i);
        }
        return Done{};
    }

  private:
    std::byte* bytes_;
    std::size_t stride_;
    bool alone_;
};

/// Analyses records that lie apart.
Status analyse(const EngineParts& parts, const RecordArray& records, const ImpactArray& impacts,
               IssueList& issues) {
    const Engine& engine = parts.engine;
    SeenIds seen;
    Record record;
    RecordAnalysis analysis;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Status read = read_record(engine, records.at(i), record);
        if (!read) return impacts.alone() ? read.error() : at_record(read.error(), i);
        analysis.clear();
        if (records.size() > 1) {
            note_duplicate(seen, record, static_cast<std::int64_t>(i) + 1, analysis.issues);
        }
        engine.analyse(record, analysis);
        issues.add(i, analysis.issues);
        write_struct(impact_struct(analysis, engine.config().redact_rates), impacts.at(i));
    }
    issues.close();
    return Done{};
}

effaith_status analyse_call(const effaith_engine* engine, const RecordArray& records,
                            const ImpactArray& impacts, effaith_issue_list* list,
                            effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status fits = records.check(); !fits) return fits;
        if (const Status fits = impacts.check(records.size()); !fits) return fits;
        IssueList issues;
        if (const Status fits = issues.open(list); !fits) return fits;
        return analyse(*engine->parts, records, impacts, issues);
    });
}

/// Reads and analyses one record, for what is said about it.
Status analyse_one(const effaith_engine* engine, const effaith_record* given, Record& record,
                   RecordAnalysis& analysis) {
    if (!is_live(engine)) return misuse("engine is no engine.", "engine");
    if (const Status read = read_record(engine->parts->engine, given, record); !read) return read;
    engine->parts->engine.analyse(record, analysis);
    return Done{};
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_record_analyse(const effaith_engine* engine,
                                                   const effaith_record* record,
                                                   effaith_impact* impact,
                                                   effaith_issue_list* issues,
                                                   effaith_error** error) {
    return analyse_call(engine, {record, 1, 0}, {impact, 0, true}, issues, error);
}

effaith_status EFFAITH_CALL effaith_records_analyse(const effaith_engine* engine,
                                                    const effaith_record* records, size_t n,
                                                    size_t stride, effaith_impact* impacts,
                                                    size_t impact_stride,
                                                    effaith_issue_list* issues,
                                                    effaith_error** error) {
    return analyse_call(engine, {records, n, stride}, {impacts, impact_stride, false}, issues,
                        error);
}

effaith_status EFFAITH_CALL effaith_record_message(const effaith_engine* engine,
                                                   const effaith_record* given, int32_t position,
                                                   char** text, size_t* size,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status place = check_place(text, size); !place) return place;
        Record record;
        RecordAnalysis analysis;
        if (const Status done = analyse_one(engine, given, record, analysis); !done) return done;
        const std::vector<Issue>& issues = analysis.issues.list();
        if (position < 0 || static_cast<std::size_t>(position) >= issues.size()) {
            return misuse("The record has " + std::to_string(issues.size()) +
                              " issues, counted from 0; there is none at " +
                              std::to_string(position) + ".",
                          "position");
        }
        const Issue& issue = issues[static_cast<std::size_t>(position)];
        return give_text(engine->parts->language.message(issue), text, size);
    });
}

effaith_status EFFAITH_CALL effaith_record_explain(const effaith_engine* engine,
                                                   const effaith_record* given, int32_t format,
                                                   char** text, size_t* size,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status place = check_place(text, size); !place) return place;
        const Result<DocumentFormat> form = format_of(format);
        if (!form) return form.error();
        if (*form != DocumentFormat::table && *form != DocumentFormat::json)
            return misuse("An explanation is a table or JSON.", "format");
        Record record;
        RecordAnalysis analysis;
        if (const Status done = analyse_one(engine, given, record, analysis); !done) return done;
        RawRecord raw;
        raw.row = 1;
        return give_text(explain_document(engine->parts->engine, raw, record, analysis,
                                          engine->parts->language, *form),
                         text, size);
    });
}
