// The intervention sheet: what is planned for a learner or a group, and what came of it.
//
// A school fills it in before (need, evidence, baselines, targets), during (sessions) and after
// (results, what to do next). A sheet is a document like any other: its parts are listed below and
// its schema is src/data/schema/sheet.schema.json. Source: the planning-and-evaluation sheets that
// authorities hand to their schools.
//
// Decision: a sheet runs for whole calendar weeks from its start, holidays included, so its last
// day is start + 7 x weeks - 1; which of these days are school days is the calendar's business.
// Every pupil of a sheet is one record, so that a sheet is analysed with no second entry.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/practice/document.hpp"
#include "effaith/practice/finding.hpp"

namespace effaith::practice {

/// Whether the intervention is to run again, as the school sees it.
enum class RunAgain : std::uint8_t { yes, with_changes, no };
inline constexpr std::array<std::string_view, 3> kRunAgainNames{"yes", "with_changes", "no"};
template <>
struct WordsOf<RunAgain> {
    static constexpr const auto& names = kRunAgainNames;
};

/// A value on the measure, or a competency in words, on a day.
struct Level {
    Given value;
    std::string competency;
    std::optional<Date> date;

    bool is_there() const { return value.is_there() || !competency.empty(); }
    static constexpr auto parts() {
        return std::tuple{
            part("value", &Level::value,
                 "A value on the measure: a number, an age such as \"6y3m\", a step of a ladder."),
            part("competency", &Level::competency, "What the learner can do, in words."),
            part("date", &Level::date, "The day of it.")};
    }
    friend bool operator==(const Level&, const Level&) = default;
};

struct Rationale {
    std::string need;
    std::string evidence;

    static constexpr auto parts() {
        return std::tuple{part("need", &Rationale::need, "The need that it answers."),
                          part("evidence", &Rationale::evidence,
                               "The evidence that such an intervention works.")};
    }
    friend bool operator==(const Rationale&, const Rationale&) = default;
};

struct ParentsInformed {
    std::optional<Date> date;
    std::string how;
    std::string reason_not;

    static constexpr auto parts() {
        return std::tuple{
            part("date", &ParentsInformed::date, "When parents were told."),
            part("how", &ParentsInformed::how, "How: a letter, a meeting."),
            part("reason_not", &ParentsInformed::reason_not, "Where they were not told: why.")};
    }
    friend bool operator==(const ParentsInformed&, const ParentsInformed&) = default;
};

struct SheetPupil {
    std::string learner_id;
    std::string name;
    std::optional<Date> date_of_birth;
    std::string year_group;
    std::string area_of_need;
    std::string tier;
    std::string summary;
    std::string measure;
    std::vector<std::string> delivered_by;
    Level baseline;
    Level target;
    Level actual;
    std::optional<std::int64_t> sessions_attended;
    std::optional<Outcome> outcome;
    std::optional<Money> capital_cost;
    std::string evaluation;
    std::string further_action;

    static constexpr auto parts() {
        using P = SheetPupil;
        return std::tuple{
            part("learner_id", &P::learner_id, "The learner's identifier."),
            part("name", &P::name, "The learner's name, where the sheet stays in the school."),
            part("date_of_birth", &P::date_of_birth, "The learner's date of birth."),
            part("year_group", &P::year_group, "National Curriculum year: R, 1, \"Year 4\" …"),
            part("area_of_need", &P::area_of_need, "The main area of need, a code."),
            part("tier", &P::tier, "The tier of provision, a code."),
            part("summary", &P::summary, "The learner's profile in a few words."),
            part("measure", &P::measure, "A measure's id, where it is not the sheet's."),
            part("delivered_by", &P::delivered_by, "Roles, where they are not the sheet's."),
            part("baseline", &P::baseline, "Where the learner starts."),
            part("target", &P::target, "Where the learner is to be, and when."),
            part("actual", &P::actual, "Where the learner came."),
            part("sessions_attended", &P::sessions_attended, "Sessions that the learner came to."),
            part("outcome", &P::outcome,
                 "Against the target: red failed to achieve it, amber achieved it, green exceeded "
                 "it. Without it, it follows from target and actual."),
            part("capital_cost", &P::capital_cost, "Pounds for this learner beyond staff."),
            part("evaluation", &P::evaluation, "What came of it for this learner."),
            part("further_action", &P::further_action, "What happens next for this learner.")};
    }
    friend bool operator==(const SheetPupil&, const SheetPupil&) = default;
};

struct Sheet {
    std::string id;
    std::string school_id;
    std::string cluster_id;
    std::string authority_id;
    std::string intervention;
    std::string local_code;
    std::string support_type;
    std::string lead;
    std::vector<std::string> supported_by;
    std::vector<std::string> delivered_by;
    std::optional<std::int64_t> weeks;
    std::optional<Frequency> frequency;
    WeekdaySet weekdays;
    std::optional<Hours> session_hours;
    std::optional<std::int64_t> learners_per_session;
    std::optional<std::int64_t> sessions_delivered;
    std::string location;
    Rationale rationale;
    ParentsInformed parents_informed;
    std::string universal_provision;
    std::string expected_outcome;
    std::vector<std::string> assessment_methods;
    std::string measure;
    std::optional<Date> start;
    std::vector<SheetPupil> pupils;
    std::string other_factors;
    std::optional<RunAgain> run_again;
    std::string changes;
    std::string training;

