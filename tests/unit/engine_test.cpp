// The analysis of one record: its figures, and each issue where it belongs and nowhere else.
#include "records.hpp"

using namespace effaith;
using support::analyse;
using support::engine_of;
using support::kConfig;
using support::with;

using Codes = std::vector<std::string>;

namespace {

/// The errors of the good record with one field changed.
Codes errors_with(const std::string& field, const std::string& text,
                  const std::string& config = kConfig) {
    const Engine engine = engine_of(config);
    return analyse(engine, with({{field, text}}))->codes(Severity::error);
}

Codes issues_with(const support::Fields& changes, const std::string& config = kConfig) {
    const Engine engine = engine_of(config);
    return analyse(engine, with(changes))->codes();
}

std::string config_with(const std::string& more) {
    return std::string(kConfig).insert(1, more + ", ");
}

}  // namespace

TEST_CASE("The worked example gives the figures of the definitions") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(engine, support::good_record());
    REQUIRE(answer->codes().empty());
    const Dosage& dosage = *answer->analysis.impact.dosage;
    CHECK(dosage.school_days.raw() == 75);
    CHECK(dosage.school_weeks.raw() == 15);
    CHECK(to_text(dosage.sessions_scheduled) == "15");
    CHECK(dosage.sessions_scheduled_min == 8);
    CHECK(dosage.sessions_scheduled_max == 15);
    CHECK(*dosage.attendance_rate == 11.0 / 15.0);
    CHECK(*dosage.attendance_rate_min == 11.0 / 15.0);
    CHECK(*dosage.attendance_rate_max == 1.375);
    CHECK(to_text(dosage.hours_received) == "5.5");
    CHECK(to_text(*dosage.hours_per_week_received) == "0.3667");
    CHECK(to_text(dosage.staff_hours) == "1.375");
    const Cost& cost = *answer->analysis.impact.cost;
    CHECK(to_text(*cost.staff_cost) == "19.75875");
    CHECK(to_text(*cost.total_cost) == "45.25875");
}

TEST_CASE("A record without a required field is rejected and the field is named") {
    const Engine engine = engine_of(kConfig);
    for (const char* field :
         {"support_type", "delivered_by", "learners_per_session", "frequency", "session_hours",
          "started", "ended", "sessions_attended", "outcome"}) {
        INFO(field);
        const auto answer = analyse(engine, with({{field, ""}}));
        REQUIRE(answer->codes(Severity::error) == Codes{"missing_required"});
        CHECK(name_of(answer->analysis.issues.list().front().field) == field);
        CHECK(answer->analysis.rejected());
    }
}

TEST_CASE("All issues of a record are listed, not the first one") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(engine, with({{"frequency", "sometimes"},
                                              {"learners_per_session", "0"},
                                              {"session_hours", "-1"},
                                              {"capital_cost", "-5"},
                                              {"started", "2023-13"},
                                              {"outcome", "yellow"}}));
    CHECK(answer->codes(Severity::error) == Codes{"unknown_frequency", "unknown_outcome",
                                                  "not_a_date", "learners_lt_1", "negative_hours",
                                                  "negative_cost"});
}

TEST_CASE("What cannot be read is named once, and not also called missing") {
    CHECK(errors_with("sessions_attended", "twelve") == Codes{"not_a_number"});
    CHECK(errors_with("outcome", "blue") == Codes{"unknown_outcome"});
    CHECK(errors_with("ended", "2023-02-30") == Codes{"not_a_date"});
}

TEST_CASE("Numbers that are none, or too large, are refused by name") {
    for (const char* text : {"NaN", "0x10", "١٢", "1,5", "1e", "--1", "inf"}) {
        INFO(text);
        CHECK(errors_with("session_hours", text) == Codes{"not_a_number"});
    }
    CHECK(errors_with("session_hours", "1e400") == Codes{"out_of_range"});
    CHECK(errors_with("sessions_attended", "9000000000000000000") == Codes{"out_of_range"});
    CHECK(errors_with("sessions_attended", "99999999999999999999") == Codes{"out_of_range"});
    CHECK(errors_with("sessions_attended", "11.5") == Codes{"not_a_number"});
    CHECK(errors_with("sessions_attended", "11.0").empty());
    CHECK(errors_with("sessions_delivered", "-1") == Codes{"out_of_range"});
    CHECK(errors_with("episodes_per_session", "-1") == Codes{"out_of_range"});
    CHECK(errors_with("capital_cost", "9223372036800").empty());
    CHECK(errors_with("capital_cost", "9223372036854.775807") == Codes{"out_of_range"});
}

