// Pupil profiles: what a check finds, which reviews are due, and the one time line.
#include "effaith/io/profile.hpp"
#include "io/json_tree.hpp"
#include "practice_samples.hpp"
#include "records.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

Profile sample() {
    return read_profile(support::kProfile).value();
}

Date day(const char* text) {
    return *Date::parse(text);
}

/// A desk whose engine has a day.
struct DatedDesk {
    explicit DatedDesk(const char* as_of = "2024-05-01", LanguageCode code = LanguageCode::en)
        : engine(support::engine_of(std::string(R"({"as_of": ")") + as_of + R"(",)" +
                                    (support::kPracticeConfig + 1))),
          language(code) {}
    Tools tools() const { return {engine, language, support::vocabulary()}; }
    Engine engine;
    Language language;
};

/// Findings as `code where`.
std::vector<std::string> texts(const Findings& findings) {
    std::vector<std::string> list;
    for (const Finding& finding : findings)
        list.push_back(std::string(rule_of(finding.code).name) + " " + finding.where);
    return list;
}

/// Reviews as `kind state due`.
std::vector<std::string> texts(const std::vector<Review>& reviews) {
    std::vector<std::string> list;
    for (const Review& review : reviews) {
        list.push_back(std::string(kReviewKindNames[static_cast<std::size_t>(review.kind)]) + " " +
                       std::string(kReviewStateNames[static_cast<std::size_t>(review.state)]) +
                       " " + (review.due ? to_text(*review.due) : "-"));
    }
    return list;
}

using Texts = std::vector<std::string>;

const char* const kRecords =
    "id,learner_id,school_id,support_type,intervention,delivered_by,learners_per_session,"
    "frequency,session_hours,started,ended,sessions_attended,outcome,aim\n"
    "r1,L1,S1,speech,Talk Time,Teaching "
    "assistant,1,weekly,0.5,2024-01-08,2024-03-22,4,green,talks\n"
    "r2,L3,S1,speech,Story Time,Teacher,1,weekly,0.5,2023-09-04,2023-12-22,10,green,reads\n"
    "r3,L1,S2,speech,Story Time,Teacher,1,weekly,0.5,2022-09-05,2022-12-16,10,green,reads\n"
    "sheet-1:L1,L1,S1,x,Catch-up Literacy,Teacher,1,weekly,0.5,2023-09-04,2023-11-26,20,green,a\n"
    "r5,L1,S1,speech,Song Time,Teacher,1,now and then,0.5,2023-09-04,2023-12-22,10,green,reads\n"
    "r6,L1,S1,speech,Walk Time,Teacher,1,weekly,0.5,2024-04-15,2024-07-19,2,,walks\n";

ProfileAnalysis analysed(const Profile& profile, const char* as_of = "2024-05-01") {
    const DatedDesk desk(as_of);
    return analyse_profile(desk.tools(), profile, kRecords, {}).value();
}

}  // namespace

TEST_CASE("A whole profile has nothing to find; an empty one lacks what makes it one") {
    CHECK(texts(check(sample())) == Texts{});
    CHECK(texts(check(Profile{})) == Texts{"missing /learner_id", "missing /needs",
                                           "missing /strengths", "missing /views", "missing /made",
                                           "missing /idp/has"});
}

TEST_CASE("A target that is not SMART, and dates that contradict each other, have their place") {
    Profile profile = sample();
    profile.targets = {ProfileTarget{}, ProfileTarget{}};
    profile.targets[0].text = "Is happier";
    profile.targets[0].target.competency = "Smiles";
    profile.targets[1].text = "Reads";
    profile.targets[1].measure = "reading_age";
    profile.targets[1].set = day("2024-02-01");
    profile.targets[1].target = {{"90", true}, "", day("2024-01-01")};
    CHECK(texts(check(profile)) == Texts{"target_no_measure /targets/0/target",
                                         "target_no_number /targets/0/target",
                                         "target_no_date /targets/0/target/date",
                                         "dates_out_of_order /targets/1/target/date"});
    profile = sample();
    profile.review_dates = {day("2020-01-01")};
    profile.idp.has = false;
    CHECK(texts(check(profile)) ==
          Texts{"dates_out_of_order /review_dates/0", "idp_contradicted /idp"});
}

