#include "effaith/practice/sheet.hpp"

#include <algorithm>
#include <set>

#include "effaith/text_key.hpp"
#include "practice/checker.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

void need_plan(const Sheet& sheet, Checker& check) {
    check.need(!sheet.intervention.empty(), "/intervention");
    check.need(!sheet.lead.empty(), "/lead");
    check.need(sheet.weeks.has_value(), "/weeks");
    check.need(sheet.frequency.has_value(), "/frequency");
    check.need(sheet.session_hours.has_value(), "/session_hours");
    check.need(!sheet.location.empty(), "/location");
    check.need(!sheet.rationale.need.empty(), "/rationale/need");
    check.need(!sheet.rationale.evidence.empty(), "/rationale/evidence");
    const ParentsInformed& parents = sheet.parents_informed;
    const bool told = parents.date && !parents.how.empty();
    check.need(told || !parents.reason_not.empty(), "/parents_informed");
    check.need(!sheet.universal_provision.empty(), "/universal_provision");
    check.need(!sheet.expected_outcome.empty(), "/expected_outcome");
    check.need(!sheet.assessment_methods.empty(), "/assessment_methods");
    check.need(sheet.start.has_value(), "/start");
}

void need_results(const Sheet& sheet, Checker& check) {
    check.need(!sheet.other_factors.empty(), "/other_factors");
    check.need(sheet.run_again.has_value(), "/run_again");
    const bool changes = sheet.run_again == RunAgain::with_changes;
    check.need(!changes || !sheet.changes.empty(), "/changes");
}

void check_year_group(const Sheet& sheet, const SheetPupil& pupil, const std::string& at,
                      Checker& check) {
    const std::optional<int> said = read_school_year(pupil.year_group);
    if (!said || !pupil.date_of_birth || !sheet.start) return;
    const int of_age = school_year_of(*pupil.date_of_birth, *sheet.start);
    if (*said != of_age) {
        check.add(FindingCode::year_group_not_of_age, at + "/year_group", pupil.year_group,
                  std::to_string(of_age));
    }
}

void check_pupil(const Sheet& sheet, std::size_t i, Stage stage, Checker& check) {
    const SheetPupil& pupil = sheet.pupils[i];
    const std::string at = place_of("pupils", i);
    check.need(!pupil.learner_id.empty(), at + "/learner_id");
    check.need(pupil.baseline.is_there(), at + "/baseline");
    check.need(!pupil.baseline.is_there() || pupil.baseline.date, at + "/baseline/date");
    check_target(pupil.target, !pupil.measure.empty() || !sheet.measure.empty(), at, check);
    const std::optional<Date> from = std::max(sheet.start, pupil.baseline.date);
    check_order(from, pupil.target.date, at + "/target/date", check);
    check_order(pupil.baseline.date, pupil.actual.date, at + "/actual/date", check);
    check_order(pupil.date_of_birth, sheet.start, at + "/date_of_birth", check);
    check_year_group(sheet, pupil, at, check);
    if (stage == Stage::planned) return;
    check.need(pupil.sessions_attended.has_value(), at + "/sessions_attended");
    if (stage == Stage::under_way) return;
    check.need(pupil.actual.is_there(), at + "/actual");
    check.need(!pupil.actual.is_there() || pupil.actual.date, at + "/actual/date");
    check.need(!pupil.evaluation.empty(), at + "/evaluation");
    check.need(!pupil.further_action.empty(), at + "/further_action");
}

void check_learners_differ(const Sheet& sheet, Checker& check) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < sheet.pupils.size(); ++i) {
        const std::string& id = sheet.pupils[i].learner_id;
        if (!id.empty() && !seen.insert(id).second)
            check.add(FindingCode::duplicate_learner, place_of("pupils", i) + "/learner_id", id);
    }
}

void set(RecordText& record, Field field, std::string text, bool is_number = false) {
    record.at(field) = {std::move(text), is_number};
}

void set_count(RecordText& record, Field field, const std::optional<std::int64_t>& count) {
    if (count) set(record, field, std::to_string(*count), true);
}

void set_date(RecordText& record, Field field, const std::optional<Date>& date) {
    if (date) set(record, field, to_text(*date));
}

std::string weekday_list(WeekdaySet days) {
    std::string text;
    for (int day = 0; day < 7; ++day) {
        if (!days.has(day)) continue;
        (text += text.empty() ? "" : ",") += kWeekdayNames[day];
    }
    return text;
}

void set_plan(RecordText& record, const Sheet& sheet) {
    set(record, Field::school_id, sheet.school_id);
    set(record, Field::cluster_id, sheet.cluster_id);
    set(record, Field::authority_id, sheet.authority_id);
    set(record, Field::support_type, sheet.support_type);
    set(record, Field::intervention, sheet.intervention);
    set(record, Field::aim, sheet.expected_outcome);
    if (sheet.frequency) set(record, Field::frequency, std::string(rule_of(*sheet.frequency).code));
    set(record, Field::weekdays, weekday_list(sheet.weekdays));
    if (sheet.session_hours) set(record, Field::session_hours, to_text(*sheet.session_hours), true);
    const auto pupils = static_cast<std::int64_t>(sheet.pupils.size());
    set_count(record, Field::learners_per_session, sheet.learners_per_session.value_or(pupils));
    set_count(record, Field::sessions_delivered, sheet.sessions_delivered);
    set_date(record, Field::started, sheet.start);
    set_date(record, Field::ended, sheet.end());
}

