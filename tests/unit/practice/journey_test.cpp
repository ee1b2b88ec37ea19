// Journeys: the verdict by its rule, phases, ladders, and what cannot be read.
#include <cmath>

#include "desk.hpp"
#include "io/json_tree.hpp"

using namespace effaith;
using namespace effaith::practice;
using support::Desk;

namespace {

MeasureTrend trend_on(const Measure& measure, const std::vector<double>& values) {
    Series series;
    series.measure = &measure;
    for (std::size_t i = 0; i < values.size(); ++i) {
        series.days.push_back(Date::from_days(19000 + 7 * static_cast<int>(i)));
        series.values.push_back(values[i]);
    }
    return trend_of(series, {}, Thresholds());
}

Measure tolerant(const char* tolerance) {
    Measure measure;
    measure.tolerance = Parameter::parse(tolerance).value();
    return measure;
}

Verdict verdict(const std::vector<double>& values, const Measure& measure = {}) {
    return trend_on(measure, values).verdict;
}

JourneyAnalysis analysis_of(const std::string& json) {
    static const Desk* const desk = new Desk;
    return analyse_journey(desk->tools(), read_journey(json).value());
}

std::vector<std::string> codes(const JourneyAnalysis& analysis) {
    std::vector<std::string> found;
    for (const Finding& finding : analysis.findings)
        found.push_back(std::string(rule_of(finding.code).name) + " " + finding.where);
    return found;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("The verdict follows its rule") {
    CHECK(verdict({1, 2, 3, 4}) == Verdict::too_few_observations);
    CHECK(verdict({1, 2, 3, 4, 5}) == Verdict::improving);
    CHECK(verdict({5, 4, 3, 2, 1}) == Verdict::slipping);
    CHECK(verdict({3, 3, 3, 3, 3, 3}) == Verdict::holding);
    CHECK(verdict({1, 9, 1, 9, 1, 9}) == Verdict::holding);  // no size is known to be noticeable
    CHECK(verdict({1, 9, 1, 9, 1, 9}, tolerant("2")) == Verdict::fluctuating);
    CHECK(verdict({1, 3, 1, 3, 1, 3}, tolerant("2")) == Verdict::holding);
    CHECK(verdict({}) == Verdict::too_few_observations);
}

TEST_CASE("Where lower is better a fall improves") {
    Measure measure;
    measure.direction = Direction::lower_is_better;
    const MeasureTrend trend = trend_on(measure, {20, 18, 15, 11, 10, 8});
    CHECK(trend.verdict == Verdict::improving);
    CHECK(*trend.distance == 12.0);
    CHECK(*trend.rate > 0.0);
}

TEST_CASE("Moves, runs and distance are those of the observations") {
    const MeasureTrend trend = trend_on(tolerant("0.5"), {1, 2, 4, 3, 3, 5});
    CHECK(*trend.won == 5.0);
    CHECK(*trend.lost == 1.0);
    CHECK(*trend.distance == 4.0);
    CHECK(trend.longest_run == 2);
    CHECK(trend.rises == 3);
    CHECK(trend.falls == 1);
    const MeasureTrend steady = trend_on({}, {0, 7, 14, 21, 28});
    CHECK(*steady.rate == Approx(30.4375));
    CHECK(*steady.line == Approx(30.4375));
    CHECK(std::abs(*steady.volatility) < 1e-9);
}

TEST_CASE("A move on a norm-referenced measure is noticeable beyond its error") {
    Measure measure;
    measure.sd = Parameter::from_whole(15);
    measure.reliability = Parameter::parse("0.9").value();
    const MeasureTrend trend = trend_on(measure, {100, 120, 100, 120, 100, 110});
    CHECK(*trend.noticeable == Approx(1.959963984540054 * 15.0 * std::sqrt(0.2)));
    CHECK(trend.verdict == Verdict::fluctuating);
}

TEST_CASE("A journey from a bedroom door to a classroom improves") {
    const JourneyAnalysis analysis = analysis_of(support::kJourney);
    CHECK(codes(analysis).empty());
    REQUIRE(analysis.measures.size() == 1);
    const MeasureJourney& ladder = analysis.measures.front();
    CHECK(ladder.aspect == Aspect::engagement);
    CHECK(ladder.points[5].value == 2.0);
    REQUIRE(ladder.trend.has_value());
    CHECK(ladder.trend->verdict == Verdict::improving);
    CHECK(*ladder.trend->distance == 5.0);
    REQUIRE(ladder.trend->phases.size() == 1);
    const PhaseComparison& tuition = ladder.trend->phases.front();
    CHECK(tuition.n_before == 4);
    CHECK(tuition.n_during == 6);
    CHECK(tuition.n_after == 2);
    CHECK(*tuition.after.nap.nap == 1.0);
    // Steps have an order and no distances.
    CHECK(tuition.during.lrri.estimate.reason() == stats::Reason::ordinal_scale);
}

TEST_CASE("Observations out of order are put in order, and that is said") {
    const JourneyAnalysis analysis = analysis_of(R"({"measures": [{"id": "a"}], "observations": [
        {"date": "2024-01-08", "value": 2}, {"date": "2024-01-01", "value": 1}]})");
    CHECK(codes(analysis) == Codes{"observations_out_of_order /observations/1/date"});
    CHECK(analysis.measures.front().points.front().value == 1.0);
    CHECK(*analysis.measures.front().trend->distance == 1.0);
}

