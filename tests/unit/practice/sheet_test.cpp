// The intervention sheet: its stages, what is missing at each, its records, and its evaluation.
#include <algorithm>

#include "desk.hpp"
#include "io/json_tree.hpp"

using namespace effaith;
using namespace effaith::practice;
using support::Desk;

namespace {

Sheet sample() {
    return read_sheet(support::kSheet).value();
}

using Places = std::vector<std::string>;

/// The places of the findings of a code.
Places places(const Findings& findings, FindingCode code) {
    Places found;
    for (const Finding& finding : findings)
        if (finding.code == code) found.push_back(finding.where);
    return found;
}

Places places_of(const Sheet& sheet, FindingCode code) {
    return places(check(sheet, std::nullopt).findings, code);
}

const RuleAdvice& rule_in(const Advice& advice, AdviceRule rule) {
    return *std::find_if(advice.rules.begin(), advice.rules.end(),
                         [rule](const RuleAdvice& each) { return each.rule == rule; });
}

}  // namespace

TEST_CASE("A whole sheet has nothing to find") {
    const Desk desk;
    const SheetCheck checked = check_sheet(desk.tools(), sample());
    CHECK(checked.stage == Stage::ended);
    for (const Finding& finding : checked.findings) {
        INFO(finding.where << ": " << finding.detail);
        CHECK(finding.severity() == Severity::note);
    }
}

TEST_CASE("The stage of a sheet is that of the day, or of what is filled in") {
    const Sheet sheet = sample();
    CHECK(to_text(*sheet.end()) == "2023-11-26");
    CHECK(stage_of(sheet, Date::parse("2023-09-03")) == Stage::planned);
    CHECK(stage_of(sheet, Date::parse("2023-09-04")) == Stage::under_way);
    CHECK(stage_of(sheet, Date::parse("2023-11-26")) == Stage::under_way);
    CHECK(stage_of(sheet, Date::parse("2023-11-27")) == Stage::ended);
    CHECK(stage_of(Sheet{}, std::nullopt) == Stage::planned);
}

TEST_CASE("An empty sheet lacks its plan and its pupils, each with its place") {
    const SheetCheck checked = check(Sheet{}, std::nullopt);
    CHECK(checked.stage == Stage::planned);
    CHECK(places(checked.findings, FindingCode::no_pupils) == Places{"/pupils"});
    CHECK(places(checked.findings, FindingCode::missing).size() == 13);
    CHECK(has_error(checked.findings));
}

TEST_CASE("What is missing depends on the stage") {
    Sheet sheet = sample();
    sheet.run_again.reset();
    SheetPupil& pupil = sheet.pupils[1];
    pupil.sessions_attended.reset();
    pupil.actual = {};
    pupil.evaluation.clear();
    const auto missing = [&](const char* day) {
        return places(check(sheet, Date::parse(day)).findings, FindingCode::missing);
    };
    CHECK(missing("2023-09-01").empty());
    CHECK(missing("2023-10-01") == Places{"/pupils/1/sessions_attended"});
    CHECK(missing("2024-01-01") == Places{"/pupils/1/sessions_attended", "/pupils/1/actual",
                                          "/pupils/1/evaluation", "/run_again"});
}

TEST_CASE("A target has a measure, a number and a date") {
    Sheet sheet = sample();
    sheet.measure.clear();
    sheet.pupils[0].target.value = {};
    sheet.pupils[0].target.competency = "Reads a page aloud";
    sheet.pupils[1].target.date.reset();
    CHECK(places_of(sheet, FindingCode::target_no_measure).size() == 5);
    CHECK(places_of(sheet, FindingCode::target_no_number) == Places{"/pupils/0/target"});
    CHECK(places_of(sheet, FindingCode::target_no_date) == Places{"/pupils/1/target/date"});
}

