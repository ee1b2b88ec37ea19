// Reviews: the sample for moderation, agreement, funnels, actions, and what a pack that leaves the
// schools may say.
#include "effaith/io/review.hpp"

#include "desk.hpp"
#include "io/json_tree.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

struct DatedDesk {
    explicit DatedDesk(const std::string& more = "")
        : engine(support::engine_of(
              R"({"as_of": "2024-07-31", "rates": {"Teacher": 40, "Assistant": 14})" + more + "}")),
          language(LanguageCode::en) {}
    Tools tools() const { return {engine, language, support::vocabulary()}; }
    Engine engine;
    Language language;
};

/// Records of one intervention: so many of each outcome in a school, each of a learner of its own
/// unless there are fewer learners.
struct Group {
    const char* school;
    const char* cluster;
    const char* intervention;
    int red;
    int amber;
    int green;
    int learners = 1000000;
};

std::string records_of(const std::vector<Group>& groups) {
    std::string text =
        "id,learner_id,school_id,cluster_id,authority_id,support_type,intervention,delivered_by,"
        "learners_per_session,frequency,session_hours,started,ended,sessions_attended,outcome,"
        "aim\n";
    int number = 0;
    for (const Group& group : groups) {
        for (const auto& [outcome, count] :
             {std::pair("red", group.red), std::pair("amber", group.amber),
              std::pair("green", group.green)}) {
            for (int i = 0; i < count; ++i) {
                const std::string id = std::to_string(++number);
                const std::string learner =
                    std::to_string(group.learners < 1000000 ? number % group.learners : number);
                text += "r" + id + ",L" + learner + "," + group.school + "," + group.cluster +
                        ",A1,speech," + group.intervention +
                        ",Teacher,1,weekly,0.5,2023-09-04,2023-12-22,10," + outcome + ",talks\n";
            }
        }
    }
    return text;
}

ReviewPack pack_of(const std::string& records, const std::string& options,
                   const Quality& quality = {}) {
    static const DatedDesk desk;
    return review_pack(desk.tools(), quality, records, {}, read_review_options(options).value())
        .value();
}

std::string document_of(const ReviewPack& pack, DocumentFormat format = DocumentFormat::json) {
    static const DatedDesk desk;
    return review_document(desk.tools(), pack, format).value();
}

bool is_suppressed(const FigureValue& value) {
    return value.kind == FigureValue::Kind::word && value.word == kSuppressed;
}

const ReviewUnit& unit(const ReviewPack& pack, std::string_view school) {
    for (const ReviewUnit& each : pack.units)
        if (each.school_id == std::string(school)) return each;
    throw std::runtime_error("no such school");
}

bool has_action(const ReviewPack& pack, ActionRule rule, std::string_view subject) {
    return std::any_of(pack.actions.begin(), pack.actions.end(), [&](const ReviewAction& action) {
        return action.action.rule == rule && action.action.subject == subject;
    });
}

}  // namespace

TEST_CASE("The drawn records are those with the smallest keys, by hand") {
    // SipHash-2-4 of "S1\na" … with the seed 7; the sample is part of what is promised.
    std::vector<Candidate> all;
    for (const char* id : {"a", "b", "c", "d"})
        all.push_back({"S1", id, {"S1"}});
    const ModerationSample sample = draw_sample(all, 7, 2);
    REQUIRE(sample.strata.size() == 1);
    CHECK(sample.n == 4);
    CHECK(sample.drawn == 2);
    CHECK(sample.strata[0].drawn[0].record_id == "d");
    CHECK(sample.strata[0].drawn[1].record_id == "a");
}

TEST_CASE("A sample calls outcomes by their words in the language asked for") {
    const DatedDesk desk;
    const Language welsh(LanguageCode::cy);
    const Tools tools{desk.engine, welsh, support::vocabulary()};
    const ReviewOptions options = read_review_options(R"({"level": "school"})").value();
    const ModerationSample sample =
        moderation_sample(tools, records_of({{"S1", "C1", "Talk Time", 2, 0, 1}}), {}, options)
            .value();
    const std::string shown =
        sample_document(tools, sample, options, DocumentFormat::table).value();
    CHECK(shown.find(welsh.label("outcome_words", "red")) != std::string::npos);
    CHECK(shown.find("green") == std::string::npos);
}

