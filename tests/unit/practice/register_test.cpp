// Registers: who stands where on a day, who moved, and where need and provision do not meet.
#include "desk.hpp"
#include "io/json_tree.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

Register sample() {
    return read_register(support::kRegister).value();
}

Date day(const char* text) {
    return *Date::parse(text);
}

Provision provision(const char* learner, const char* intervention, const char* role,
                    const char* first, const char* last, bool has_outcome) {
    return {learner, intervention, {role}, Days::closed(day(first), day(last)), has_outcome};
}

/// Gaps as `kind subject n`.
std::vector<std::string> texts(const std::vector<Gap>& gaps) {
    std::vector<std::string> list;
    for (const Gap& gap : gaps) {
        list.push_back(std::string(kGapNames[static_cast<std::size_t>(gap.kind)]) + " " +
                       gap.subject + " " + std::to_string(gap.n));
    }
    return list;
}

using Texts = std::vector<std::string>;

/// A desk whose engine has a day.
struct DatedDesk {
    explicit DatedDesk(LanguageCode code = LanguageCode::en)
        : engine(support::engine_of(R"({"as_of": "2024-02-15"})")), language(code) {}
    Tools tools() const { return {engine, language, support::vocabulary()}; }
    Engine engine;
    Language language;
};

const char* const kRecords =
    "id,learner_id,school_id,support_type,intervention,delivered_by,learners_per_session,"
    "frequency,session_hours,started,ended,sessions_attended,outcome,aim\n"
    "r1,L1,S1,speech,Talk Time,Teaching assistant,1,weekly,0.5,2024-01-08,2024-03-22,4,,talks\n"
    "r2,L3,S1,speech,Story Time,Teacher,1,weekly,0.5,2023-09-04,2023-12-22,10,green,reads\n"
    "r3,L3,S1,speech,Story Time,Teacher,1,now and then,0.5,2023-09-04,2023-12-22,10,green,reads\n";

}  // namespace

TEST_CASE("Learners are counted at the tier of the day, and their moves since another") {
    const GraduatedResponse now =
        graduated_response(sample(), day("2024-01-15"), day("2023-10-01"));
    REQUIRE(now.tiers.size() == 2);
    CHECK(now.tiers[0].tier == "universal_plus");
    CHECK(now.tiers[0].n == 0);
    CHECK(now.tiers[1].n == 3);
    CHECK(now.tiers[1].judged == 3);
    CHECK(now.tiers[1].met_exit == 2);
    CHECK(*now.tiers[1].share.estimate == Approx(2.0 / 3.0));
    CHECK(now.tiers[0].share.estimate.reason() == stats::Reason::too_few);
    REQUIRE(now.moves.size() == 1);
    CHECK(now.moves[0].from == "universal_plus");
    CHECK(now.moves[0].to == "targeted");
    CHECK(now.moves[0].n == 1);
    const GraduatedResponse later =
        graduated_response(sample(), day("2024-02-01"), day("2024-01-15"));
    REQUIRE(later.moves.size() == 1);
    CHECK(later.moves[0].to == "");  // the last day was 31 January
    CHECK(graduated_response(sample(), day("2024-01-15"), std::nullopt).moves.empty());
}

TEST_CASE("A learner in two tiers on one day is found, and is in no count") {
    Register list = sample();
    list.learners[0].entries[1].from = day("2023-12-31");
    const Findings findings = check(list);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == FindingCode::two_tiers_on_one_day);
    CHECK(findings[0].where == "/learners/0/entries/1");
    CHECK(findings[0].detail == "2023-12-31");
    CHECK(graduated_response(list, day("2024-01-15"), std::nullopt).tiers[1].n == 2);
    list.learners[1].learner_id = "L1";
    list.learners[2].entries[0].to = day("2023-09-03");
    CHECK(check(list).size() == 3);
    CHECK(check(sample()).empty());
}

TEST_CASE("Gaps are where need and provision do not meet") {
    const std::vector<Provision> all{
        provision("L1", "Talk Time", "Teaching assistant", "2024-01-08", "2024-03-22", false),
        provision("L3", "Story Time", "Teacher", "2023-09-04", "2023-12-22", false),
        provision("L9", "Number Time", "Teacher", "2024-01-08", "2024-03-22", false)};
    CHECK(texts(gaps(sample(), all, day("2024-02-15"))) ==
          Texts{"need_without_provision sensory 1", "no_trained_deliverer Number Time 1",
                "exit_met_still_in targeted 1", "no_outcome Story Time 1"});
    // Training that has lapsed is none; nobody is provided for after the last day.
    CHECK(texts(gaps(sample(), all, day("2024-03-22"))).size() == 4);
    CHECK(texts(gaps(sample(), {}, day("2024-02-15"))) ==
          Texts{"need_without_provision communication 1", "need_without_provision sensory 1",
                "exit_met_still_in targeted 1"});
    CHECK(gaps(Register{}, {}, day("2024-02-15")).empty());
}