TEST_CASE("Sheets and journeys of others are found, and are on no time line") {
    Profile profile = sample();
    profile.sheets.push_back(profile.sheets[0]);
    profile.sheets.push_back(read_sheet(support::kSheet).value());
    profile.sheets.back().id = "sheet-9";
    profile.sheets.back().pupils.erase(profile.sheets.back().pupils.begin());
    profile.journeys.push_back(read_journey(support::kJourney).value());
    CHECK(texts(check(profile)) == Texts{"document_twice /sheets/1",
                                         "not_of_this_learner /sheets/2",
                                         "not_of_this_learner /journeys/1"});
    CHECK(analysed(profile).timeline.size() == analysed(sample()).timeline.size());
    profile.sheets = {read_sheet(support::kSheet).value()};
    profile.journeys.clear();
    CHECK(texts(check(profile)) == Texts{"other_learners /sheets/0"});
}

TEST_CASE("A profile is reviewed twice a year, an IDP once, a target on its day") {
    const Thresholds usual;
    const std::vector<Review> found = reviews(sample(), day("2024-05-01"), usual);
    CHECK(texts(found) ==
          Texts{"profile overdue 2024-03-29", "target due 2024-05-24", "idp later 2024-11-30"});
    CHECK(found[0].days_overdue == 33);
    CHECK(*found[0].last == day("2023-09-29"));
    CHECK_FALSE(found[0].never);
    CHECK(found[1].never);
    CHECK(*found[2].planned == day("2024-12-02"));
    Thresholds other;
    other.set(Threshold::profile_review_months, Parameter::from_whole(12));
    other.set(Threshold::review_notice_days, Parameter::from_whole(0));
    CHECK(texts(reviews(sample(), day("2024-05-01"), other)) ==
          Texts{"target later 2024-05-24", "profile later 2024-09-29", "idp later 2024-11-30"});
}

TEST_CASE("A review is in time on its day, and overdue on the next; months end where they end") {
    Profile profile;
    profile.made = day("2023-08-31");
    const Thresholds usual;
    CHECK(texts(reviews(profile, day("2024-02-29"), usual)) == Texts{"profile due 2024-02-29"});
    const std::vector<Review> next = reviews(profile, day("2024-03-01"), usual);
    CHECK(texts(next) == Texts{"profile overdue 2024-02-29"});
    CHECK(next[0].days_overdue == 1);
    CHECK(next[0].never);
}

TEST_CASE("What was never made or reviewed has no day; without an IDP none is reviewed") {
    Profile profile;
    profile.idp.has = true;
    const Thresholds usual;
    CHECK(texts(reviews(profile, day("2024-02-29"), usual)) ==
          Texts{"profile undated -", "idp undated -"});
    profile.idp.has = false;
    CHECK(texts(reviews(profile, day("2024-02-29"), usual)) == Texts{"profile undated -"});
    profile.made = day("9999-12-31");
    CHECK(texts(reviews(profile, day("2024-02-29"), usual)) == Texts{"profile later 9999-12-31"});
}

TEST_CASE("The target of a sheet without a result is reviewed on its day") {
    Profile profile = sample();
    profile.sheets[0].pupils[0].actual = {};
    const std::vector<Review> found = reviews(profile, day("2024-05-01"), Thresholds());
    REQUIRE(found.size() == 4);
    CHECK(texts(found)[0] == "sheet_target overdue 2023-12-01");
    CHECK(found[0].where == "/sheets/0/pupils/0/target/date");
    CHECK(found[0].subject == "Catch-up Literacy");
}

