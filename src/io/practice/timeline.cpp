// From a profile and the records beside it to one time line of figures that the engine gives.
#include <algorithm>
#include <set>

#include "effaith/io/profile.hpp"
#include "effaith/text_key.hpp"
#include "io/pipeline.hpp"
#include "io/practice/error_place.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

bool is_refused(const Findings& findings, const std::string& where) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity() == Severity::error && finding.where == where;
    });
}

/// The ids of the records that the profile's sheets give.
std::set<std::string> ids_on_sheets(const Profile& profile) {
    std::set<std::string> ids;
    for (const Sheet& sheet : profile.sheets) {
        if (sheet.id.empty()) continue;
        for (const RecordText& record : records_of(own_sheet(sheet, profile.learner_id).sheet))
            ids.insert(record.at(Field::id).text);
    }
    return ids;
}

/// Hands on the records of one learner.
class LearnerSink : public AnalysisSink {
  public:
    LearnerSink(const Profile& profile, const std::function<void(const ProfileRecord&)>& visit)
        : profile_(profile), visit_(visit), on_sheets_(ids_on_sheets(profile)) {}

    void carried_column(const std::string& name) override { carried_.push_back(name); }
    bool analysed(const RawRecord& raw, const Record& record,
                  const RecordAnalysis& analysis) override {
        if (profile_.learner_id.empty() || record.learner_id != profile_.learner_id) return true;
        if (!is_of_school(record.school_id)) {
            ++n_elsewhere_;
            return true;
        }
        const bool on_sheet = on_sheets_.contains(std::string(record.id));
        visit_({raw, record, analysis, carried_, on_sheet});
        return true;
    }
    std::int64_t n_elsewhere() const { return n_elsewhere_; }

  private:
    /// Identifiers are a school's own: the same one elsewhere may be another child's.
    bool is_of_school(std::string_view school) const {
        if (school.empty() || profile_.school_id.empty()) return true;
        const auto& former = profile_.former_schools;
        return same_text(school, profile_.school_id) ||
               std::any_of(former.begin(), former.end(),
                           [&](const std::string& each) { return same_text(school, each); });
    }

    const Profile& profile_;
    const std::function<void(const ProfileRecord&)>& visit_;
    std::set<std::string> on_sheets_;
    std::vector<std::string> carried_;
    std::int64_t n_elsewhere_ = 0;
};

Stage stage_of(const TimelineEntry& entry, Date as_of) {
    if (as_of < entry.started) return Stage::planned;
    return entry.ended < as_of ? Stage::ended : Stage::under_way;
}

/// What one analysed record says on a time line.
TimelineEntry entry_of(const Tools& tools, const RawRecord& raw, const Record& record,
                       const RecordAnalysis& analysis) {
    TimelineEntry entry;
    entry.id = record.id;
    entry.school_id = record.school_id;
    entry.intervention =
        analysis.intervention.empty() ? analysis.support_type : analysis.intervention;
    entry.started = analysis.windows.widest.first;
    entry.ended = analysis.windows.widest.last();
    entry.stage = stage_of(entry, *tools.engine.config().as_of);
    if (analysis.measure != nullptr) entry.measure = analysis.measure->id;
    entry.baseline = raw.at(Field::baseline).text;
    entry.target = raw.at(Field::target).text;
    entry.actual = raw.at(Field::actual).text;
    entry.outcome = analysis.outcome;
    for (std::size_t i = 0; i < kTimelineFigures.size(); ++i) {
        for (const RecordFigure& figure : kRecordFigures) {
            if (figure.name != kTimelineFigures[i]) continue;
            entry.figures[i] = shown(figure, analysis, tools.engine.config().redact_rates);
        }
    }
    return entry;
}

class TimelineBuilder {
  public:
    TimelineBuilder(const Tools& tools, const Profile& profile, ProfileAnalysis& out)
        : tools_(tools), profile_(profile), out_(out), own_findings_(out.findings) {}

