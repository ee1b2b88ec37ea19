// Evidence: learners from records, refusals, comparison, concurrency, costs; by every way in.
#include "effaith/evidence.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "dice.hpp"
#include "effaith/io/evidence.hpp"
#include "records.hpp"

using namespace effaith;
using stats::Reason;
using support::engine_of;
using support::Fields;

namespace {

const char* const kEvidenceConfig = R"({
  "rates": {"Teaching assistant": 10, "Teacher": 40},
  "measures": [
    {"id": "reading", "kind": "standard_score", "sd": 15, "reliability": 0.9},
    {"id": "sdq", "direction": "lower"},
    {"id": "ladder", "kind": "ladder", "steps": ["a", "b", "c", "d"]}],
  "selection": {"measure": "reading", "below": 85}})";

/// A learner's record on a measure, with a gain.
Fields measured(int learner, int baseline, int actual, Fields changes = {}) {
    Fields fields = support::good_record();
    fields["id"] = "";
    fields["learner_id"] = "L" + std::to_string(learner);
    fields["intervention"] = "Talk Time";
    fields["measure"] = "reading";
    fields["baseline"] = std::to_string(baseline);
    fields["actual"] = std::to_string(actual);
    for (const auto& [name, value] : changes)
        fields[name] = value;
    return fields;
}

Fields compared(int learner, int baseline, int actual) {
    return {{"cohort", "comparison"},
            {"learner_id", "C" + std::to_string(learner)},
            {"school_id", "S1"},
            {"measure", "reading"},
            {"baseline", std::to_string(baseline)},
            {"actual", std::to_string(actual)},
            {"started", "2023-09"},
            {"ended", "2023-12"}};
}

EvidenceAnswer answer_of(const Engine& engine, const std::vector<Fields>& records,
                         std::vector<std::string> by = {"intervention"}) {
    Evidence evidence = Evidence::create(engine, std::move(by)).value();
    for (const Fields& fields : records) {
        const auto answer = support::analyse(engine, fields);
        INFO((answer->analysis.issues.list().empty()
                  ? std::string()
                  : std::to_string(static_cast<int>(answer->analysis.issues.list()[0].code))));
        REQUIRE_FALSE(answer->analysis.rejected());
        evidence.update(answer->record, answer->analysis, {});
    }
    return evidence.answer();
}

/// Ten learners who gained 1 to 10, in schools S1 and S2.
std::vector<Fields> ten_learners() {
    std::vector<Fields> records;
    for (int i = 1; i <= 10; ++i)
        records.push_back(measured(i, 70 + i, 70 + 2 * i,
                                   {{"school_id", i % 2 == 0 ? "S1" : "S2"},
                                    {"sessions_attended", std::to_string(3 + i)}}));
    return records;
}

}  // namespace

TEST_CASE("A learner's progress is from the earliest start to the latest end, counted once") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    records.push_back(measured(1, 72, 90, {{"started", "2024-01"}, {"ended", "2024-03"}}));
    const EvidenceAnswer answer = answer_of(engine, records);
    REQUIRE(answer.rows.size() == 1);
    const EvidenceRow& row = answer.rows[0];
    CHECK(row.counts.n_records == 11);
    CHECK(row.counts.n_learners == 10);
    CHECK(row.counts.n_schools == 2);
    REQUIRE(row.measures.size() == 1);
    const MeasureEvidence& reading = row.measures[0];
    CHECK(reading.n_pairs == 10);
    CHECK(*reading.paired.gain_mean == Approx((19 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10) / 10.0));
    // Hours of both records: 0.5 h for each of 4 + 11 sessions of the first learner.
    const double hours = 0.5 * (4 + 11 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13);
    CHECK(*reading.dose.response.total_hours == Approx(hours));
    CHECK(*reading.dose.response.gain_per_hour == Approx(73 / hours));
    CHECK(row.outcomes.achieved.x == 11);
    CHECK(row.outcomes.achieved_clustered.n_clusters == 2);
}

TEST_CASE("Without a comparison group there are no months, and the reason says so") {
    const Engine engine = engine_of(kEvidenceConfig);
    const EvidenceAnswer answer = answer_of(engine, ten_learners());
    const Comparison& comparison = answer.rows[0].measures[0].comparison;
    CHECK(comparison.months.months.reason() == Reason::no_comparison_group);
    CHECK(comparison.effect_size.reason() == Reason::no_comparison_group);
    CHECK(comparison.adjusted.adjusted_difference.reason() == Reason::no_comparison_group);
}

TEST_CASE("With a comparison cohort the effect is adjusted for the start, and gives months") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    const std::vector<int> gains{3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
    for (int i = 0; i < 10; ++i)
        records.push_back(compared(i, 71 + i, 71 + i + gains[static_cast<std::size_t>(i)] / 2));
    const EvidenceAnswer answer = answer_of(engine, records);
    CHECK(answer.rows.size() == 1);
    const Comparison& comparison = answer.rows[0].measures[0].comparison;
    CHECK(comparison.n_intervention == 10);
    CHECK(comparison.n_comparison == 10);
    REQUIRE(comparison.adjusted.adjusted_difference);
    CHECK(*comparison.adjusted.adjusted_difference > 0.0);
    REQUIRE(comparison.effect_size);
    CHECK(comparison.months.months.known());
    CHECK(*comparison.months.effect_size == *comparison.effect_size);
}