TEST_CASE("A sheet without other learners gives the records that the learner had on the whole") {
    const Sheet whole = read_sheet(support::kSheet).value();
    for (const bool has_size : {true, false}) {
        Sheet sheet = whole;
        if (!has_size) sheet.learners_per_session.reset();
        const OwnSheet own = own_sheet(sheet, "L3");
        CHECK(own.positions == std::vector<std::size_t>{2});
        CHECK(own.n_others == 4);
        const std::vector<RecordText> all = records_of(sheet);
        const std::vector<RecordText> one = records_of(own.sheet);
        REQUIRE(one.size() == 1);
        CHECK(one[0].cells == all[2].cells);
    }
    CHECK(own_sheet(whole, "").positions.empty());
}

TEST_CASE("One time line: sheets, records and journeys by day, with what followed") {
    const ProfileAnalysis found = analysed(sample());
    std::vector<std::string> entries;
    for (const TimelineEntry& entry : found.timeline)
        entries.push_back(to_text(entry.started) + " " + entry.intervention + " " + entry.where);
    CHECK(entries == Texts{"2023-09-04 Catch-up Literacy /sheets/0/pupils/0",
                           "2023-09-11 To school on time /journeys/0", "2024-01-08 Talk Time row 1",
                           "2024-04-15 Walk Time row 6"});
    CHECK(found.n_records == 4);
    CHECK(found.n_on_sheets == 1);
    CHECK(found.n_elsewhere == 1);
    CHECK(found.timeline[0].followed_by == std::vector<std::size_t>{2});
    CHECK(found.timeline[2].followed_by == std::vector<std::size_t>{3});
    CHECK(found.timeline[3].stage == Stage::under_way);
    CHECK(found.timeline[3].followed_by.empty());
    CHECK(found.timeline[1].verdicts.size() == 1);
    REQUIRE(texts(found.findings) == Texts{"record_refused row 5"});
    CHECK(found.findings[0].found == "unknown_frequency");
}

TEST_CASE("A learner's earlier school counts where the profile names it") {
    Profile profile = sample();
    profile.former_schools = {"S2"};
    const ProfileAnalysis found = analysed(profile);
    CHECK(found.n_elsewhere == 0);
    CHECK(found.timeline.front().school_id == "S2");
}

TEST_CASE("Figures of a time line are the engine's: of the record, and of the roll-up of all") {
    const DatedDesk desk;
    const Sheet sheet = read_sheet(support::kSheet).value();
    Profile profile = sample();
    profile.sheets = {sheet};
    const ProfileAnalysis found = analyse_profile(desk.tools(), profile, "", {}).value();
    const SheetRecords records = analyse_records(desk.tools(), sheet);
    for (std::size_t i = 0; i < kTimelineFigures.size(); ++i) {
        for (const RecordFigure& figure : kRecordFigures) {
            if (figure.name != kTimelineFigures[i]) continue;
            const FigureValue expected = figure.of(records[0]->analysis.impact);
            const FigureValue& value = found.timeline[0].figures[i];
            INFO(figure.name);
            CHECK(value.kind == expected.kind);
            CHECK(value.raw == expected.raw);
            CHECK(value.real == expected.real);
            CHECK(value.word == expected.word);
        }
    }
    CHECK(found.overall.n_analysed() == 1);
}

TEST_CASE("A learner's identifier is data, whatever it looks like") {
    Profile profile = sample();
    const std::string id = "<script>alert(\"1\")</script>\n\x1b[31m & {learner}";
    profile.learner_id = id;
    profile.sheets.clear();
    profile.journeys.clear();
    CHECK(read_profile(write_profile(profile)).value() == profile);
    const DatedDesk desk;
    const Tools tools = desk.tools();
    const ProfileAnalysis found = analyse_profile(tools, profile, kRecords, {}).value();
    CHECK(found.timeline.empty());
    const std::string json = profile_document(tools, profile, found, DocumentFormat::json).value();
    CHECK(read_json(json).value().find("learner_id")->text == id);
    const std::string table =
        profile_document(tools, profile, found, DocumentFormat::table).value();
    CHECK(table.find("<script>alert(\"1\")</script> ") != std::string::npos);
    CHECK(table.find('\x1b') == std::string::npos);
}