TEST_CASE("Fewer learners than one, or no session attended, is an error") {
    CHECK(errors_with("learners_per_session", "0") == Codes{"learners_lt_1"});
    CHECK(errors_with("learners_per_session", "1").empty());
    CHECK(errors_with("sessions_attended", "0") == Codes{"attended_lt_1"});
    CHECK(errors_with("sessions_attended", "-1") == Codes{"attended_lt_1"});
    CHECK(errors_with("sessions_attended", "1").empty());
}

TEST_CASE("A period is checked against itself and the calendar") {
    CHECK(errors_with("ended", "2023-08") == Codes{"ended_before_started"});
    CHECK(errors_with("ended", "2023-09").empty());
    CHECK(errors_with("started", "1923-09") == Codes{"outside_calendar"});
    CHECK(errors_with("ended", "2423-09") == Codes{"outside_calendar"});
    CHECK(issues_with({{"ended", "2026-08-31"}, {"started", "2023-09-01"}}) == Codes{});
    CHECK(issues_with({{"ended", "2026-09-01"}, {"started", "2023-09-01"}}) == Codes{});
    CHECK(issues_with({{"ended", "2026-09-02"}, {"started", "2023-09-01"}}) ==
          Codes{"implausible_period"});
}

TEST_CASE("Weekdays must suit the frequency") {
    CHECK(errors_with("weekdays", "mon").empty());
    CHECK(errors_with("weekdays", "mon,thu") == Codes{"weekdays_mismatch"});
    CHECK(errors_with("weekdays", "sat") == Codes{"weekdays_mismatch"});
    CHECK(errors_with("weekdays", "monday monday") == Codes{"weekdays_mismatch"});
    CHECK(issues_with({{"weekdays", "Llun a Iau"}, {"frequency", "twice_weekly"}}).empty());
    CHECK(issues_with({{"weekdays", "Mon and Thu"}, {"frequency", "twice_weekly"}}).empty());
    CHECK(issues_with({{"weekdays", "mon"}, {"frequency", "daily"}}) == Codes{"weekdays_mismatch"});
    CHECK(
        issues_with({{"weekdays", "fri"}, {"frequency", "fortnightly"}, {"sessions_attended", "5"}})
            .empty());
    CHECK(issues_with({{"weekdays", "fri"}, {"frequency", "monthly"}}) ==
          Codes{"weekdays_mismatch"});
}

TEST_CASE("More sessions than any timetable allows is a warning, and not one fewer") {
    CHECK(issues_with({{"sessions_attended", "15"}}).empty());
    CHECK(issues_with({{"sessions_attended", "16"}}) == Codes{"attended_exceeds_scheduled"});
}

TEST_CASE("A session of no hours or over seven is a warning") {
    CHECK(issues_with({{"session_hours", "7"}}).empty());
    CHECK(issues_with({{"session_hours", "7.0001"}}) == Codes{"implausible_session"});
    CHECK(issues_with({{"session_hours", "0"}}) == Codes{"implausible_session"});
}

TEST_CASE("A role without a rate leaves the cost unknown, once for each role") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(engine, with({{"delivered_by", "Volunteer"},
                                              {"delivered_by_2", " volunteer "},
                                              {"delivered_by_3", "Teaching Assistant"}}));
    CHECK(answer->codes(Severity::warning) == Codes{"rate_missing"});
    CHECK_FALSE(answer->analysis.impact.cost->staff_cost);
    CHECK_FALSE(answer->analysis.impact.cost->total_cost);
    CHECK(to_text(answer->analysis.impact.cost->capital_cost) == "25.5");
    CHECK(to_text(answer->analysis.impact.dosage->staff_hours) == "4.125");
}

