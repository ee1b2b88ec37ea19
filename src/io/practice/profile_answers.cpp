// The answer about a profile as JSON and as tables.
#include <algorithm>

#include "effaith/io/profile.hpp"
#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/text_table.hpp"

namespace effaith::practice {
namespace {

template <class Word, std::size_t N>
std::string word_of(const std::array<std::string_view, N>& names, Word word) {
    return std::string(names[static_cast<std::size_t>(word)]);
}

// --- JSON ----------------------------------------------------------------------------------------

void write_verdict(JsonWriter& json, const TimelineVerdict& verdict) {
    json.begin_object();
    json.key("measure");
    json.text(verdict.measure);
    json.key("name");
    json.text(verdict.name);
    json.key("n");
    json.integer(verdict.n);
    write_text_or_null(json, "verdict",
                       verdict.verdict ? word_of(kVerdictNames, *verdict.verdict) : "");
    json.key("distance");
    write_number(json, verdict.distance);
    json.end_object();
}

void write_entry(JsonWriter& json, const TimelineEntry& entry) {
    const bool is_journey = entry.kind == TimelineKind::journey;
    json.line();
    json.begin_object();
    json.key("kind");
    json.text(word_of(kTimelineKindNames, entry.kind));
    json.key("where");
    json.text(entry.where);
    write_text_or_null(json, "id", entry.id);
    write_text_or_null(json, "school_id", entry.school_id);
    write_text_or_null(json, "intervention", entry.intervention);
    write_date_or_null(json, "started", entry.started);
    write_date_or_null(json, "ended", entry.ended);
    write_text_or_null(json, "stage", is_journey ? "" : word_of(kStageNames, entry.stage));
    write_text_or_null(json, "measure", entry.measure);
    write_text_or_null(json, "baseline", entry.baseline);
    write_text_or_null(json, "target", entry.target);
    write_text_or_null(json, "actual", entry.actual);
    write_text_or_null(json, "outcome",
                       entry.outcome ? word_of(kOutcomeNames, *entry.outcome) : "");
    for (std::size_t i = 0; i < kTimelineFigures.size(); ++i) {
        json.key(kTimelineFigures[i]);
        write_value(json, entry.figures[i]);
    }
    write_text_or_null(json, "further_action", entry.further_action);
    json.key("followed_by");
    json.begin_list();
    for (const std::size_t next : entry.followed_by)
        json.integer(static_cast<std::int64_t>(next));
    json.end_list();
    json.key("verdicts");
    json.begin_list();
    for (const TimelineVerdict& verdict : entry.verdicts)
        write_verdict(json, verdict);
    json.end_list();
    json.end_object();
}

std::string sentence_of(const Review& review, const Language& language) {
    const std::string kind = "review_kind." + word_of(kReviewKindNames, review.kind);
    std::string what(language.label("practice", kind));
    if (!review.subject.empty()) {
        what = language.fill("practice", "review_of",
                             {{"what", what}, {"subject", for_message(review.subject)}});
    }
    return language.fill(
        "practice", "review_state." + word_of(kReviewStateNames, review.state),
        {{"what", what},
         {"due", review.due ? to_text(*review.due) : ""},
         {"days", std::to_string(review.days_overdue)},
         {"last", review.last ? to_text(*review.last)
                              : std::string(language.label("practice", "review_never"))}});
}

void write_review(JsonWriter& json, const Review& review, const Language& language) {
    json.line();
    json.begin_object();
    json.key("kind");
    json.text(word_of(kReviewKindNames, review.kind));
    json.key("state");
    json.text(word_of(kReviewStateNames, review.state));
    json.key("where");
    json.text(review.where);
    write_text_or_null(json, "subject", review.subject);
    write_date_or_null(json, "last", review.last);
    write_date_or_null(json, "due", review.due);
    write_date_or_null(json, "planned", review.planned);
    json.key("days_overdue");
    json.integer(review.days_overdue);
    json.key("never");
    json.boolean(review.never);
    json.key("message");
    json.text(sentence_of(review, language));
    json.end_object();
}

std::string profile_json(const Tools& tools, const Profile& profile,
                         const ProfileAnalysis& analysis) {
    JsonWriter json;
    json.begin_object();
    write_text_or_null(json, "id", profile.id);
    write_text_or_null(json, "learner_id", profile.learner_id);
    write_text_or_null(json, "school_id", profile.school_id);
    write_provenance(json, tools.engine);
    json.key("n_records");
    json.integer(analysis.n_records);
    json.key("n_on_sheets");
    json.integer(analysis.n_on_sheets);
    json.key("n_elsewhere");
    json.integer(analysis.n_elsewhere);
    json.key("timeline");
    json.begin_list();
    for (const TimelineEntry& entry : analysis.timeline)
        write_entry(json, entry);
    json.end_list();
    write_totals(json, "overall", analysis.overall);
    json.key("reviews");
    json.begin_list();
    for (const Review& review : analysis.reviews)
        write_review(json, review, tools.language);
    json.end_list();
    write_findings(json, analysis.findings, tools.language);
    json.end_object();
    json.line();
    return json.take();
}

// --- Tables --------------------------------------------------------------------------------------

std::string reviews_text(const std::vector<Review>& reviews, const Language& language) {
    std::string out;
    for (const Review& review : reviews)
        out += sentence_of(review, language) + "\n";
    return out;
}

std::string figure_reading(const TimelineEntry& entry, std::string_view name,
                           const Language& language) {
    const auto* const found = std::find(kTimelineFigures.begin(), kTimelineFigures.end(), name);
    const FigureValue& value =
        entry.figures[static_cast<std::size_t>(found - kTimelineFigures.begin())];
    return entry.kind == TimelineKind::journey ? "" : reading(name, value, language);
}

/// What came of an entry, in a few words.
std::string result_of(const TimelineEntry& entry, const Language& language) {
    if (entry.outcome)
        return std::string(language.label("outcome_words", effaith::name_of(*entry.outcome)));
    std::string words;
    for (const TimelineVerdict& verdict : entry.verdicts) {
        if (!verdict.verdict) continue;
        words += words.empty() ? "" : "; ";
        words += for_message(verdict.name) + ": ";
        words +=
            language.label("practice", "verdict_word." + word_of(kVerdictNames, *verdict.verdict));
    }
    if (!words.empty()) return words;
    const bool is_journey = entry.kind == TimelineKind::journey;
    const std::string stage = "stage." + word_of(kStageNames, entry.stage);
    return is_journey ? "" : std::string(language.label("practice", stage));
}

std::string followers_text(const std::vector<TimelineEntry>& entries, const TimelineEntry& entry) {
    std::string names;
    for (const std::size_t next : entry.followed_by)
        (names += names.empty() ? "" : "; ") += for_message(entries[next].intervention);
    return names;
}

std::string timeline_table(const ProfileAnalysis& analysis, const Language& language) {
    constexpr std::array<std::string_view, 4> kTimelineFigures{
        "sessions_attended", "attendance_rate", "hours_received", "gain"};
    TextTable table;
    for (const char* heading : {"timeline.from", "timeline.to", "timeline.what"})
        table.column(std::string(language.label("practice", heading)), false);
    for (const std::string_view name : kTimelineFigures)
        table.column(std::string(language.label("figures", name)), true);
    for (const char* heading : {"timeline.result", "timeline.next"})
        table.column(std::string(language.label("practice", heading)), false);
    for (const TimelineEntry& entry : analysis.timeline) {
        std::vector<std::string> cells{to_text(entry.started), to_text(entry.ended),
                                       for_message(entry.intervention)};
        for (const std::string_view name : kTimelineFigures)
            cells.push_back(figure_reading(entry, name, language));
        cells.push_back(result_of(entry, language));
        cells.push_back(followers_text(analysis.timeline, entry));
        table.row(std::move(cells));
    }
    return table.text();
}

std::string profile_table(const Tools& tools, const Profile& profile,
                          const ProfileAnalysis& analysis) {
    const Language& language = tools.language;
    std::string out = language.fill("practice", "profile.title",
                                    {{"learner", for_message(profile.learner_id)},
                                     {"school", for_message(profile.school_id)},
                                     {"day", to_text(*tools.engine.config().as_of)},
                                     {"n", std::to_string(analysis.timeline.size())}}) +
                      "\n\n";
    out += reviews_text(analysis.reviews, language);
    if (!analysis.timeline.empty()) out += "\n" + timeline_table(analysis, language);
    if (analysis.n_elsewhere > 0) {
        out += "\n" +
               language.fill("practice", "profile.elsewhere",
                             {{"n", std::to_string(analysis.n_elsewhere)}}) +
               "\n";
    }
    return out + "\n" + findings_table(analysis.findings, language);
}

}  // namespace

Result<std::string> profile_document(const Tools& tools, const Profile& profile,
                                     const ProfileAnalysis& analysis, DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    return format == DocumentFormat::table ? profile_table(tools, profile, analysis)
                                           : profile_json(tools, profile, analysis);
}

}  // namespace effaith::practice