TEST_CASE("A profile needs a day, and an answer is JSON or a table") {
    const Engine engine = support::engine_of("{}");
    const DatedDesk desk;
    const Tools undated{engine, desk.language, support::vocabulary()};
    CHECK(analyse_profile(undated, sample(), "", {}).error().code == ErrorCode::invalid_argument);
    const ProfileAnalysis found = analyse_profile(desk.tools(), sample(), "", {}).value();
    CHECK_FALSE(profile_document(desk.tools(), sample(), found, DocumentFormat::csv).ok());
    CHECK_FALSE(analyse_profile(desk.tools(), sample(), "[{]", {}).ok());
}

TEST_CASE("The targets of a profile stand on known measures, and no worse than the start") {
    const DatedDesk desk;
    Profile profile = sample();
    ProfileTarget& target = profile.targets[0];
    const auto found = [&] { return texts(check_profile(desk.tools(), profile)); };
    CHECK(found() == Texts{});
    target.target.value = {"6y9m", false};
    CHECK(found() == Texts{"target_not_improvement /targets/0/target"});
    target.target.value = target.baseline.value;  // to hold steady
    CHECK(found() == Texts{});
    target.target.value = {"far", false};
    target.baseline.value = {"6.3", false};
    target.actual = {{"13y14m", false}, "", day("2024-04-30")};
    CHECK(found() == Texts{"not_on_measure /targets/0/baseline", "not_on_measure /targets/0/target",
                           "not_on_measure /targets/0/actual"});
    target.measure = "unheard of";
    CHECK(found() == Texts{"unknown_measure /targets/0/measure"});
}

TEST_CASE("Where lower is better a target above the start is no improvement") {
    const Engine engine = support::engine_of(
        R"({"as_of": "2024-05-01", "measures": [{"id": "reading_age", "direction": "lower"}]})");
    const Language language(LanguageCode::en);
    Profile profile = sample();
    profile.sheets.clear();
    ProfileTarget& target = profile.targets[0];
    const auto found = [&](const char* from, const char* to) {
        target.baseline.value = {from, true};
        target.target.value = {to, true};
        return texts(check_profile({engine, language, support::vocabulary()}, profile));
    };
    CHECK(found("10", "8") == Texts{});
    CHECK(found("8", "10") == Texts{"target_not_improvement /targets/0/target"});
}

TEST_CASE("What lies after the day a profile is seen from has not been") {
    Profile profile = sample();
    profile.made = day("2024-05-02");
    profile.review_dates.clear();
    profile.targets[0].actual = {{"7y3m", false}, "", day("2024-05-20")};
    profile.targets[0].target.date = day("2024-04-20");
    profile.sheets[0].pupils[0].actual.date = day("2024-05-02");
    CHECK(texts(check(profile, day("2024-05-01"))) ==
          Texts{"in_the_future /made", "in_the_future /targets/0/actual/date",
                "in_the_future /sheets/0/pupils/0/actual/date"});
    CHECK(texts(check(profile, day("2024-05-20"))) == Texts{});
    CHECK(texts(reviews(profile, day("2024-05-01"), Thresholds()))[0] ==
          "sheet_target overdue 2023-12-01");
    CHECK(texts(reviews(profile, day("2024-05-01"), Thresholds()))[1] ==
          "target overdue 2024-04-20");
    for (const Review& review : reviews(profile, day("2024-05-20"), Thresholds()))
        CHECK((review.kind == ReviewKind::profile || review.kind == ReviewKind::idp));
}