TEST_CASE("The rate in force on the first day of the period counts") {
    const Engine engine = engine_of(kConfig);
    const auto cost = [&](const char* started) {
        const auto answer = analyse(engine, with({{"delivered_by", "TEACHER"},
                                                  {"started", started},
                                                  {"ended", "2023-12"},
                                                  {"capital_cost", ""}}));
        const auto& staff = answer->analysis.impact.cost->staff_cost;
        return staff ? to_text(*staff) : answer->codes(Severity::warning).front();
    };
    CHECK(cost("2023-09") == "55.06875");    // 40.05 x 0.5 x 11 / 4
    CHECK(cost("2023-08-31") == "52.3875");  // 38.10 x 0.5 x 11 / 4
    CHECK(cost("2022-09-01") == "52.3875");
    CHECK(cost("2022-08-31") == "rate_missing");
}

TEST_CASE("Policies change which sessions cost and how capital is shared") {
    const auto cost = [&](const std::string& policy) {
        const Engine engine = engine_of(config_with("\"policy\": {" + policy + "}"));
        const auto answer = analyse(engine, with({{"sessions_delivered", "13"}}));
        const Cost& found = *answer->analysis.impact.cost;
        return to_text(*found.staff_cost) + " + " + to_text(found.capital_cost);
    };
    CHECK(cost("\"cost_basis\": \"attended\"") == "19.75875 + 25.5");
    CHECK(cost("\"cost_basis\": \"scheduled\"") == "26.94375 + 25.5");
    CHECK(cost("\"cost_basis\": \"delivered\"") == "23.35125 + 25.5");
    CHECK(cost("\"capital_scope\": \"group\"") == "19.75875 + 6.375");
}

TEST_CASE("A daily intervention counts by the policy") {
    const auto scheduled = [&](const std::string& rule) {
        const Engine engine = engine_of(config_with("\"policy\": {\"daily\": \"" + rule + "\"}"));
        const auto answer = analyse(engine, with({{"frequency", "daily"}}));
        const Dosage& dosage = *answer->analysis.impact.dosage;
        return to_text(dosage.sessions_scheduled) + " at " + to_text(*dosage.sessions_per_week);
    };
    CHECK(scheduled("school_days") == "75 at 5");
    CHECK(scheduled("weekdays") == "86 at 5");
    CHECK(scheduled("all_days") == "122 at 7");
}

TEST_CASE("A missing aim is a warning, and an error where the policy requires one") {
    CHECK(issues_with({{"aim", ""}}) == Codes{"aim_missing"});
    CHECK(errors_with("aim", "").empty());
    CHECK(errors_with("aim", "", config_with("\"policy\": {\"require_aim\": true}")) ==
          Codes{"aim_missing"});
}

TEST_CASE("The catalogue fills in the type of support and gives way to what is recorded") {
    CHECK(issues_with({{"support_type", ""}, {"intervention", " catch up "}}) ==
          Codes{"support_type_from_catalogue"});
    CHECK(issues_with({{"intervention", "Catch-up Literacy"}}) == Codes{"support_type_overridden"});
    CHECK(
        issues_with({{"support_type", "Catch-Up Literacy"}, {"intervention", "Catch Up"}}).empty());
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(
        engine, with({{"intervention", "Catch Up"}, {"baseline", "75"}, {"actual", "7y0m"}}));
    CHECK(to_text(*answer->analysis.impact.progress.gain) == "9");
}

TEST_CASE("A running period may lack its outcome and sessions, and figures end at as_of") {
    const std::string config = config_with("\"as_of\": \"2023-10-20\"");
    CHECK(issues_with({{"outcome", ""}, {"sessions_attended", "0"}}, config) ==
          Codes{"none_attended", "outcome_missing"});
    CHECK(issues_with({{"outcome", ""}, {"sessions_attended", ""}, {"ended", ""}}, config) ==
          Codes{"none_attended", "outcome_missing"});
    CHECK(errors_with("sessions_attended", "-1", config) == Codes{"attended_lt_1"});
    CHECK(issues_with({{"outcome", ""}, {"ended", "2023-10-19"}}, config) ==
          Codes{"missing_required"});
    CHECK(issues_with({{"outcome", ""}, {"ended", "2023-10-20"}, {"sessions_attended", "5"}},
                      config) == Codes{"outcome_missing"});
    CHECK(issues_with({{"started", "2023-11"}}, config) ==
          Codes{"attended_exceeds_scheduled", "not_started"});
    CHECK(issues_with({{"started", "2023-11"}, {"ended", ""}}, config) ==
          Codes{"attended_exceeds_scheduled", "not_started"});
    const Engine engine = engine_of(config);
    const auto answer = analyse(engine, support::good_record());
    CHECK(answer->analysis.impact.dosage->school_days.raw() == 35);
}