TEST_CASE("Every stratum is drawn from where there are enough, else the largest") {
    std::vector<Candidate> all;
    for (int i = 0; i < 97; ++i)
        all.push_back({"S1", std::to_string(i), {"large"}});
    for (int i = 0; i < 3; ++i)
        all.push_back({"S2", std::to_string(i), {"small"}});
    const ModerationSample ten = draw_sample(all, 1, 10);
    CHECK(ten.drawn == 10);
    CHECK(ten.strata[1].drawn.size() == 1);
    CHECK(draw_sample(all, 1, 1).strata[0].drawn.size() == 1);
    CHECK(draw_sample(all, 1, 1000).drawn == 100);
    CHECK(draw_sample(all, 1, 0).drawn == 0);
    CHECK(draw_sample({}, 1, 10).strata.empty());
    all.push_back(all.front());
    CHECK(draw_sample(all, 1, 1000).drawn == 100);
}

TEST_CASE("Agreement counts who is recorded better and who worse") {
    const std::vector<OutcomePair> pairs{{Outcome::green, Outcome::amber},
                                         {Outcome::green, Outcome::green},
                                         {Outcome::red, Outcome::green},
                                         {Outcome::red, Outcome::red}};
    const Consistency found = consistency(pairs);
    CHECK(found.higher == 1);
    CHECK(found.lower == 1);
    CHECK(found.kappa.equal == 2);
    CHECK(found.kappa.linear.kappa.known());
    CHECK_FALSE(consistency({}).kappa.linear.kappa.known());
}

TEST_CASE("Variation that chance explains is called so") {
    const JudgedUnits judged = judge_units(
        {{70, 100, 90}, {72, 100, 90}, {66, 100, 90}, {40, 100, 90}, {95, 100, 90}, {9, 40, 4}, {}},
        {352, 540, 454}, Thresholds());
    CHECK(judged.units[0].verdict == UnitVerdict::chance);
    CHECK(judged.units[3].verdict == UnitVerdict::below);
    CHECK(judged.units[4].verdict == UnitVerdict::above);
    CHECK(judged.units[5].verdict == UnitVerdict::too_few);
    CHECK(judged.units[6].verdict == UnitVerdict::hidden);
    CHECK(judged.n == 5);
    CHECK(judged.expected_outside_95 == 0.25);
    CHECK(*judged.target == 352.0 / 540.0);  // the total's, with the units that are not compared
    CHECK(judge_units({}, {}, Thresholds()).n == 0);
    // Without a total, or another unit, there is nothing to compare with.
    for (const JudgedUnits& none : {judge_units({{70, 100, 90}, {10, 100, 90}}, {}, Thresholds()),
                                    judge_units({{70, 100, 90}}, {70, 100, 90}, Thresholds())}) {
        CHECK(none.units[0].verdict == UnitVerdict::alone);
        CHECK_FALSE(none.units[0].funnel.has_value());
    }
}

TEST_CASE("Advice counts pupils, not their records") {
    for (const char* options :
         {R"({"level": "school"})", R"({"level": "cluster", "threshold": 2})"}) {
        CAPTURE(options);
        const ReviewPack few =
            pack_of(records_of({{"S1", "C1", "Talk Time", 0, 0, 12, 2}}), options);
        REQUIRE(few.interventions[0].advice.has_value());
        CHECK(few.interventions[0].advice->says == Says::too_few);
        CHECK(few.actions.empty());
        for (const RuleAdvice& rule : few.interventions[0].advice->rules)
            CHECK((rule.n == 2 || rule.rule == AdviceRule::effect));
        const std::string json = document_of(few);
        CHECK(json.find("12 of 12 outcomes") != std::string::npos);
        CHECK(json.find("12 pupils") == std::string::npos);
        const ReviewPack enough =
            pack_of(records_of({{"S1", "C1", "Talk Time", 0, 0, 36, 6}}), options);
        CHECK(enough.interventions[0].advice->says != Says::too_few);
    }
}

TEST_CASE("A school's pack does not have an intervention run again to which half never came") {
    std::string records = records_of({{"S1", "C1", "Talk Time", 0, 0, 40}});
    const auto attended = [&](const std::string& before, const std::string& now, int times) {
        std::size_t at = 0;
        for (int i = 0; i < times; ++i)
            records.replace(at = records.find(before, at), before.size(), now);
    };
    attended(",10,", ",14,", 40);
    const auto advice = [&] {
        const ReviewPack pack = pack_of(records, R"({"level": "school"})");
        return pack.interventions.at(0).advice.value();
    };
    REQUIRE(advice().says == Says::run_again);
    attended(",14,", ",0,", 20);
    CHECK(advice().says == Says::alter);
    CHECK(advice().because == AdviceRule::attendance);
    CHECK(advice().rules[2].n == 40);
}