TEST_CASE("Dates out of order, learners twice and years that are not those of the age are found") {
    Sheet sheet = sample();
    sheet.pupils[0].target.date = Date::parse("2023-09-03");
    sheet.pupils[1].actual.date = Date::parse("2023-09-03");
    sheet.pupils[2].learner_id = "L1";
    sheet.pupils[0].year_group = "Year 5";
    CHECK(places_of(sheet, FindingCode::dates_out_of_order) ==
          Places{"/pupils/0/target/date", "/pupils/1/actual/date"});
    CHECK(places_of(sheet, FindingCode::duplicate_learner) == Places{"/pupils/2/learner_id"});
    CHECK(places_of(sheet, FindingCode::year_group_not_of_age) == Places{"/pupils/0/year_group"});
    sheet.weeks = 0;
    CHECK(places_of(sheet, FindingCode::weeks_out_of_range) == Places{"/weeks"});
    CHECK_FALSE(sheet.end());
}

TEST_CASE("School years are those of the age on 31 August") {
    const Date september = *Date::parse("2023-09-04");
    CHECK(school_year_of(*Date::parse("2018-09-01"), september) == 0);
    CHECK(school_year_of(*Date::parse("2018-08-31"), september) == 1);
    CHECK(school_year_of(*Date::parse("2015-10-02"), *Date::parse("2024-08-31")) == 3);
    CHECK(read_school_year("Year 4") == 4);
    CHECK(read_school_year("Blwyddyn 11") == 11);
    CHECK(read_school_year("Y3") == 3);
    CHECK(read_school_year("R") == 0);
    CHECK(read_school_year("Nursery 1") == -2);
    CHECK_FALSE(read_school_year("Oak class"));
    CHECK_FALSE(read_school_year("15"));
}

TEST_CASE("What the engine finds wrong with a pupil's record is found at the pupil") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.pupils[3].actual.value = {"6.3", false};
    sheet.pupils[4].measure = "unheard of";
    const Findings findings = check_sheet(desk.tools(), sheet).findings;
    CHECK(places(findings, FindingCode::record_refused) == Places{"/pupils/3", "/pupils/4"});
}

TEST_CASE("A pupil who attended no session is found by the check, and the evaluation says so") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.pupils[0].sessions_attended = 0;
    sheet.pupils[1].sessions_attended = 0;
    sheet.pupils[2].sessions_attended.reset();
    const SheetCheck checked = check_sheet(desk.tools(), sheet);
    CHECK(places(checked.findings, FindingCode::record_refused) ==
          Places{"/pupils/0", "/pupils/1"});
    CHECK(places(checked.findings, FindingCode::missing) == Places{"/pupils/2/sessions_attended"});
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sheet, nullptr).value();
    CHECK(evaluation.overall.n_rejected() == 3);
    CHECK(evaluation.n_none_attended == 2);
    const std::string said =
        "3 of 5 pupils are not in the overall figures; of these, 2 attended no session.";
    const auto document = [&](DocumentFormat format) {
        return *sheet_evaluation_document(desk.tools(), sheet, nullptr, format);
    };
    CHECK(document(DocumentFormat::table).find(said) != std::string::npos);
    const JsonNode answer = read_json(document(DocumentFormat::json)).value();
    CHECK(answer.find("left_out")->text == said);
    CHECK(answer.find("n_none_attended")->text == "2");
    const RuleAdvice& attendance = evaluation.advice.rules[2];
    CHECK(attendance.n == 4);
    CHECK(document(DocumentFormat::table).find("2 of the 4 pupils came to no session") !=
          std::string::npos);
}

TEST_CASE("Where nobody is in the figures, attendance is none only if nobody came") {
    const Desk desk;
    Sheet sheet = sample();
    for (SheetPupil& pupil : sheet.pupils)
        pupil.sessions_attended = 0;
    const auto attendance = [&] {
        return evaluate_sheet(desk.tools(), sheet, nullptr).value().advice.rules[2];
    };
    CHECK(attendance().says == Says::alter);
    REQUIRE(attendance().figures[0].value);
    CHECK(*attendance().figures[0].value == 0.0);
    sheet.pupils[0].sessions_attended = 9;
    sheet.pupils[0].measure = "unheard of";
    CHECK(attendance().says == Says::nothing);
    CHECK_FALSE(attendance().figures[0].value);
}