TEST_CASE("The policy can accept incomplete records of periods that have ended") {
    const std::string config = config_with("\"policy\": {\"incomplete\": \"accept\"}");
    CHECK(issues_with({{"outcome", ""}, {"sessions_attended", "0"}}, config) ==
          Codes{"none_attended", "outcome_missing"});
}

TEST_CASE("Scores are checked against their measure") {
    const auto errors = [](const char* measure, const char* actual) {
        const Engine engine = engine_of(kConfig);
        return analyse(engine, with({{"measure", measure}, {"baseline", ""}, {"actual", actual}}))
            ->codes(Severity::error);
    };
    CHECK(errors("nothing", "5") == Codes{"unknown_measure"});
    CHECK(errors("sdq", "40").empty());
    CHECK(errors("sdq", "40.0001") == Codes{"value_out_of_range"});
    CHECK(errors("sdq", "-0.0001") == Codes{"value_out_of_range"});
    CHECK(errors("sdq", "ten") == Codes{"not_a_number"});
    CHECK(errors("ladder", "Attends").empty());
    CHECK(errors("ladder", "3").empty());
    CHECK(errors("ladder", "4") == Codes{"unknown_step"});
    CHECK(errors("ladder", "sings") == Codes{"unknown_step"});
    CHECK(errors("reading_age", "6.3") == Codes{"not_a_number"});
    CHECK(errors("reading_age", "6:03").empty());
    CHECK(errors("reading_age", "<6:00").empty());
    CHECK(errors("reading_age", "6:12") == Codes{"not_a_number"});
    CHECK(errors("attends", "85%").empty());
}

TEST_CASE("A censored score gives no gain") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(
        engine, with({{"measure", "reading_age"}, {"baseline", "<6:00"}, {"actual", "7:00"}}));
    CHECK(answer->codes().empty());
    CHECK_FALSE(answer->analysis.impact.progress.gain);
    CHECK(answer->record.baseline.is_censored());
}

TEST_CASE("Where lower is better, a fall is a gain") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(
        engine, with({{"measure", "sdq"}, {"baseline", "20"}, {"target", "15"}, {"actual", "14"}}));
    const Progress& progress = answer->analysis.impact.progress;
    CHECK(to_text(*progress.gain) == "6");
    CHECK(*progress.target_attainment == 1.2);
    CHECK(*progress.derived_outcome == Outcome::amber);  // within the tolerance of 1
    CHECK(answer->codes().empty());
}

TEST_CASE("A recorded outcome that the scores contradict stands, with a warning") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(
        engine,
        with({{"measure", "sdq"}, {"baseline", "20"}, {"target", "15"}, {"actual", "13.9"}}));
    CHECK(answer->codes() == Codes{"outcome_mismatch"});
    CHECK(*answer->analysis.outcome == Outcome::amber);
}

TEST_CASE("A target below the start is a warning; one that holds steady is none") {
    const support::Fields base{{"measure", "attends"}, {"baseline", "80"}, {"target", "80"}};
    CHECK(issues_with(base).empty());
    support::Fields worse = base;
    worse["target"] = "79";
    CHECK(issues_with(worse) == Codes{"target_not_improvement"});
}

TEST_CASE("Assessments out of order are an error") {
    CHECK(issues_with({{"baseline_date", "2023-12-01"}, {"actual_date", "2023-11-30"}}) ==
          Codes{"assessed_out_of_order"});
    CHECK(issues_with({{"baseline_date", "2023-12-01"}, {"actual_date", "2023-12-01"}}).empty());
}

TEST_CASE("Five-point reviews are read as red, amber and green") {
    const auto outcome = [](const char* score) {
        const Engine engine = engine_of(kConfig);
        const auto answer = analyse(engine, with({{"outcome", ""}, {"outcome_score", score}}));
        return answer->analysis.outcome ? std::string(name_of(*answer->analysis.outcome))
                                        : answer->codes().front();
    };
    CHECK(outcome("-2") == "red");
    CHECK(outcome("-1") == "red");
    CHECK(outcome("0") == "amber");
    CHECK(outcome("+1") == "green");
    CHECK(outcome("2") == "green");
    CHECK(outcome("3") == "unknown_outcome");
    CHECK(outcome("0.5") == "unknown_outcome");
    CHECK(issues_with({{"outcome", "red"}, {"outcome_score", "1"}}) == Codes{"outcome_mismatch"});
}