    Status add_sheets() {
        for (std::size_t i = 0; i < profile_.sheets.size(); ++i) {
            const std::string at = place_of("sheets", i);
            if (is_refused(own_findings_, at)) continue;
            if (const Status added = add_sheet(profile_.sheets[i], at); !added) return added;
        }
        return Done{};
    }

    Status add_records(std::string_view records, DateNotation dates) {
        Status fine = Done{};
        const auto visit = [&](const ProfileRecord& found) {
            if (fine) fine = add_record(found);
        };
        const Result<std::int64_t> elsewhere =
            for_each_record(tools_, profile_, records, dates, visit);
        if (!elsewhere) return elsewhere.error();
        out_.n_elsewhere = *elsewhere;
        return fine;
    }

    void add_journeys() {
        for (std::size_t i = 0; i < profile_.journeys.size(); ++i) {
            const std::string at = place_of("journeys", i);
            if (!is_refused(own_findings_, at)) add_journey(profile_.journeys[i], at);
        }
    }

    void put_in_order() {
        std::vector<TimelineEntry>& entries = out_.timeline;
        std::stable_sort(entries.begin(), entries.end(),
                         [](const TimelineEntry& a, const TimelineEntry& b) {
                             return std::pair{a.started, a.ended} < std::pair{b.started, b.ended};
                         });
        for (TimelineEntry& entry : entries)
            entry.followed_by = followers_of(entry);
    }

  private:
    Status add_sheet(const Sheet& sheet, const std::string& at) {
        const OwnSheet own = own_sheet(sheet, profile_.learner_id);
        const auto pupil_place = [&](std::size_t i) {
            return at + place_of("pupils", own.positions[i]);
        };
        for (Finding finding : check_sheet(tools_, own.sheet).findings) {
            std::string place = at + finding.where;
            for (std::size_t i = 0; i < own.positions.size(); ++i) {
                const std::string stood = place_of("pupils", i);
                const bool is_whole = finding.where == stood;
                if (!is_whole && finding.where.rfind(stood + "/", 0) != 0) continue;
                place = pupil_place(i) + finding.where.substr(stood.size());
            }
            finding.where = std::move(place);
            out_.findings.push_back(std::move(finding));
        }
        const SheetRecords records = analyse_records(tools_, own.sheet);
        for (std::size_t i = 0; i < records.size(); ++i) {
            const SheetRecord& record = *records[i];
            if (record.analysis.rejected()) continue;
            TimelineEntry entry = entry_of(tools_, record.raw, record.record, record.analysis);
            entry.where = pupil_place(i);
            entry.further_action = own.sheet.pupils[i].further_action;
            const Status added = add(std::move(entry), record.record, record.analysis);
            if (!added) return added;
        }
        return Done{};
    }

    Status add_record(const ProfileRecord& found) {
        ++out_.n_records;
        if (found.is_on_sheet) {
            ++out_.n_on_sheets;
            return Done{};
        }
        const std::string where = "row " + std::to_string(found.raw.row);
        for (const Issue& issue : found.analysis.issues.list()) {
            if (issue.severity != Severity::error) continue;
            out_.findings.push_back({FindingCode::record_refused, where,
                                     std::string(rule_of(issue.code).name),
                                     tools_.language.message(issue)});
        }
        const bool has_run = found.record.cohort != Cohort::comparison;
        if (found.analysis.rejected() || !has_run) return Done{};
        TimelineEntry entry = entry_of(tools_, found.raw, found.record, found.analysis);
        entry.kind = TimelineKind::record;
        entry.where = where;
        return add(std::move(entry), found.record, found.analysis);
    }

    Status add(TimelineEntry entry, const Record& record, const RecordAnalysis& analysis) {
        out_.timeline.push_back(std::move(entry));
        return out_.overall.update(record, analysis, {});
    }