TEST_CASE("A sheet under way says who has attended nothing so far, and counts them") {
    const Desk desk(std::string("2023-10-02"));
    Sheet sheet = sample();
    sheet.pupils[0].sessions_attended = 0;
    CHECK(places(check_sheet(desk.tools(), sheet).findings, FindingCode::record_warning).front() ==
          "/pupils/0");
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sheet, nullptr).value();
    CHECK(evaluation.overall.n_rejected() == 0);
    CHECK(evaluation.n_none_attended == 0);
    const Desk before(std::string("2023-09-01"));
    for (const Finding& finding : check_sheet(before.tools(), sheet).findings)
        CHECK(finding.found != "none_attended");
}

TEST_CASE("An outcome is missing where none follows from the scores") {
    const Desk desk;
    Sheet sheet = sample();
    SheetPupil& in_words = sheet.pupils[1];
    in_words.target = {{}, "Says sentences", in_words.target.date};
    in_words.actual = {{}, "Says sentences", in_words.actual.date};
    const auto missing = [&] {
        return places(check_sheet(desk.tools(), sheet).findings, FindingCode::missing);
    };
    CHECK(missing() == Places{"/pupils/1/outcome"});
    in_words.outcome = Outcome::amber;
    CHECK(missing().empty());
    // A score that cannot be read is what has to be put right.
    sheet.pupils[2].actual.value = {"6.3", false};
    CHECK(missing().empty());
}

TEST_CASE("A type of support that nobody says is missing, once") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.intervention = "Unheard of";
    const Findings findings = check_sheet(desk.tools(), sheet).findings;
    CHECK(places(findings, FindingCode::missing) == Places{"/support_type"});
}

TEST_CASE("Pupils without an identifier have records without one, and are no duplicates") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.pupils[0].learner_id.clear();
    sheet.pupils[1].learner_id.clear();
    CHECK(places_of(sheet, FindingCode::missing) ==
          Places{"/pupils/0/learner_id", "/pupils/1/learner_id"});
    const SheetRecords records = analyse_records(desk.tools(), sheet);
    CHECK_FALSE(records[0]->text.at(Field::id).is_there());
    for (const auto& record : records)
        CHECK_FALSE(record->analysis.rejected());
}

TEST_CASE("A target lies after the start and after its baseline") {
    Sheet sheet = sample();
    sheet.pupils[0].baseline.date = Date::parse("2023-09-20");
    sheet.pupils[0].target.date = Date::parse("2023-09-19");
    sheet.pupils[1].target.date = Date::parse("2023-09-03");
    CHECK(places_of(sheet, FindingCode::dates_out_of_order) ==
          Places{"/pupils/0/target/date", "/pupils/1/target/date"});
}

TEST_CASE("A sheet's records are those of its pupils, from its first to its last day") {
    const Desk desk;
    const SheetRecords records = analyse_records(desk.tools(), sample());
    REQUIRE(records.size() == 5);
    for (const auto& record : records)
        CHECK_FALSE(record->analysis.rejected());
    const SheetRecord& first = *records.front();
    CHECK(first.text.at(Field::id).text == "sheet-1:L1");
    CHECK(first.text.at(Field::started).text == "2023-09-04");
    CHECK(first.text.at(Field::ended).text == "2023-11-26");
    CHECK(first.text.at(Field::delivered_by).text == "Teaching assistant");
    CHECK(first.analysis.impact.progress.gain == Score::from_whole(7));
    // The outcome follows from target and actual where it is not recorded.
    std::vector<Outcome> outcomes;
    for (const auto& record : records)
        outcomes.push_back(*record->analysis.outcome);
    CHECK(outcomes == std::vector<Outcome>{Outcome::green, Outcome::red, Outcome::amber,
                                           Outcome::green, Outcome::green});
}