TEST_CASE("A map has a row for each analysed record, filled in from the register") {
    const DatedDesk desk;
    const ProvisionMap map =
        map_provision(desk.tools(), sample(), kRecords, {}, std::nullopt).value();
    Register elsewhere = sample();
    elsewhere.school_id = "S2";
    const ProvisionMap other =
        map_provision(desk.tools(), elsewhere, kRecords, {}, std::nullopt).value();
    CHECK(other.n_elsewhere == 3);
    CHECK(other.rows.empty());
    CHECK(map.n_records == 3);
    CHECK(map.n_elsewhere == 0);
    CHECK(map.n_rejected == 1);
    REQUIRE(map.rows.size() == 2);
    CHECK(map.rows[0].tier == "targeted");
    CHECK(map.rows[0].area_of_need == "communication");
    CHECK(map.rows[0].year_group == "3");
    CHECK(map.rows[1].outcome == Outcome::green);
    CHECK(texts(map.gaps) ==
          Texts{"need_without_provision sensory 1", "exit_met_still_in targeted 1"});
}

TEST_CASE("A map is of a day, and its moves are since an earlier one") {
    const support::Desk undated;
    CHECK(map_provision(undated.tools(), sample(), "", {}, std::nullopt).error().where == "as_of");
    const DatedDesk desk;
    const auto later = map_provision(desk.tools(), sample(), "", {}, day("2024-02-16"));
    CHECK(later.error().code == ErrorCode::ended_before_started);
    CHECK(map_provision(desk.tools(), sample(), "[{]", {}, std::nullopt).error().code ==
          ErrorCode::bad_json);
}

TEST_CASE("The answers about a register are JSON or tables, in both languages") {
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const DatedDesk desk(code);
        for (const Register& list : {sample(), Register{}}) {
            const ProvisionMap map =
                map_provision(desk.tools(), list, kRecords, {}, day("2023-10-01")).value();
            CHECK(read_json(*map_document(desk.tools(), list, map, DocumentFormat::json)).ok());
            const auto table = map_document(desk.tools(), list, map, DocumentFormat::table);
            CHECK(table->find('{') == std::string::npos);
            CHECK_FALSE(map_document(desk.tools(), list, map, DocumentFormat::csv).ok());
        }
    }
}

TEST_CASE("A learner who is there twice is in no count, whichever comes first") {
    Register list = sample();
    list.learners[1].learner_id = "L1";
    for (int turn = 0; turn < 2; ++turn) {
        const GraduatedResponse response =
            graduated_response(list, day("2024-01-15"), std::nullopt);
        CHECK(response.tiers[1].n == 1);  // L3 alone
        CHECK(check(list).size() == 1);
        std::swap(list.learners[0], list.learners[1]);
    }
    const DatedDesk desk;
    const ProvisionMap map = map_provision(desk.tools(), list, kRecords, {}, std::nullopt).value();
    CHECK(map.rows[0].tier.empty());  // the register leaves it in doubt
}

TEST_CASE("Tiers and needs are the configuration's codes; others are found and counted as such") {
    const Engine engine = support::engine_of(R"({"as_of": "2024-01-15", "codes": {
        "tier": [{"code": "targeted", "en": "Targeted provision", "cy": "Darpariaeth wedi'i thargedu"},
                 {"code": "universal_plus", "en": "Universal plus"}],
        "area_of_need": [{"code": "communication", "en": "Communication"}]}})");
    const Language language(LanguageCode::en);
    Register list = sample();
    list.views.clear();
    list.learners[0].entries[1].tier = "TARGETED";
    list.learners[1].entries[0].tier = "Targeted provision";
    const ProvisionMap map =
        map_provision({engine, language, support::vocabulary()}, list, "", {}, std::nullopt)
            .value();
    REQUIRE(map.response.tiers.size() == 2);
    CHECK(map.response.tiers[1].tier == "targeted");
    CHECK(map.response.tiers[1].n == 3);
    REQUIRE(map.findings.size() == 1);
    CHECK(map.findings[0].code == FindingCode::unknown_code);
    CHECK(map.findings[0].where == "/learners/1/entries/0/area_of_need");
    CHECK(texts(map.gaps)[1] == "need_without_provision sensory 1");
}

namespace {

View view(const char* learner, Viewer viewer, const char* date, const char* measure,
          const char* value) {
    return {learner, viewer, day(date), measure, {value, false}, ""};
}

/// The map of a register with these views alone, on measures of each direction.
ProvisionMap map_of(const std::vector<View>& views) {
    static const Engine* const engine = new Engine(support::engine_of(R"({"as_of": "2024-02-15",
        "measures": [{"id": "smiles"}, {"id": "worries", "direction": "lower"},
                     {"id": "agrees", "kind": "percent"},
                     {"id": "ladder", "kind": "ladder", "steps": ["no", "perhaps", "yes"]}]})"));
    static const Language* const language = new Language(LanguageCode::en);
    Register list = read_register(support::kRegister).value();
    for (RegisterLearner& learner : list.learners)
        for (TierEntry& entry : learner.entries)
            entry.area_of_need.clear();
    list.views = views;
    return map_provision({*engine, *language, support::vocabulary()}, list, "", {}, std::nullopt)
        .value();
}

}  // namespace

