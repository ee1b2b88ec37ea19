#include "io/practice/review_records.hpp"

#include <set>

#include "dimension.hpp"
#include "effaith/text_key.hpp"
#include "io/pipeline.hpp"
#include "io/practice/never_came.hpp"
#include "one_line.hpp"

namespace effaith::practice {
namespace {

constexpr std::array<Field, kReviewLevelNames.size()> kLevelFields{
    Field::school_id, Field::cluster_id, Field::authority_id};

Field field_of(ReviewLevel level) {
    return kLevelFields[static_cast<std::size_t>(level)];
}

std::string_view unit_of(const Record& record, ReviewLevel level) {
    switch (level) {
        case ReviewLevel::school:
            return record.school_id;
        case ReviewLevel::cluster:
            return record.cluster_id;
        default:
            return record.authority_id;
    }
}

/// Notes the different units that records name.
class UnitSink : public RecordSink {
  public:
    explicit UnitSink(ReviewLevel level) : field_(field_of(level)) {}
    void carried_column(const std::string&) override {}
    bool record(const RawRecord& raw) override {
        const std::string_view unit = trimmed(raw.at(field_).text);
        if (!unit.empty() && unit != last_) {
            last_ = unit;
            units.emplace(text_key(unit), unit);
        }
        return true;
    }
    std::map<std::string, std::string> units;  ///< as they were written first, by their key

  private:
    Field field_;
    std::string last_;
};

Status read_text(const Tools& tools, std::string_view records, RecordSink& sink) {
    if (records.empty()) return Done{};
    MemorySource source(records);
    return read_records(source, guess_format(records), tools.words, sink);
}

/// Some of the units that records name, and how many they are.
struct NamedUnits {
    std::size_t count = 0;
    std::string some;
};

NamedUnits named_of(const std::map<std::string, std::string>& units) {
    constexpr std::size_t kNamed = 5;
    NamedUnits named;
    for (const auto& [key, name] : units) {
        if (named.count++ < kNamed)
            named.some += (named.some.empty() ? "" : ", ") + for_message(name);
    }
    if (named.count > kNamed) named.some += " …";
    return named;
}

/// Why nothing can be said of a unit: there are records, and none is of it.
Error unknown_unit(const Tools& tools, std::string_view records, const ReviewOptions& options) {
    UnitSink sink(options.level);
    if (const Status read = read_text(tools, records, sink); !read) return read.error();
    const NamedUnits units = named_of(sink.units);
    const std::string there =
        units.count == 0
            ? "The records name none."
            : "The records are of " + std::to_string(units.count) + ": " + units.some + ".";
    return {ErrorCode::invalid_argument,
            "No record is of the " + std::string(name_of(options.level)) + " '" +
                for_message(options.unit) + "'. " + there,
            "unit"};
}

/// The unit that is asked for, else the only one.
Result<std::optional<std::string>> chosen_unit(const Tools& tools, std::string_view records,
                                               const ReviewOptions& options) {
    if (!options.unit.empty()) return std::optional<std::string>(options.unit);
    return only_unit(tools, records, options.level);
}

std::string stratum_value(StratumBy by, const Record& record, const RecordAnalysis& analysis) {
    switch (by) {
        case StratumBy::school_id:
            return std::string(record.school_id);
        case StratumBy::outcome:
            return analysis.outcome ? std::string(effaith::name_of(*analysis.outcome)) : "";
        default:
            return std::string(trimmed(
                find_dimension(kStratumNames[static_cast<std::size_t>(by)])->of(record, analysis)));
    }
}

/// A record as it may be drawn; none where it has no id, is rejected or of a comparison learner.
std::optional<Candidate> candidate_of(const Record& record, const RecordAnalysis& analysis,
                                      const std::vector<StratumBy>& strata) {
    if (record.id.empty() || analysis.rejected() || record.cohort == Cohort::comparison)
        return std::nullopt;
    Candidate candidate{std::string(record.school_id), std::string(record.id), {}};
    for (const StratumBy by : strata)
        candidate.stratum.push_back(stratum_value(by, record, analysis));
    return candidate;
}

/// Moderators' ratings up to a day by record; of a record that is rated twice the first.
class Ratings {
  public:
    Ratings(const Quality& quality, std::optional<Date> as_of) {
        for (const ModeratorRating& rating : quality.moderation)
            if (!rating.date || !as_of || *rating.date <= *as_of)
                ratings_.emplace(key(rating.school_id, rating.record_id), *rating.rating);
    }
    std::optional<Outcome> of(const Record& record) const {
        if (ratings_.empty() || record.id.empty()) return std::nullopt;
        auto found = ratings_.find(key(record.school_id, record.id));
        if (found == ratings_.end()) found = ratings_.find(key("", record.id));
        return found == ratings_.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    static std::string key(std::string_view school, std::string_view id) {
        return text_key(school) + "\n" + std::string(id);
    }
    std::map<std::string, Outcome> ratings_;
};

/// Notes schools that records put into two clusters in one academic year, where one of the two
/// records is of the unit.
class ClusterWatch {
  public:
    void add(const Record& record, const RecordAnalysis& analysis, bool is_inside,
             Findings& findings) {
        if (record.school_id.empty() || record.cluster_id.empty()) return;
        static const Dimension* const kYear = find_dimension("academic_year");
        const std::string_view year = kYear->of(record, analysis);
        if (record.school_id == last_school_ && record.cluster_id == last_cluster_ &&
            year == last_year_ && is_inside == last_inside_)
            return;
        last_school_ = record.school_id;
        last_cluster_ = record.cluster_id;
        last_year_ = year;
        last_inside_ = is_inside;
        const auto [at, is_new] =
            clusters_.emplace(std::pair(std::string(year), text_key(record.school_id)),
                              Place{std::string(record.cluster_id), is_inside});
        if (is_new || same_text(at->second.cluster, record.cluster_id)) return;
        if (!is_inside && !at->second.is_inside) return;
        if (!told_.insert(at->first).second) return;
        const auto [one, two] = std::minmax(at->second.cluster, last_cluster_);
        findings.push_back(
            {FindingCode::school_in_two_clusters, "records", last_school_, one + ", " + two});
    }