void set_roles(RecordText& record, const std::vector<std::string>& roles) {
    for (std::size_t i = 0; i < std::min(roles.size(), kMostRoles); ++i)
        set(record, kRoleFields[i], roles[i]);
    if (roles.size() > kMostRoles)
        record.roles_beyond = static_cast<int>(roles.size() - kMostRoles);
}

void set_pupil(RecordText& record, const Sheet& sheet, const SheetPupil& pupil) {
    const std::string prefix = sheet.id.empty() ? "" : sheet.id + ":";
    if (!pupil.learner_id.empty()) set(record, Field::id, prefix + pupil.learner_id);
    set(record, Field::learner_id, pupil.learner_id);
    set(record, Field::year_group, pupil.year_group);
    set(record, Field::area_of_need, pupil.area_of_need);
    set(record, Field::tier, pupil.tier);
    set(record, Field::measure, pupil.measure.empty() ? sheet.measure : pupil.measure);
    record.at(Field::baseline) = pupil.baseline.value;
    record.at(Field::target) = pupil.target.value;
    record.at(Field::actual) = pupil.actual.value;
    set_date(record, Field::baseline_date, pupil.baseline.date);
    set_date(record, Field::actual_date, pupil.actual.date);
    set_count(record, Field::sessions_attended, pupil.sessions_attended);
    if (pupil.outcome) set(record, Field::outcome, std::string(name_of(*pupil.outcome)));
    if (pupil.capital_cost) set(record, Field::capital_cost, to_text(*pupil.capital_cost), true);
}

}  // namespace

std::optional<Date> Sheet::end() const {
    if (!start || !weeks || *weeks < 1 || *weeks > kMostWeeks) return std::nullopt;
    constexpr int kLastYear = 9000;
    if (start->ymd().year > kLastYear) return std::nullopt;
    return *start + static_cast<int>(*weeks * 7 - 1);
}

const std::vector<std::string>& Sheet::deliverers_of(const SheetPupil& pupil) const {
    return pupil.delivered_by.empty() ? delivered_by : pupil.delivered_by;
}

Stage stage_of(const Sheet& sheet, std::optional<Date> as_of) {
    if (as_of && sheet.start) {
        if (*as_of < *sheet.start) return Stage::planned;
        const std::optional<Date> end = sheet.end();
        return end && *as_of > *end ? Stage::ended : Stage::under_way;
    }
    const auto any = [&](auto has) {
        return std::any_of(sheet.pupils.begin(), sheet.pupils.end(), has);
    };
    const bool results = any([](const SheetPupil& pupil) { return pupil.actual.is_there(); });
    if (results || sheet.run_again) return Stage::ended;
    const bool attended =
        any([](const SheetPupil& pupil) { return pupil.sessions_attended.has_value(); });
    return attended ? Stage::under_way : Stage::planned;
}

SheetCheck check(const Sheet& sheet, std::optional<Date> as_of) {
    SheetCheck result;
    result.stage = stage_of(sheet, as_of);
    Checker checker(result.findings);
    if (sheet.weeks && (*sheet.weeks < 1 || *sheet.weeks > kMostWeeks)) {
        checker.add(FindingCode::weeks_out_of_range, "/weeks", std::to_string(*sheet.weeks),
                    "1 to " + std::to_string(kMostWeeks));
    }
    need_plan(sheet, checker);
    if (sheet.pupils.empty()) checker.add(FindingCode::no_pupils, "/pupils");
    check_learners_differ(sheet, checker);
    for (std::size_t i = 0; i < sheet.pupils.size(); ++i)
        check_pupil(sheet, i, result.stage, checker);
    if (result.stage == Stage::ended) need_results(sheet, checker);
    return result;
}

int school_year_of(Date date_of_birth, Date day) {
    // A child starts Year 1 in the September after turning 5 on or before 31 August.
    const auto year_of_intake = [](Date date) {
        const YearMonthDay at = date.ymd();
        return at.month >= 9 ? at.year + 1 : at.year;
    };
    return year_of_intake(day) - year_of_intake(date_of_birth) - 5;
}

std::optional<int> read_school_year(std::string_view text) {
    std::string key = text_key(text);
    for (const std::string_view word : {"blwyddyn", "year", "bl", "yr", "y"}) {
        if (key.rfind(word, 0) != 0) continue;
        key = key.substr(word.size());
        break;
    }
    key = std::string(trimmed(key));
    if (key == "r" || key == "reception" || key == "derbyn") return 0;
    if (key == "n2" || key == "nursery 2" || key == "meithrin 2") return -1;
    if (key == "n1" || key == "nursery 1" || key == "meithrin 1") return -2;
    ReadDecimal read;
    const bool whole = read_decimal(key, 0, read) == DecimalFault::none && !read.reduced;
    if (!whole || read.raw < 1 || read.raw > 14) return std::nullopt;
    return static_cast<int>(read.raw);
}

std::vector<RecordText> records_of(const Sheet& sheet) {
    std::vector<RecordText> records;
    for (const SheetPupil& pupil : sheet.pupils) {
        RecordText& record = records.emplace_back();
        set_plan(record, sheet);
        set_pupil(record, sheet, pupil);
        const std::vector<std::string>& roles = sheet.deliverers_of(pupil);
        set_roles(record, roles.empty() ? std::vector<std::string>{sheet.lead} : roles);
    }
    return records;
}

}  // namespace effaith::practice