    void add_journey(const Journey& journey, const std::string& at) {
        const JourneyAnalysis analysis = analyse_journey(tools_, journey);
        for (Finding finding : analysis.findings) {
            finding.where = at + finding.where;
            out_.findings.push_back(std::move(finding));
        }
        TimelineEntry entry;
        entry.kind = TimelineKind::journey;
        entry.where = at;
        entry.id = journey.id;
        entry.school_id = journey.school_id;
        entry.intervention = journey.title;
        std::optional<Days> days;
        for (const MeasureJourney& measure : analysis.measures) {
            TimelineVerdict verdict{measure.measure->id, measure.measure->name,
                                    static_cast<std::int64_t>(measure.points.size()), std::nullopt,
                                    stats::Reason::not_estimable};
            if (measure.trend) verdict.verdict = measure.trend->verdict;
            if (measure.trend) verdict.distance = measure.trend->distance;
            entry.verdicts.push_back(std::move(verdict));
            const Date first = measure.points.front().day;
            const Date last = measure.points.back().day;
            if (!days) days = Days::closed(first, last);
            days = Days::closed(std::min(days->first, first), std::max(days->last(), last));
        }
        if (!days) return;
        entry.started = days->first;
        entry.ended = days->last();
        out_.timeline.push_back(std::move(entry));
    }

    /// The interventions that begin on the first day after this one's end on which any does.
    std::vector<std::size_t> followers_of(const TimelineEntry& entry) const {
        std::vector<std::size_t> followers;
        if (entry.kind == TimelineKind::journey || entry.stage != Stage::ended) return followers;
        const std::vector<TimelineEntry>& entries = out_.timeline;
        auto next = std::upper_bound(
            entries.begin(), entries.end(), entry.ended,
            [](Date ended, const TimelineEntry& other) { return ended < other.started; });
        for (; next != entries.end(); ++next) {
            if (next->kind == TimelineKind::journey) continue;
            if (!followers.empty() && next->started != entries[followers[0]].started) break;
            followers.push_back(static_cast<std::size_t>(next - entries.begin()));
        }
        return followers;
    }

    const Tools& tools_;
    const Profile& profile_;
    ProfileAnalysis& out_;
    const Findings own_findings_;  ///< of the profile itself
};

}  // namespace

Result<Profile> read_profile(std::string_view json) {
    return read_document<Profile>(json);
}

std::string write_profile(const Profile& profile) {
    return document_text(profile);
}

Result<std::int64_t> for_each_record(const Tools& tools, const Profile& profile,
                                     std::string_view records, DateNotation dates,
                                     const std::function<void(const ProfileRecord&)>& visit) {
    if (records.empty()) return std::int64_t{0};
    LearnerSink sink(profile, visit);
    Pipeline pipeline(tools.engine, tools.words, dates, sink);
    MemorySource source(records);
    const Status read = read_records(source, guess_format(records), tools.words, pipeline);
    if (!read) return error_in("records", read.error());
    return sink.n_elsewhere();
}

Result<ProfileAnalysis> analyse_profile(const Tools& tools, const Profile& profile,
                                        std::string_view records, DateNotation dates) {
    const std::optional<Date> as_of = tools.engine.config().as_of;
    if (!as_of) {
        return Error{ErrorCode::invalid_argument,
                     "A profile is seen from a day: give as_of in the configuration.", "as_of"};
    }
    Result<Rollup> overall = Rollup::create(tools.engine, {}, false);
    if (!overall) return overall.error();
    ProfileAnalysis analysis{{}, std::move(*overall), {}, 0, 0, 0, {}};
    analysis.findings = check_profile(tools, profile);
    TimelineBuilder builder(tools, profile, analysis);
    if (const Status added = builder.add_sheets(); !added) return added.error();
    if (const Status added = builder.add_records(records, dates); !added) return added.error();
    builder.add_journeys();
    builder.put_in_order();
    analysis.reviews = reviews(profile, *as_of, tools.engine.config().practice);
    return analysis;
}

}  // namespace effaith::practice