TEST_CASE("Two deliverers are compared by their pupils, not their records") {
    std::string records = records_of({{"S1", "C1", "Talk Time", 0, 0, 12, 6}});
    std::string others = records_of({{"S1", "C1", "Talk Time", 12, 0, 0, 4}});
    others.erase(0, others.find('\n') + 1);
    others = "x" + others;  // records of their own, r1 and x1
    for (std::size_t at = 0; (at = others.find("\nr", at)) != std::string::npos;)
        others.replace(at, 2, "\nx");
    const std::string teacher = "Teacher";
    for (std::size_t at = 0; (at = others.find(teacher, at)) != std::string::npos;)
        others.replace(at, teacher.size(), "Assistant");
    const ReviewPack pack = pack_of(records + others, R"({"level": "school"})");
    int compared = 0;
    for (const RuleAdvice& rule : pack.interventions[0].advice->rules) {
        if (rule.rule != AdviceRule::deliverers) continue;
        CHECK(rule.says == Says::too_few);
        ++compared;
    }
    CHECK(compared == 2);
}

TEST_CASE("A cluster's pack holds schools against each other and names no learner or record") {
    const std::string records = records_of({{"S1", "C1", "Talk Time", 10, 20, 20},
                                            {"S2", "C1", "Talk Time", 12, 20, 18},
                                            {"S3", "C1", "Talk Time", 42, 5, 5}});
    const ReviewPack pack = pack_of(records, R"({"level": "cluster"})");
    CHECK(pack.unit == "C1");
    CHECK(pack.is_released);
    CHECK(unit(pack, "S1").judged.verdict == UnitVerdict::above);
    CHECK(unit(pack, "S3").judged.verdict == UnitVerdict::below);
    CHECK(has_action(pack, ActionRule::unit_below, "S3"));
    CHECK_FALSE(pack.sample.has_value());
    const std::string json = document_of(pack);
    CHECK(read_json(json).ok());
    for (const char* learner : {"\"L1\"", "\"r1\"", "r120", "L77"})
        CHECK(json.find(learner) == std::string::npos);
}

TEST_CASE("About few learners a released pack says nothing, in figures, advice or actions") {
    const std::string records = records_of({{"S1", "C1", "Talk Time", 20, 20, 20},
                                            {"S1", "C1", "Rare", 0, 0, 3},
                                            {"S2", "C1", "Talk Time", 20, 22, 18},
                                            {"S3", "C1", "Talk Time", 30, 20, 20}});
    const ReviewPack pack = pack_of(records, R"({"level": "cluster"})");
    const auto rare =
        std::find_if(pack.interventions.begin(), pack.interventions.end(),
                     [](const ReviewIntervention& each) { return each.intervention == "Rare"; });
    REQUIRE(rare != pack.interventions.end());
    for (const FigureValue& figure : rare->figures) {
        const bool is_nought = figure.kind == FigureValue::Kind::decimal && figure.raw == 0;
        CHECK((is_suppressed(figure) || figure.is_none() || is_nought));
    }
    CHECK(rare->measures.empty());
    CHECK_FALSE(rare->advice.has_value());
    CHECK_FALSE(has_action(pack, ActionRule::intervention, "Rare"));
    CHECK(pack.withheld.front() == Withheld::few_learners);
    const ReviewPack inside = pack_of(records, R"({"level": "school", "unit": "S1"})");
    CHECK_FALSE(inside.is_released);
    CHECK(inside.sample.has_value());
    CHECK(inside.n_elsewhere == 130);
}

TEST_CASE("A release in which everything is hidden is an answer") {
    const std::string records = records_of({{"S1", "C1", "Talk Time", 1, 1, 1}});
    for (const char* options :
         {R"({"level": "cluster"})", R"({"level": "authority", "rounding": "5"})",
          R"({"level": "school", "release": true})"}) {
        CAPTURE(options);
        const ReviewPack pack = pack_of(records, options);
        CHECK(is_suppressed(pack.n_records));
        CHECK(pack.actions.empty());
        CHECK(document_of(pack, DocumentFormat::table).find("what is hidden cannot be judged") !=
              std::string::npos);
        CHECK(read_json(document_of(pack)).ok());
        CHECK_FALSE(document_of(pack, DocumentFormat::table).empty());
    }
}