TEST_CASE("A code outside its years is a warning; an unknown one is a note and stays") {
    const std::string config = config_with(
        R"("codes": {"tier": [{"code": "old", "en": "The old tier", "from": "2010-09-01", "to": "2023-08-31"}]})");
    CHECK(issues_with({{"tier", "the OLD tier"}}, config) == Codes{"code_not_in_force"});
    CHECK(issues_with({{"tier", "old"}, {"started", "2023-08-31"}}, config).empty());
    CHECK(issues_with({{"tier", "other"}}, config) == Codes{"unknown_code"});
    CHECK(issues_with({{"tier", "targeted"}}).empty());
    CHECK(issues_with({{"area_of_need", "SEMH"}}).empty());
}

TEST_CASE("A comparison learner has progress and neither dose nor cost") {
    const Engine engine = engine_of(kConfig);
    const support::Fields fields{{"learner_id", "L9"},
                                 {"school_id", "S1"},
                                 {"measure", "sdq"},
                                 {"baseline", "20"},
                                 {"actual", "15"},
                                 {"cohort", "comparison"},
                                 {"baseline_date", "2023-09-10"},
                                 {"actual_date", "2023-12-10"}};
    const auto answer = analyse(engine, fields);
    CHECK(answer->codes().empty());
    CHECK_FALSE(answer->analysis.impact.dosage);
    CHECK_FALSE(answer->analysis.impact.cost);
    CHECK(to_text(*answer->analysis.impact.progress.gain) == "5");
    support::Fields undated = fields;
    undated["actual_date"] = "";
    CHECK(analyse(engine, undated)->codes() == Codes{"missing_required", "missing_required"});
    support::Fields nobody = fields;
    nobody["learner_id"] = "";
    CHECK(analyse(engine, nobody)->codes() == Codes{"missing_required"});
    support::Fields odd = fields;
    odd["cohort"] = "other";
    CHECK(analyse(engine, odd)->has("value_out_of_range"));
}

TEST_CASE("More decimals than a scale holds are rounded to even, with a note") {
    const Engine engine = engine_of(kConfig);
    const auto answer = analyse(engine, with({{"session_hours", "0.33335"}}));
    CHECK(answer->codes() == Codes{"precision_reduced"});
    CHECK(to_text(*answer->record.session_hours) == "0.3334");
}

TEST_CASE("A school with a calendar of its own uses it") {
    const std::string config = config_with(R"("calendars": {"S2": {"years": [{"name": "2023/24",
        "terms": [{"name": "Autumn", "start": "2023-09-11", "end": "2023-12-15"}]}]}})");
    const Engine engine = engine_of(config);
    CHECK(analyse(engine, support::good_record())->analysis.impact.dosage->school_days.raw() == 75);
    CHECK(analyse(engine, with({{"school_id", "S2"}}))->analysis.impact.dosage->school_days.raw() ==
          70);
}

TEST_CASE("Schools that choose one calendar by name share it") {
    const Engine engine = engine_of(R"({"calendars": {"S1": "wales/gwynedd", "S2": "wales/gwynedd",
        "S3": {"name": "wales/gwynedd", "inset": "closed"}, "S4": "typical"}})");
    CHECK(&engine.calendar_of("S1") == &engine.calendar_of(" S2 "));
    CHECK(&engine.calendar_of("S1") != &engine.calendar_of("S3"));
    CHECK(&engine.calendar_of("S4") == &engine.calendar());
    CHECK(&engine.calendar_of("S5") == &engine.calendar());
    const Engine own = engine_of(R"({"calendar": {"name": "typical", "years": [{"name": "2023/24",
        "terms": [{"name": "Autumn", "start": "2023-09-11", "end": "2023-12-15"}]}]},
        "calendars": {"S1": "typical"}})");
    CHECK(own.calendar().years().size() == 1);
    CHECK(own.calendar_of("S1").years().size() == 110);
}