  private:
    struct Place {
        std::string cluster;
        bool is_inside = false;
    };
    std::map<std::pair<std::string, std::string>, Place> clusters_;
    std::set<std::pair<std::string, std::string>> told_;
    std::string last_school_;
    std::string last_cluster_;
    std::string last_year_;
    bool last_inside_ = false;
};

class ReviewSink : public AnalysisSink {
  public:
    ReviewSink(const Quality& quality, std::optional<Date> as_of, const ReviewOptions& options,
               GatheredRecords& out)
        : level_(options.level),
          is_inside_(options.level == ReviewLevel::school && !options.release),
          strata_(strata_of(options)),
          ratings_(quality, as_of),
          out_(out) {}

    bool analysed(const RawRecord&, const Record& record, const RecordAnalysis& analysis) override {
        const bool is_inside = !out_.unit || same_text(unit_of(record, level_), *out_.unit);
        if (!analysis.rejected() && record.cohort != Cohort::comparison)
            clusters_.add(record, analysis, is_inside, out_.findings);
        if (!is_inside) {
            ++out_.n_elsewhere;
            return true;
        }
        out_.has_any = true;
        for (Rollup& rollup : out_.rollups) {
            if (const Status added = rollup.update(record, analysis, {}); !added) {
                failed = told(added.error(), record);
                return false;
            }
        }
        out_.evidence->update(record, analysis, {});
        if (analysis.rejected()) {
            ++out_.n_rejected;
            const bool is_due = record.cohort != Cohort::comparison;
            if (is_inside_ && is_due && never_came(record, analysis))
                out_.never_came[name_of(record, analysis)].add(record.learner_id);
            return true;
        }
        if (record.cohort != Cohort::comparison) add_intervention(record, analysis);
        return true;
    }
    std::optional<Error> failed;

  private:
    /// A conflict of clusters as people say it, where the watch has seen it.
    Error told(Error error, const Record& record) const {
        if (error.code != ErrorCode::hierarchy_conflict || out_.findings.empty()) return error;
        const Finding& found = out_.findings.back();
        if (found.found != record.school_id) return error;
        error.message = "The school '" + for_message(found.found) +
                        "' is in two clusters in one year (" + for_message(found.detail) +
                        "): leave it in one, and make the pack again.";
        return error;
    }
    static std::string name_of(const Record& record, const RecordAnalysis& analysis) {
        static const Dimension* const kIntervention = find_dimension("intervention");
        return std::string(trimmed(kIntervention->of(record, analysis)));
    }
    void add_intervention(const Record& record, const RecordAnalysis& analysis) {
        if (is_inside_) {
            out_.deliverers[name_of(record, analysis)].add(record.learner_id, analysis);
            if (auto candidate = candidate_of(record, analysis, strata_))
                out_.candidates.push_back(std::move(*candidate));
        }
        if (!analysis.outcome) return;
        if (const auto derived = analysis.impact.progress.derived_outcome)
            out_.scores.add(record, *analysis.outcome, *derived);
        if (const auto rated = ratings_.of(record))
            out_.ratings.add(record, *analysis.outcome, *rated);
    }