TEST_CASE("A cluster of one school, and no records, have empty answers") {
    const ReviewPack one =
        pack_of(records_of({{"S1", "C1", "Talk Time", 10, 10, 10}}), R"({"level": "cluster"})");
    CHECK(one.schools.n == 0);
    CHECK(unit(one, "S1").judged.verdict == UnitVerdict::alone);
    for (const char* level : {"school", "cluster", "authority"}) {
        const ReviewPack none = pack_of("", R"({"level": ")" + std::string(level) + "\"}");
        CHECK(none.interventions.empty());
        CHECK(none.units.empty());
        CHECK_FALSE(none.unit.has_value());
        CHECK(read_json(document_of(none)).ok());
    }
}

TEST_CASE("Of several units one has to be named") {
    static const DatedDesk desk;
    const std::string records =
        records_of({{"S1", "C1", "Talk Time", 5, 5, 5}, {"S2", "C2", "Talk Time", 5, 5, 5}});
    const auto refused = review_pack(desk.tools(), {}, records, {},
                                     read_review_options(R"({"level": "cluster"})").value());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::invalid_argument);
    CHECK(refused.error().message.find("C1, C2") != std::string::npos);
    CHECK(pack_of(records, R"({"level": "cluster", "unit": "c2"})").unit == "c2");
    CHECK_FALSE(read_review_options(R"({"level": "cluster", "threshold": 1})").ok());
    CHECK_FALSE(read_review_options("{}").ok());
}

TEST_CASE("A school that the records put into two clusters is told") {
    const ReviewPack pack = pack_of(
        records_of({{"S1", "C1", "Talk Time", 5, 5, 5}, {"S1", "C2", "Talk Time", 5, 5, 5}}),
        R"({"level": "authority"})");
    REQUIRE(pack.findings.size() == 1);
    CHECK(pack.findings[0].code == FindingCode::school_in_two_clusters);
    CHECK(pack.findings[0].detail == "C1, C2");
}

TEST_CASE("A cluster's pack tells of its school that is in another cluster too") {
    const std::string records =
        records_of({{"S1", "C1", "Talk Time", 5, 5, 5}, {"S1", "C2", "Talk Time", 5, 5, 5}});
    for (const char* cluster : {"C1", "C2"}) {
        const ReviewPack pack =
            pack_of(records, R"({"level": "cluster", "unit": ")" + std::string(cluster) + "\"}");
        REQUIRE(pack.findings.size() == 1);
        CHECK(pack.findings[0].detail == "C1, C2");
    }
}

TEST_CASE("Settings that name no authority are of the only one that the records name") {
    Quality quality;
    quality.settings.push_back({"S1", {}, "C1", "", {}, {}});
    quality.settings.push_back({"S2", {}, "C1", "A2", {}, {}});
    const ReviewPack pack = pack_of(records_of({{"S1", "C1", "Talk Time", 5, 5, 5}}),
                                    R"({"level": "authority"})", quality);
    REQUIRE(pack.visits.size() == 1);
    CHECK(pack.visits[0].school_id == "S1");
}

TEST_CASE("A unit that no record is of is refused") {
    static const DatedDesk desk;
    const auto refused =
        review_pack(desk.tools(), {}, records_of({{"S1", "C1", "Talk Time", 5, 5, 5}}), {},
                    read_review_options(R"({"level": "cluster", "unit": "ZZ"})").value());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("No record is of the cluster 'ZZ'. The records are of") ==
          0);
}

TEST_CASE("A released pack tells how many records are rejected, and that something was found") {
    std::string records = records_of({{"S1", "C1", "Talk Time", 20, 20, 20}});
    records += "x,,S1,C1,A1,speech,Talk Time,Teacher,1,weekly,0.5,2023-09-04,2023-02-30,10,red,t\n";
    Quality quality;
    quality.learners.resize(2);
    for (QualityLearner& learner : quality.learners)
        learner.learner_id = "L1", learner.school_id = "S1";
    const ReviewPack pack = pack_of(records, R"({"level": "cluster"})", quality);
    CHECK(pack.n_rejected == 1);
    CHECK(std::count(pack.withheld.begin(), pack.withheld.end(), Withheld::findings) == 1);
    const std::string table = document_of(pack, DocumentFormat::table);
    CHECK(table.find("1 records are rejected") != std::string::npos);
    CHECK(table.find("Nothing is missing") == std::string::npos);
}