TEST_CASE("Two observations on one day leave a measure without a trend, others with theirs") {
    const JourneyAnalysis analysis = analysis_of(
        R"({"measures": [{"id": "a"}, {"id": "b"}], "observations": [
        {"measure": "a", "date": "2024-01-08", "value": 2},
        {"measure": "b", "date": "2024-01-08", "value": 2},
        {"measure": "a", "date": "2024-01-08", "value": 3}]})");
    CHECK(codes(analysis) == Codes{"two_on_one_day /observations/2/date"});
    CHECK_FALSE(analysis.measures[0].trend);
    CHECK(analysis.measures[1].trend);
}

TEST_CASE("What a journey cannot have is found at its place") {
    CHECK(codes(analysis_of("{}")) == Codes{"no_observations /observations"});
    CHECK(codes(analysis_of(R"({"measures": [{"id": "a", "steps": ["only"]}],
        "observations": [{"date": "2024-01-08", "value": 1}]})")) ==
          Codes{"short_ladder /measures/0/steps"});
    CHECK(codes(analysis_of(R"({"measures": [{"id": "a"}, {"id": "a"}], "observations":
        [{"date": "2024-01-08", "measure": "a", "value": "much"}]})")) ==
          Codes{"measure_twice /measures/1/id", "not_on_measure /observations/0/value"});
    CHECK(codes(analysis_of(R"({"measures": [{"id": "a"}],
        "phases": [{"intervention": "x", "started": "2024-02-01", "ended": "2024-01-01"}],
        "observations": [{"date": "2024-01-08", "value": 1}]})")) ==
          Codes{"dates_out_of_order /phases/0/ended"});
}

TEST_CASE("A measure of the configuration can be observed, within its range") {
    const JourneyAnalysis analysis = analysis_of(R"({"observations": [
        {"measure": "attends", "date": "2024-01-08", "value": "40%"},
        {"measure": "reading_age", "date": "2024-01-08", "value": "6y3m"},
        {"measure": "attends", "date": "2024-01-15", "value": 140}]})");
    CHECK(codes(analysis) == Codes{"not_on_measure /observations/2/value"});
    CHECK(analysis.measures[0].points.front().value == 40.0);
    CHECK(analysis.measures[1].points.front().value == 75.0);
}