    static constexpr auto parts() {
        using S = Sheet;
        return std::tuple{
            part("id", &S::id, "The sheet's own identifier."),
            part("school_id", &S::school_id, "The school."),
            part("cluster_id", &S::cluster_id, "The school's cluster."),
            part("authority_id", &S::authority_id, "The school's local authority."),
            part("intervention", &S::intervention, "The published title of the intervention."),
            part("local_code", &S::local_code, "What the school calls it."),
            part("support_type", &S::support_type,
                 "The type of support; the catalogue's for the intervention without it."),
            part("lead", &S::lead, "The role that leads it."),
            part("supported_by", &S::supported_by, "Other roles and outside agencies."),
            part("delivered_by", &S::delivered_by,
                 "The one to three roles that deliver it and cost; the lead without it."),
            part("weeks", &S::weeks, "How many calendar weeks it runs, 1 to 520."),
            part("frequency", &S::frequency, "How often there is a session."),
            part("weekdays", &S::weekdays, "The weekdays of the sessions."),
            part("session_hours", &S::session_hours, "Hours of one session."),
            part("learners_per_session", &S::learners_per_session,
                 "The size of the group taught together; the number of pupils without it."),
            part("sessions_delivered", &S::sessions_delivered, "Sessions that ran."),
            part("location", &S::location, "Where it takes place."),
            part("rationale", &S::rationale, "Why this intervention."),
            part("parents_informed", &S::parents_informed, "Whether parents know of it."),
            part("universal_provision", &S::universal_provision,
                 "The universal (wave 1) teaching in place before it."),
            part("expected_outcome", &S::expected_outcome, "What it is to achieve."),
            part("assessment_methods", &S::assessment_methods, "How that is assessed."),
            part("measure", &S::measure, "A measure's id, of the configuration."),
            part("start", &S::start, "The first day."),
            part("pupils", &S::pupils, "The learners who take part."),
            part("other_factors", &S::other_factors, "What else may have touched the outcome."),
            part("run_again", &S::run_again, "Whether it is to run again."),
            part("changes", &S::changes, "What would change."),
            part("training", &S::training, "What training staff need.")};
    }
    friend bool operator==(const Sheet&, const Sheet&) = default;

    /// The last day; none without a start, or with weeks outside 1 to 520.
    std::optional<Date> end() const;
    /// The roles that deliver it to a pupil.
    const std::vector<std::string>& deliverers_of(const SheetPupil& pupil) const;
};

inline constexpr std::int64_t kMostWeeks = 520;

/// How far a sheet has come.
enum class Stage : std::uint8_t { planned, under_way, ended };
inline constexpr std::array<std::string_view, 3> kStageNames{"planned", "under_way", "ended"};

/// By the day, where there is one: before the start, before the last day, after. Without a day, by
/// what is filled in: `ended` once a pupil has a result, `under_way` once one has attended.
Stage stage_of(const Sheet& sheet, std::optional<Date> as_of);

struct SheetCheck {
    Stage stage = Stage::planned;
    Findings findings;
};

/// What is missing for the stage, what contradicts itself, and which targets are not SMART as far
/// as a program can tell: no measure, no number, no date. Every finding has its place.
SheetCheck check(const Sheet& sheet, std::optional<Date> as_of);

/// The National Curriculum year of a child on a day: 0 is Reception, -1 and -2 nursery; by age on
/// 31 August before it.
int school_year_of(Date date_of_birth, Date day);
/// The year that `R`, `N2`, `4`, `Y4`, `Year 4` or `Blwyddyn 4` says; none for other text.
std::optional<int> read_school_year(std::string_view text);

/// The cells of a record, as they would stand in a file.
struct RecordText {
    std::array<Given, kFieldCount> cells;
    int roles_beyond = 0;  ///< how many roles were given beyond the third
    const Given& at(Field field) const { return cells[static_cast<std::size_t>(field)]; }
    Given& at(Field field) { return cells[static_cast<std::size_t>(field)]; }
};

/// One record of an intervention for each pupil, in their order, from the sheet's first to its last
/// day. An outcome is there only where the sheet records one, an id only where the pupil has one.
std::vector<RecordText> records_of(const Sheet& sheet);

}  // namespace effaith::practice