TEST_CASE("Fewer than five learners are too few to say") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    records.resize(4);
    const EvidenceRow row = answer_of(engine, records).rows.at(0);
    CHECK(row.counts.n_learners == 4);
    CHECK(row.outcomes.achieved.estimate.reason() == Reason::too_few);
    CHECK(row.measures[0].paired.gain_mean.reason() == Reason::too_few);
    CHECK(row.measures[0].steps.up.estimate.reason() == Reason::too_few);
    CHECK(row.measures[0].dose.response.gain_per_hour.reason() == Reason::too_few);
    CHECK(row.measures[0].cost.ratio.cer.reason() == Reason::too_few);
    CHECK(row.measures[0].n_pairs == 4);
}

TEST_CASE("A ladder has steps and shares, and no means") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records;
    const std::vector<std::pair<std::string, std::string>> changes{
        {"a", "b"}, {"a", "d"}, {"b", "b"}, {"c", "b"}, {"a", "c"}, {"b", "c"}};
    for (std::size_t i = 0; i < changes.size(); ++i)
        records.push_back(measured(static_cast<int>(i), 0, 0,
                                   {{"measure", "ladder"},
                                    {"baseline", changes[i].first},
                                    {"actual", changes[i].second}}));
    const MeasureEvidence ladder = answer_of(engine, records).rows.at(0).measures.at(0);
    CHECK(ladder.steps.n_up == 4);
    CHECK(ladder.steps.n_same == 1);
    CHECK(ladder.steps.n_down == 1);
    CHECK(*ladder.steps.median_steps == 1.0);
    CHECK(ladder.paired.gain_mean.reason() == Reason::ordinal_scale);
    CHECK(ladder.cost.ratio.cer.reason() == Reason::ordinal_scale);
    CHECK(ladder.comparison.months.months.reason() == Reason::ordinal_scale);
}

TEST_CASE("Evidence counts a fall as a gain where lower is better") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records;
    for (int i = 0; i < 6; ++i)
        records.push_back(measured(i, 20 + i, 18 + i - i % 2, {{"measure", "sdq"}}));
    const MeasureEvidence sdq = answer_of(engine, records).rows.at(0).measures.at(0);
    CHECK(*sdq.paired.gain_mean == Approx(2.5));
    CHECK(sdq.steps.n_up == 6);
    CHECK(sdq.reliable.n == 0);
    CHECK(sdq.reliable.improved.estimate.reason() == Reason::not_estimable);
}

TEST_CASE("Records of one learner that overlap on one measure share their gain, and say so") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    records.push_back(measured(3, 73, 80, {{"intervention", "Paired Reading"}}));
    records.push_back(measured(
        4, 74, 80,
        {{"intervention", "Paired Reading"}, {"started", "2024-01"}, {"ended", "2024-03"}}));
    const EvidenceAnswer answer = answer_of(engine, records);
    REQUIRE(answer.rows.size() == 2);
    CHECK(answer.rows[0].measures[0].n_concurrent == 1);
    CHECK(answer.rows[1].measures[0].n_concurrent == 1);
    CHECK(answer.rows[1].measures[0].concurrent_interventions == stats::flag(true));
}

TEST_CASE("Declared selection tells what chance alone would have brought") {
    const Engine engine = engine_of(kEvidenceConfig);
    const MeasureEvidence reading = answer_of(engine, ten_learners()).rows.at(0).measures.at(0);
    // Davis (1976): (1 - reliability) * (population mean - mean of those chosen).
    CHECK(*reading.regression.expected_gain == Approx(0.1 * (100 - 75.5)));
    CHECK(*reading.regression.gain_beyond == Approx(5.5 - 2.45));
    const Engine undeclared = engine_of(R"({"measures": [{"id": "reading"}]})");
    CHECK(answer_of(undeclared, ten_learners())
              .rows.at(0)
              .measures.at(0)
              .regression.expected_gain.reason() == Reason::not_applicable);
}

TEST_CASE("Costs are set against the cheapest group of the measure") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    for (int i = 1; i <= 8; ++i)
        records.push_back(measured(100 + i, 70 + i, 72 + 3 * i,
                                   {{"intervention", "Zebra"}, {"delivered_by", "Teacher"}}));
    const EvidenceAnswer answer = answer_of(engine, records);
    REQUIRE(answer.alternatives.size() == 1);
    CHECK(answer.alternatives[0].measure == "reading");
    CHECK(answer.alternatives[0].groups.size() == 2);
    const CostOfGain& cheap = answer.rows[0].measures[0].cost;
    const CostOfGain& dear = answer.rows[1].measures[0].cost;
    CHECK(cheap.against_cheapest.icer.reason() == Reason::not_applicable);
    REQUIRE(dear.against_cheapest.icer);
    CHECK(*dear.against_cheapest.icer ==
          Approx((*dear.ratio.mean_cost - *cheap.ratio.mean_cost) /
                 (*dear.ratio.mean_effect - *cheap.ratio.mean_effect)));
    CHECK(dear.against_cheapest.quadrant.known());
}