TEST_CASE("More than three roles are refused, not cut off") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.delivered_by = {"Teacher", "Teaching assistant", "Physiotherapist", "Coach"};
    for (const auto& record : analyse_records(desk.tools(), sheet))
        CHECK(record->analysis.rejected());
}

TEST_CASE("The records of a sheet stand as those of a file") {
    const Desk desk;
    const JsonNode list = read_json(sheet_records_document(desk.tools(), sample())).value();
    REQUIRE(list.items.size() == 5);
    CHECK(list.items[1].find("outcome")->text == "red");
    CHECK(list.items[1].find("session_hours")->is(JsonNode::Kind::number));
}

TEST_CASE("A sheet of few pupils has figures and no advice from them") {
    const Desk desk;
    Sheet sheet = sample();
    sheet.pupils.resize(4);
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sheet, nullptr).value();
    CHECK(evaluation.overall.n_analysed() == 4);
    CHECK(evaluation.advice.says == Says::too_few);
    for (const RuleAdvice& rule : evaluation.advice.rules)
        CHECK((rule.says == Says::too_few || rule.says == Says::nothing));
}

TEST_CASE("Progress is held against a month of age a month") {
    const Desk desk;
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sample(), nullptr).value();
    CHECK(evaluation.inputs.expectation == Expectation::growth);
    REQUIRE(evaluation.inputs.progress.size() == 5);
    CHECK(evaluation.inputs.progress[0] == Approx(7.0 - 84.0 / 30.4375));
    CHECK(rule_in(evaluation.advice, AdviceRule::effect).n == 5);
    CHECK(rule_in(evaluation.advice, AdviceRule::outcomes).says == Says::alter);
    CHECK(evaluation.advice.because == AdviceRule::effect);
}

TEST_CASE("Poor attendance turns advice into altering") {
    const Desk desk;
    Sheet sheet = sample();
    for (SheetPupil& pupil : sheet.pupils)
        pupil.sessions_attended = 10;
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sheet, nullptr).value();
    CHECK(rule_in(evaluation.advice, AdviceRule::attendance).says == Says::alter);
    CHECK(evaluation.advice.says == Says::alter);
}

TEST_CASE("A cost per outcome is held against those of other interventions") {
    const Desk desk;
    Rollup others = Rollup::create(desk.engine, {"intervention"}, false).value();
    const auto other = support::analyse(desk.engine, support::with({{"intervention", "Another"},
                                                                    {"learners_per_session", "40"},
                                                                    {"capital_cost", ""}}));
    REQUIRE(others.update(other->record, other->analysis, {}).ok());
    const SheetEvaluation evaluation = evaluate_sheet(desk.tools(), sample(), &others).value();
    CHECK(evaluation.inputs.other_costs.size() == 1);
    CHECK(rule_in(evaluation.advice, AdviceRule::cost).says == Says::alter);
    const Rollup by_school = Rollup::create(desk.engine, {"school_id"}, false).value();
    CHECK_FALSE(evaluate_sheet(desk.tools(), sample(), &by_school).ok());
}

TEST_CASE("The answers about a sheet are JSON or tables, in both languages") {
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Desk desk(code);
        const Tools tools = desk.tools();
        for (const Sheet& sheet : {sample(), Sheet{}}) {
            CHECK(read_json(*sheet_check_document(tools, sheet, DocumentFormat::json)).ok());
            CHECK(read_json(*sheet_evaluation_document(tools, sheet, nullptr, DocumentFormat::json))
                      .ok());
            // No slot of a text is left unfilled.
            CHECK(sheet_check_document(tools, sheet, DocumentFormat::table)->find('{') ==
                  std::string::npos);
            CHECK(sheet_evaluation_document(tools, sheet, nullptr, DocumentFormat::table)
                      ->find('{') == std::string::npos);
        }
        CHECK_FALSE(sheet_check_document(tools, sample(), DocumentFormat::csv).ok());
        CHECK_FALSE(
            sheet_evaluation_document(tools, sample(), nullptr, DocumentFormat::ndjson).ok());
    }
}