TEST_CASE("Rates of a period before any rate, and a rate card's faults, are told apart") {
    CHECK_FALSE(read_config(R"({"rates": {"TA": -5}})"));
    CHECK_FALSE(read_config(
        R"({"rates": {"TA": [{"from": "2023-09-01", "rate": 1}, {"from": "2023-09-01", "rate": 2}]}})"));
    CHECK_FALSE(read_config(R"({"rates": {"TA": 5, " ta ": 6}})"));
    const Result<Engine> twice =
        Engine::create(read_config(R"({"measures": [{"id": "a"}, {"id": "A"}]})").value());
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().code == ErrorCode::bad_configuration);
    const Result<Engine> unmeasured = Engine::create(
        read_config(R"({"catalogue": [{"intervention": "x", "measure": "y"}]})").value());
    REQUIRE_FALSE(unmeasured.ok());
    const Result<Engine> shared =
        Engine::create(read_config(R"({"catalogue": [{"intervention": "x"},
                       {"intervention": "z", "aliases": ["X"]}]})")
                           .value());
    REQUIRE_FALSE(shared.ok());
}

TEST_CASE("The digest tells configurations with other figures apart, and no others") {
    const auto digest = [](const std::string& config) { return engine_of(config).config_digest(); };
    CHECK(digest("{}").size() == 32);
    CHECK(digest("{}") == digest(R"({"language": "cy"})"));
    CHECK(digest("{}") != digest(R"({"as_of": "2024-01-01"})"));
    CHECK(digest(R"({"rates": {"TA": 1, "HLTA": 2}})") ==
          digest(R"({"rates": {"HLTA": 2, "ta": 1}})"));
    CHECK(digest(R"({"rates": {"TA": 1}})") != digest(R"({"rates": {"TA": 1.000001}})"));
    CHECK(digest(R"({"calendar": "wales/gwynedd"})") !=
          digest(R"({"calendar": {"name": "wales/gwynedd", "inset": "closed"}})"));
    CHECK(digest(R"({"id_key": "00112233445566778899aabbccddeeff"})") != digest("{}"));
}

TEST_CASE("A figure too large to hold names the quantity that made it so") {
    const Engine engine = engine_of(kConfig);
    const auto culprit = [&](const support::Fields& changes) {
        const auto answer = analyse(engine, with(changes));
        const Issue& issue = answer->analysis.issues.list().back();
        CHECK(rule_of(issue.code).name == "out_of_range");
        CHECK_FALSE(issue.found.empty());
        return std::string(name_of(issue.field));
    };
    CHECK(culprit({{"session_hours", "900000000000000"}}) == "session_hours");
    CHECK(culprit({{"sessions_attended", "9000000000000000000"}}) == "sessions_attended");
    CHECK(culprit({{"capital_cost", "9223372036854.775807"}}) == "capital_cost");
    const Engine running = engine_of(config_with("\"as_of\": \"2023-10-20\""));
    const auto open = analyse(
        running,
        with({{"session_hours", "900000000000000"}, {"sessions_attended", ""}, {"outcome", ""}}));
    CHECK(name_of(open->analysis.issues.list().back().field) == "session_hours");
}

TEST_CASE("A role named three times is three people and one role") {
    const Engine engine = engine_of(R"({"rates": {"TA": 14.37}, "redact_rates": true})");
    const auto answer = analyse(
        engine,
        with({{"delivered_by", "TA"}, {"delivered_by_2", " ta"}, {"delivered_by_3", "Ta"}}));
    CHECK(answer->analysis.roles == 3);
    CHECK(answer->analysis.different_roles == 1);
}

TEST_CASE("A comparison learner's empty dose may be written in any way") {
    const Engine engine = engine_of(kConfig);
    const support::Fields fields{{"learner_id", "L9"},
                                 {"school_id", "S1"},
                                 {"measure", "sdq"},
                                 {"baseline", "20"},
                                 {"actual", "15"},
                                 {"cohort", "comparison"},
                                 {"frequency", "n/a"},
                                 {"session_hours", "-"},
                                 {"outcome", "none"},
                                 {"baseline_date", "2023-09-10"},
                                 {"actual_date", "2023-12-10"}};
    CHECK(analyse(engine, fields)->codes().empty());
    support::Fields unmeasured = fields;
    unmeasured["measure"] = "zz";
    CHECK(analyse(engine, unmeasured)->codes() == Codes{"unknown_measure"});
}

TEST_CASE("A secret key that is a number is not repeated either") {
    const Result<Config> config = read_config(R"({"id_key": 12345678901234567890123456789012})");
    REQUIRE_FALSE(config.ok());
    CHECK(config.error().message.find("1234") == std::string::npos);
}