    ReviewLevel level_;
    bool is_inside_;
    std::vector<StratumBy> strata_;
    Ratings ratings_;
    ClusterWatch clusters_;
    GatheredRecords& out_;
};

class CandidateSink : public AnalysisSink {
  public:
    CandidateSink(std::optional<std::string> unit, const ReviewOptions& options)
        : unit_(std::move(unit)), level_(options.level), strata_(strata_of(options)) {}
    bool analysed(const RawRecord&, const Record& record, const RecordAnalysis& analysis) override {
        const bool is_elsewhere = unit_ && !same_text(unit_of(record, level_), *unit_);
        (is_elsewhere ? any_elsewhere : any_inside) = true;
        if (is_elsewhere) return true;
        if (auto candidate = candidate_of(record, analysis, strata_))
            candidates.push_back(std::move(*candidate));
        return true;
    }
    std::vector<Candidate> candidates;
    bool any_inside = false;
    bool any_elsewhere = false;

  private:
    std::optional<std::string> unit_;
    ReviewLevel level_;
    std::vector<StratumBy> strata_;
};

/// Whether a document says anything of a unit.
bool names_unit(const Quality& quality, ReviewLevel level, const std::string& unit) {
    const Quality part = within(quality, level, unit);
    return !part.settings.empty() || !part.learners.empty();
}

/// The dimensions of the tables of a pack.
std::vector<std::vector<std::string>> tables_of(ReviewLevel level) {
    switch (level) {
        case ReviewLevel::school:
            return {{"intervention"}};
        case ReviewLevel::cluster:
            return {{"school_id"}, {"intervention"}};
        default:
            return {{"cluster_id", "school_id"}, {"intervention"}};
    }
}

}  // namespace

void GatheredJudgements::add(const Record& record, Outcome recorded, Outcome other) {
    pairs.emplace_back(recorded, other);
    const Judgement judgement = recorded == other  ? Judgement::equal
                                : recorded > other ? Judgement::higher
                                                   : Judgement::lower;
    learners[static_cast<std::size_t>(judgement)].add(record.learner_id);
    learners_judged.add(record.learner_id);
    if (judgement == Judgement::equal) return;
    learners_differing.add(record.learner_id);
    differing.push_back({std::string(record.school_id), std::string(record.id), recorded, other});
}

std::vector<StratumBy> strata_of(const ReviewOptions& options) {
    if (!options.strata.empty()) return options.strata;
    return {StratumBy::school_id, StratumBy::outcome};
}

Result<std::optional<std::string>> only_unit(const Tools& tools, std::string_view records,
                                             ReviewLevel level) {
    UnitSink sink(level);
    if (const Status read = read_text(tools, records, sink); !read) return read.error();
    if (sink.units.size() <= 1)
        return sink.units.empty() ? std::optional<std::string>()
                                  : std::optional(sink.units.begin()->second);
    const NamedUnits units = named_of(sink.units);
    return Error{ErrorCode::invalid_argument,
                 "The records are of " + std::to_string(units.count) + " units of this level (" +
                     units.some + "): say which one the pack is for.",
                 "unit"};
}

Result<GatheredRecords> gather_records(const Tools& tools, const Quality& quality,
                                       std::string_view records, DateNotation dates,
                                       const ReviewOptions& options) {
    Result<std::optional<std::string>> unit = chosen_unit(tools, records, options);
    if (!unit) return unit.error();
    GatheredRecords gathered;
    gathered.unit = std::move(*unit);
    for (std::vector<std::string>& by : tables_of(options.level)) {
        Result<Rollup> rollup = Rollup::create(tools.engine, std::move(by), true);
        if (!rollup) return rollup.error();
        gathered.rollups.push_back(std::move(*rollup));
    }
    Result<Evidence> evidence = Evidence::create(tools.engine, {"intervention"});
    if (!evidence) return evidence.error();
    gathered.evidence = std::make_unique<Evidence>(std::move(*evidence));
    ReviewSink sink(quality, tools.engine.config().as_of, options, gathered);
    Pipeline pipeline(tools.engine, tools.words, dates, sink);
    const Status read = read_text(tools, records, pipeline);
    if (sink.failed) return *sink.failed;
    if (!read) return read.error();
    const bool is_unknown = !gathered.has_any && !names_unit(quality, options.level, options.unit);
    if (!options.unit.empty() && gathered.n_elsewhere > 0 && is_unknown)
        return unknown_unit(tools, records, options);
    return gathered;
}

Result<std::vector<Candidate>> gather_candidates(const Tools& tools, std::string_view records,
                                                 DateNotation dates, const ReviewOptions& options) {
    Result<std::optional<std::string>> unit = chosen_unit(tools, records, options);
    if (!unit) return unit.error();
    CandidateSink sink(std::move(*unit), options);
    Pipeline pipeline(tools.engine, tools.words, dates, sink);
    if (const Status read = read_text(tools, records, pipeline); !read) return read.error();
    if (sink.any_elsewhere && !sink.any_inside) return unknown_unit(tools, records, options);
    return std::move(sink.candidates);
}

}  // namespace effaith::practice