TEST_CASE("Confidential rates withhold costs that few roles stand behind") {
    Config config = read_config(kEvidenceConfig).value();
    config.redact_rates = true;
    const Engine engine = Engine::create(std::move(config)).value();
    const MeasureEvidence reading = answer_of(engine, ten_learners()).rows.at(0).measures.at(0);
    CHECK(reading.cost.ratio.cer.reason() == Reason::withheld);
    CHECK(reading.cost.ratio.mean_cost.reason() == Reason::withheld);
}

TEST_CASE("p is adjusted for the number of groups") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    for (int i = 1; i <= 6; ++i)
        records.push_back(
            measured(200 + i, 70, 70 + (i % 2 == 0 ? i : -i), {{"intervention", "Unclear"}}));
    const EvidenceAnswer answer = answer_of(engine, records);
    const MeasureEvidence& clear = answer.rows[0].measures[0];
    const MeasureEvidence& unclear = answer.rows[1].measures[0];
    CHECK(*clear.p_adjusted == Approx(2.0 * *clear.paired.t_test.p));
    CHECK(*unclear.p_adjusted == *unclear.paired.t_test.p);
}

TEST_CASE("The answer does not depend on the order of the records") {
    const Engine engine = engine_of(kEvidenceConfig);
    std::vector<Fields> records = ten_learners();
    for (int i = 0; i < 10; ++i)
        records.push_back(compared(i, 71 + i, 73 + i + i % 3));
    for (int i = 1; i <= 7; ++i)
        records.push_back(
            measured(i, 70 + i, 75 + 2 * i, {{"intervention", "Zebra"}, {"school_id", "S3"}}));
    const Language language(LanguageCode::en);
    const auto document = [&] {
        Evidence evidence = Evidence::create(engine, {"intervention"}).value();
        for (const Fields& fields : records) {
            const auto answer = support::analyse(engine, fields);
            evidence.update(answer->record, answer->analysis, {});
        }
        return evidence_document(evidence, evidence.answer(), language, {});
    };
    const std::string first = document();
    support::Dice dice(7);
    for (int i = 0; i < 5; ++i) {
        dice.shuffle(records);
        CHECK(document() == first);
    }
}

TEST_CASE("Every document of evidence reads as what it is, and gives reasons for what is null") {
    const Engine engine = engine_of(kEvidenceConfig);
    Evidence evidence = Evidence::create(engine, {"intervention", "school_id"}).value();
    for (const Fields& fields : ten_learners()) {
        const auto answer = support::analyse(engine, fields);
        evidence.update(answer->record, answer->analysis, {});
    }
    const EvidenceAnswer answer = evidence.answer(0.9);
    const Language language(LanguageCode::cy);
    const auto text = [&](DocumentFormat format, bool explain) {
        return evidence_document(evidence, answer, language, {format, explain});
    };
    const auto json = nlohmann::json::parse(text(DocumentFormat::json, true));
    CHECK(json["level"] == 0.9);
    CHECK(json["rows"].size() == 2);
    const auto& measure = json["rows"][0]["measures"][0];
    CHECK(measure["comparison"]["months"]["months"].is_null());
    CHECK(measure["reasons"]["comparison.months.months"] == "no_comparison_group");
    CHECK(measure["working"].size() > 100);
    const std::string csv = text(DocumentFormat::csv, false);
    CHECK(csv.rfind("intervention,school_id,measure,n_records,", 0) == 0);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
    std::istringstream lines(text(DocumentFormat::ndjson, false));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        CHECK(nlohmann::json::accept(line));
    CHECK(count == 4);  // what made it, a line for each group, and one for the measure they share
    CHECK(text(DocumentFormat::table, false).find("Talk Time") != std::string::npos);
}

TEST_CASE("Every column of the flat table has a name of its own") {
    const Engine engine = engine_of(kEvidenceConfig);
    Evidence evidence = Evidence::create(engine, {"intervention"}).value();
    const Language language(LanguageCode::en);
    const std::string csv =
        evidence_document(evidence, evidence.answer(), language, {DocumentFormat::csv, false});
    std::istringstream names(csv.substr(0, csv.find('\r')));
    std::set<std::string> seen;
    for (std::string name; std::getline(names, name, ',');)
        CHECK(seen.insert(name).second);
    CHECK(seen.size() > 100);
}

TEST_CASE("Evidence is not grouped by what a record has several of") {
    const Engine engine = engine_of(kEvidenceConfig);
    CHECK_FALSE(Evidence::create(engine, {"role"}).ok());
    CHECK_FALSE(Evidence::create(engine, {"cohort"}).ok());
    CHECK_FALSE(Evidence::create(engine, {"tier", "tier"}).ok());
    const Evidence evidence = Evidence::create(engine, {"tier", "club"}).value();
    CHECK(evidence.unknown_dimension() == std::optional<std::string>("club"));
}