TEST_CASE("Views are counted by measure and whose they are, over those who were asked twice") {
    const std::vector<ViewCount> counts =
        map_of({view("L1", Viewer::pupil, "2024-01-15", "smiles", "4"),
                view("L1", Viewer::pupil, "2023-09-15", "smiles", "1"),
                view("L2", Viewer::pupil, "2023-09-15", "smiles", "2"),
                view("L2", Viewer::pupil, "2024-01-15", "smiles", "1"),
                view("L3", Viewer::pupil, "2024-01-15", "smiles", "9"),
                view("L1", Viewer::parent, "2023-09-15", "worries", "5"),
                view("L1", Viewer::parent, "2024-01-15", "worries", "3"),
                view("L1", Viewer::professional, "2023-09-15", "ladder", "no"),
                view("L1", Viewer::professional, "2024-01-15", "ladder", "no"),
                {"L2", Viewer::pupil, day("2024-01-15"), "", {}, "I like it"}})
            .views;
    REQUIRE(counts.size() == 4);
    CHECK(counts[0].measure.empty());
    CHECK(counts[0].n == 1);
    const ViewCount& ladder = counts[1];
    CHECK(ladder.viewer == Viewer::professional);
    CHECK(ladder.same == 1);
    CHECK(ladder.mean_first.reason() == stats::Reason::ordinal_scale);
    const ViewCount& smiles = counts[2];
    CHECK(smiles.measure == "smiles");
    CHECK(smiles.n == 5);
    CHECK(smiles.learners == 3);
    CHECK(smiles.followed == 2);
    CHECK(*smiles.mean_first == 1.5);
    CHECK(*smiles.mean_latest == 2.5);
    CHECK(smiles.better == 1);
    CHECK(smiles.worse == 1);
    CHECK(counts[3].better == 1);  // fewer worries
}

TEST_CASE("A view that cannot be counted is found at its place") {
    const ProvisionMap map = map_of({view("L9", Viewer::pupil, "2024-01-15", "smiles", "4"),
                                     view("L1", Viewer::pupil, "2024-02-16", "smiles", "4"),
                                     view("L1", Viewer::pupil, "2024-01-15", "unheard of", "4"),
                                     view("L1", Viewer::pupil, "2024-01-15", "agrees", "101"),
                                     view("L1", Viewer::pupil, "2024-01-15", "smiles", ""),
                                     view("L1", Viewer::pupil, "2024-01-15", "", "4"),
                                     view("L2", Viewer::pupil, "2024-01-15", "smiles", "4"),
                                     view("L2", Viewer::pupil, "2024-01-15", "smiles", "5"),
                                     view("L2", Viewer::pupil, "2024-02-15", "smiles", "5")});
    Texts found;
    for (const Finding& finding : map.findings)
        found.push_back(std::string(rule_of(finding.code).name) + " " + finding.where);
    CHECK(found == Texts{"unknown_learner /views/0/learner_id", "unknown_measure /views/2/measure",
                         "not_on_measure /views/3/value", "missing /views/4/value",
                         "missing /views/5/measure", "in_the_future /views/1/date",
                         "two_on_one_day /views/7/date"});
    REQUIRE(map.views.size() == 1);
    CHECK(map.views[0].n == 3);
    CHECK(map.views[0].learners == 1);
    CHECK(map.views[0].followed == 0);
    CHECK(map.views[0].mean_first.reason() == stats::Reason::too_few);
}

TEST_CASE("The views are in both forms of the answer") {
    const DatedDesk desk;
    const ProvisionMap map = map_provision(desk.tools(), sample(), "", {}, std::nullopt).value();
    const JsonNode answer =
        read_json(*map_document(desk.tools(), sample(), map, DocumentFormat::json)).value();
    REQUIRE(answer.find("views")->items.size() == 1);
    const JsonNode& count = answer.find("views")->items[0];
    CHECK(count.find("measure")->is(JsonNode::Kind::null));
    CHECK(count.find("viewer")->text == "pupil");
    CHECK(count.find("n")->text == "1");
    CHECK(map_document(desk.tools(), sample(), map, DocumentFormat::table)->find("Whose view") !=
          std::string::npos);
}

TEST_CASE("A map without a day says where to give it, whatever asks") {
    const support::Desk undated;
    CHECK(
        map_provision(undated.tools(), sample(), "", {}, std::nullopt).error().message.find("--") ==
        std::string::npos);
}
