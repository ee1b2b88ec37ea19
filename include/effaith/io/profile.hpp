// The pupil profile as JSON, and the answer about it: every sheet and record of the learner on one
// time line, and the reviews that are due.
//
// What a time line says of dose, attendance and progress are the engine's figures of each record,
// and the dose of all is a roll-up of them: there is no second arithmetic.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/figure_list.hpp"
#include "effaith/io/practice.hpp"
#include "effaith/practice/profile.hpp"

namespace effaith::practice {

/// Errors: bad_json, bad_encoding.
Result<Profile> read_profile(std::string_view json);
std::string write_profile(const Profile& profile);

/// Where an entry of a time line comes from.
enum class TimelineKind : std::uint8_t { sheet, record, journey };
inline constexpr std::array<std::string_view, 3> kTimelineKindNames{"sheet", "record", "journey"};

/// The figures that a time line shows of a record.
inline constexpr std::array<std::string_view, 10> kTimelineFigures{
    "sessions_scheduled", "sessions_attended", "attendance_rate",
    "hours_received",     "total_cost",        "gain",
    "target_gain",        "target_attainment", "value_added",
    "reliable_change"};

/// What a journey came to on one measure.
struct TimelineVerdict {
    std::string measure;
    std::string name;
    std::int64_t n = 0;
    std::optional<Verdict> verdict;  ///< none where its observations have no order
    stats::Number distance;          ///< last - first, better positive
};

/// What ran, from a day to another, and what came of it.
struct TimelineEntry {
    TimelineKind kind = TimelineKind::sheet;
    std::string where;  ///< a JSON pointer into the profile, or `row 12` of the records
    std::string id;
    std::string school_id;
    std::string intervention;  ///< of a journey its title
    Date started;
    Date ended;
    Stage stage = Stage::ended;  ///< as the day sees it: planned, under way, ended
    std::string measure;
    std::string baseline;  ///< values as they were written
    std::string target;
    std::string actual;
    std::optional<Outcome> outcome;
    std::array<FigureValue, kTimelineFigures.size()> figures;
    std::string further_action;
    std::vector<TimelineVerdict> verdicts;  ///< of a journey
    /// The interventions that began next after this one had ended: positions on the time line.
    std::vector<std::size_t> followed_by;
};

/// A profile as a day sees it.
struct ProfileAnalysis {
    std::vector<TimelineEntry> timeline;  ///< by first day, then last day
    Rollup overall;                       ///< of the sheets' and the file's records: one row
    std::vector<Review> reviews;
    std::int64_t n_records = 0;    ///< of the learner, in the records beside the profile
    std::int64_t n_on_sheets = 0;  ///< of these, those of the profile's sheets: told there
    std::int64_t n_elsewhere = 0;  ///< with this learner_id at a school that is not the profile's
    Findings findings;
};

/// A record of the learner in the records beside a profile.
struct ProfileRecord {
    const RawRecord& raw;
    const Record& record;
    const RecordAnalysis& analysis;
    const std::vector<std::string>& carried;  ///< names of the columns that are no fields
    bool is_on_sheet = false;                 ///< a sheet of the profile has it too
};

/// Reads the records of the profile's learner out of `records`, CSV or JSON, empty for none; those
/// of another school than the profile's are left out. Answers how many were.
/// Errors: those of records.
Result<std::int64_t> for_each_record(const Tools& tools, const Profile& profile,
                                     std::string_view records, DateNotation dates,
                                     const std::function<void(const ProfileRecord&)>& visit);

/// The check of a profile, with targets that do not stand on a known measure, and those worse than
/// where the learner started.
Findings check_profile(const Tools& tools, const Profile& profile);

/// Works a profile out for the engine's `as_of`. An entry with an error is a finding and on no time
/// line.
/// Errors: those of records; invalid_argument without an `as_of`.
Result<ProfileAnalysis> analyse_profile(const Tools& tools, const Profile& profile,
                                        std::string_view records, DateNotation dates);

/// `json` or `table`. Errors: invalid_argument for another format.
Result<std::string> profile_document(const Tools& tools, const Profile& profile,
                                     const ProfileAnalysis& analysis, DocumentFormat format);

}  // namespace effaith::practice