TEST_CASE("A rating of a day to come is not counted") {
    Quality quality;
    for (int i = 1; i <= 60; ++i)
        quality.moderation.push_back({"", "r" + std::to_string(i), Outcome::red,
                                      Date::parse(i <= 30 ? "2024-07-31" : "2024-08-01")});
    const ReviewPack pack = pack_of(records_of({{"S1", "C1", "Talk Time", 20, 20, 20}}),
                                    R"({"level": "school"})", quality);
    CHECK(pack.ratings.n.raw == 30);
    CHECK(pack.findings.size() == 30);
}

TEST_CASE("Settings of which nobody says whose they are are told, not dropped") {
    std::string records = records_of({{"S1", "C1", "Talk Time", 10, 10, 10}});
    records += records_of({{"S9", "C9", "Talk Time", 1, 1, 1}}).substr(records.find('\n') + 1);
    for (std::size_t at = records.find(",C9,A1,"); at != std::string::npos;
         at = records.find(",C9,A1,"))
        records.replace(at, 7, ",C9,A2,");
    Quality quality;
    for (const char* school : {"S1", "S2"}) {
        quality.settings.emplace_back();
        quality.settings.back().school_id = school;
    }
    quality.settings[0].authority_id = "A1";
    const char* const kAuthority = R"({"level": "authority", "unit": "A1"})";
    const ReviewPack one = pack_of(records, kAuthority, quality);
    CHECK(one.visits.size() == 1);
    REQUIRE(one.findings.size() == 1);
    CHECK(one.findings[0] == Finding{FindingCode::missing, "/settings/1/authority_id", "S2", ""});
    quality.authority_id = "A1";
    const ReviewPack both = pack_of(records, kAuthority, quality);
    CHECK(both.visits.size() == 2);
    CHECK(both.findings.empty());
}

TEST_CASE("A unit that no record is of is refused with those that there are, in a sample as well") {
    const DatedDesk desk;
    const std::string records = records_of({{"S1", "C1", "Talk Time", 1, 1, 1}});
    const auto fault = [&](const char* options) {
        const ReviewOptions how = read_review_options(options).value();
        const Result<ReviewPack> pack = review_pack(desk.tools(), {}, records, {}, how);
        REQUIRE_FALSE(pack.ok());
        const auto sample = moderation_sample(desk.tools(), records, {}, how);
        REQUIRE_FALSE(sample.ok());
        CHECK(sample.error() == pack.error());
        return describe(pack.error());
    };
    CHECK(fault(R"({"level": "authority", "unit": "ZZ"})") ==
          "unit: No record is of the authority 'ZZ'. The records are of 1: A1.");
    CHECK(fault(R"({"level": "school", "unit": "s2"})") ==
          "unit: No record is of the school 's2'. The records are of 1: S1.");
    CHECK(pack_of("", R"({"level": "school", "unit": "S2"})").units.empty());
}

TEST_CASE("Moderators who judge otherwise call for moderation") {
    std::string records = records_of({{"S1", "C1", "Talk Time", 20, 20, 20}});
    Quality quality;
    for (int i = 1; i <= 60; ++i) {
        const Outcome turned = i <= 20 ? Outcome::amber : i <= 40 ? Outcome::green : Outcome::red;
        quality.moderation.push_back({"", "r" + std::to_string(i), turned, std::nullopt});
    }
    const ReviewPack pack = pack_of(records, R"({"level": "cluster"})", quality);
    CHECK(has_action(pack, ActionRule::moderate_ratings, ""));
    CHECK(pack.ratings.differing.empty());
    const ReviewPack inside = pack_of(records, R"({"level": "school"})", quality);
    CHECK(inside.ratings.differing.size() == 60);
}

TEST_CASE("A duty to few learners is hidden whole in a released pack") {
    Quality quality;
    for (int i = 0; i < 40; ++i) {
        QualityLearner learner;
        learner.learner_id = "L" + std::to_string(i);
        learner.school_id = "S1";
        learner.parents_engaged = i >= 3;
        learner.learner_voice = i >= 20;
        quality.learners.push_back(learner);
    }
    const ReviewPack pack = pack_of("", R"({"level": "cluster"})", quality);
    CHECK_FALSE(pack.duties[0].is_hidden);  // nobody is reviewed: nought is not sensitive
    CHECK(pack.duties[2].is_hidden);
    CHECK(is_suppressed(pack.duties[2].n));
    CHECK_FALSE(pack.duties[3].is_hidden);
    CHECK(has_action(pack, ActionRule::compliance, "learner_voice"));
    CHECK_FALSE(has_action(pack, ActionRule::compliance, "parents_engaged"));
    CHECK_FALSE(pack_of("", R"({"level": "school"})", quality).duties[2].is_hidden);
}