TEST_CASE("The answers about a journey are JSON or a table, in both languages") {
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Desk desk(code);
        for (const char* json : {support::kJourney, "{}"}) {
            const Journey journey = read_journey(json).value();
            const auto answer = journey_document(desk.tools(), journey, DocumentFormat::json);
            CHECK(read_json(*answer).ok());
            const auto table = journey_document(desk.tools(), journey, DocumentFormat::table);
            CHECK(table->find('{') == std::string::npos);
            CHECK_FALSE(journey_document(desk.tools(), journey, DocumentFormat::csv).ok());
        }
    }
}

TEST_CASE("The words of a verdict move as the values do, and say which way is better") {
    const auto message = [](const std::string& direction, const std::string& values,
                            LanguageCode code = LanguageCode::en) {
        const Desk desk(code);
        std::string json = R"({"measures": [{"id": "a", "tolerance": 1, "direction": ")" +
                           direction + R"("}], "observations": [)";
        int day = 10;
        for (const char value : values) {
            json += (day > 10 ? "," : "") + std::string(R"({"date": "2024-01-)") +
                    std::to_string(day) + R"(", "value": )" + std::string(1, value) + "}";
            ++day;
        }
        const Journey journey = read_journey(json + "]}").value();
        return *journey_document(desk.tools(), journey, DocumentFormat::table);
    };
    const auto has = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    };
    const std::string better = message("lower", "987654");
    CHECK(has(better, "Improving"));
    CHECK(has(better, "fall by more than chance, and lower is better: -30.44"));
    CHECK(has(better, "(95% interval -30.44 to -30.44), -5.00 from the start"));
    const std::string worse = message("lower", "456789");
    CHECK(has(worse, "Slipping"));
    CHECK(has(worse, "rise by more than chance, and lower is better: 30.44"));
    CHECK(has(message("higher", "456789"), "rise by more than chance: 30.44"));
    CHECK(has(message("lower", "987654", LanguageCode::cy), "gostwng"));
    CHECK(has(message("lower", "456789", LanguageCode::cy), "codi"));
    // From 1 up to 9 three times, and down again twice.
    CHECK(has(message("lower", "191919"), "3 noticeable rises and 2 falls"));
    CHECK(has(message("higher", "191919"), "3 noticeable rises and 2 falls"));
}

TEST_CASE("A journey ends on the day it is seen from") {
    const Desk desk(std::string("2023-10-16"));
    const JourneyAnalysis analysis =
        analyse_journey(desk.tools(), read_journey(support::kJourney).value());
    CHECK(codes(analysis) ==
          Codes{"in_the_future /observations/7/date", "in_the_future /observations/8/date",
                "in_the_future /observations/9/date", "in_the_future /observations/10/date",
                "in_the_future /observations/11/date"});
    CHECK(analysis.measures.front().trend->n == 7);
    CHECK(*analysis.measures.front().trend->distance == 2.0);
}

TEST_CASE("A ladder with a step twice is no ladder") {
    for (const char* steps : {R"(["a", "b", "a"])", R"(["a", "b", "A"])"}) {
        const JourneyAnalysis analysis =
            analysis_of(R"({"measures": [{"id": "m", "steps": )" + std::string(steps) +
                        R"(}], "observations": [{"date": "2024-01-08", "value": "a"}]})");
        CHECK(codes(analysis) == Codes{"step_twice /measures/0/steps/2"});
        CHECK(analysis.measures.empty());
    }
}

TEST_CASE("A percentage lies between 0 and 100") {
    const JourneyAnalysis analysis = analysis_of(
        R"({"measures": [{"id": "m", "kind": "percent"}], "observations": [
        {"date": "2024-01-08", "value": 100}, {"date": "2024-01-15", "value": 100.5},
        {"date": "2024-01-22", "value": -1}, {"date": "2024-01-29", "value": 0}]})");
    CHECK(codes(analysis) ==
          Codes{"not_on_measure /observations/1/value", "not_on_measure /observations/2/value"});
    CHECK(analysis.measures.front().trend->n == 2);
}
