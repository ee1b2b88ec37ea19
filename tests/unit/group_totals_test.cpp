// What stands behind a row: sums that cannot overflow, distinct learners, and the figures of a
// measure against those of other people's software.
#include "effaith/group_totals.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "catch_compat.hpp"
#include "effaith/explain.hpp"
#include "effaith/stats/small_sample.hpp"
#include "nearest_ratio.hpp"

using namespace effaith;
using nlohmann::json;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

FigureValue figure(const GroupTotals& totals, const std::string& name) {
    for (const GroupFigure& entry : group_figures()) {
        if (entry.name == name) return entry.of(totals);
    }
    throw std::runtime_error("no figure " + name);
}

/// A pair of scores in whole points, the higher the better.
MeasureShare pair_of(std::int64_t baseline, std::int64_t actual) {
    MeasureShare share;
    share.pair = {baseline * 10000, actual * 10000, (actual - baseline) * 10000};
    return share;
}

GroupTotals measured(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
    GroupTotals totals;
    for (const auto& [baseline, actual] : pairs)
        totals.measure("m").add(pair_of(baseline, actual));
    return totals;
}

/// A number of the reference files, at 4 places.
std::int64_t score_of(const json& number) {
    return std::llround(number.get<double>() * 10000.0);
}

bool has_four_places(const json& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](const json& number) {
        return number.is_null() || std::abs(number.get<double>() * 10000.0 -
                                            std::round(number.get<double>() * 10000.0)) < 1e-6;
    });
}

}  // namespace

TEST_CASE("A wide sum of products is exact, whatever its terms") {
    std::mt19937_64 random(1);
    WideSum sum;
    Wide expected = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto shift = static_cast<int>(random() % 60);
        const auto a = static_cast<std::int64_t>(random()) >> shift;
        const auto b = static_cast<std::int64_t>(random());
        sum.add_product(a, b);
        expected += Wide(a) * b;
        const Int128 plain = Int128(b) * 12345;
        sum.add(plain);
        expected += Wide(b) * 12345;
        REQUIRE(wide(sum) == expected);
        REQUIRE(wide(sum.negated()) == -expected);
        REQUIRE(sum.is_negative() == (expected < 0));
    }
    WideSum ends;
    for (const std::int64_t a : {kMost, kLeast}) {
        for (const std::int64_t b : {kMost, kLeast, std::int64_t{0}, std::int64_t{-1}})
            ends.add_product(a, b);
    }
    CHECK(wide(ends) == (Wide(kMost) + kLeast) * (Wide(kMost) + kLeast - 1));
    ends.add_unsigned(0xFFFFFFFFFFFFFFFFU, 0xFFFFFFFFFFFFFFFFU);
    CHECK(wide(ends) == (Wide(kMost) + kLeast) * (Wide(kMost) + kLeast - 1) + (Wide(1) << 128) - 1);
}

TEST_CASE("The nearest double of a wide quotient is that of the narrow one") {
    std::mt19937_64 random(2);
    for (int i = 0; i < 5000; ++i) {
        const Int128 num = Int128(static_cast<std::int64_t>(random())) *
                           static_cast<std::int64_t>(random() >> (random() % 64));
        const Int128 den =
            Int128(static_cast<std::int64_t>(random() >> 1)) * (1 + random() % 1000000) + 1;
        REQUIRE(nearest_ratio(wide(num), wide(den)) == nearest_double(num, den));
    }
    CHECK(nearest_ratio(0, 7) == 0.0);
    CHECK(nearest_ratio((Wide(1) << 53) + 1, 1) == 9007199254740992.0);  // a tie goes to the even
    CHECK(nearest_ratio((Wide(1) << 53) + 3, 1) == 9007199254740996.0);
    CHECK(nearest_ratio(((Wide(1) << 53) + 1) * 3 + 1, 3) == 9007199254740994.0);
    CHECK(nearest_ratio(Wide(1) << 500, Wide(1) << 502) == 0.25);
}

TEST_CASE("Learners are counted once, and those with a cost or an outcome apart") {
    const std::size_t red_costed = outcome_slot(Outcome::red, true);
    const std::size_t red_free = outcome_slot(Outcome::red, false);
    const std::size_t green_free = outcome_slot(Outcome::green, false);
    LearnerSets all;
    all.add(7, red_costed);
    all.add(7, red_free);
    all.add(8, green_free);
    all.add(9, red_costed);
    all.add_unidentified(red_costed);
    all.add_unidentified(green_free, 2);
    CHECK(all.distinct() == 3);
    CHECK(all.distinct_costed() == 2);
    CHECK(all.distinct_in(1U << red_costed | 1U << red_free) == 2);
    CHECK(all.distinct_in(1U << green_free) == 1);
    CHECK(all.unidentified() == 3);
    CHECK(all.unidentified_costed() == 1);
    CHECK(all.in_slot(red_costed) == std::vector<std::uint64_t>{7, 9});
    LearnerSets other;
    other.add(8, red_costed);
    other.add(10, green_free);
    all.merge(other);
    CHECK(all.distinct() == 4);
    CHECK(all.distinct_costed() == 3);
    CHECK(all.in_slot(green_free) == std::vector<std::uint64_t>{8, 10});
    LearnerSets nobody;
    nobody.forget();
    all.merge(nobody);
    CHECK_FALSE(all.known());
    CHECK(all.unidentified() == 3);
}

TEST_CASE("Many hashes are sorted and told apart") {
    std::mt19937_64 random(3);
    HashSet set;
    std::vector<std::uint64_t> expected;
    for (std::uint64_t i = 0; i < 60000; ++i) {
        const std::uint64_t hash = random() >> (i % 3 * 24);
        for (std::uint64_t again = 0; again <= i % 4; ++again)
            set.add(hash);
        expected.push_back(hash);
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    HashSet twice = HashSet::of_sorted(expected);
    CHECK(set.sorted() == expected);
    twice.add(set);
    CHECK(twice.sorted() == expected);
}

TEST_CASE("The factor of small samples is the exact one") {
    // gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2)) to 40 digits, rounded
    const std::vector<std::pair<std::int64_t, double>> exact{
        {2, 0.56418958354775628695},    {3, 0.72360125455826765936},
        {4, 0.79788456080286535588},    {9, 0.91387489179255226651},
        {36, 0.97899638915418792082},   {48, 0.98427942629592132447},
        {49, 0.98460217723616645168},   {50, 0.98491194229557260115},
        {51, 0.98520948974942969207},   {250, 0.99699649550743522714},
        {9999, 0.99992499031124202864}, {10000000, 0.9999999249999978125}};
    for (const auto& [df, factor] : exact) {
        CAPTURE(df);
        CHECK(stats::small_sample_factor(static_cast<double>(df)) == Approx(factor).epsilon(2e-15));
    }
    CHECK(stats::small_sample_factor(2) == Approx(1.0 / std::sqrt(std::acos(-1.0))).epsilon(1e-15));
    CHECK(stats::small_sample_factor(3) ==
          Approx(std::sqrt(2.0 / 3.0) * std::sqrt(std::acos(-1.0)) / 2).epsilon(1e-15));
    for (std::int64_t df = 2; df < 400; ++df) {
        const double half = static_cast<double>(df) / 2.0;
        const double by_logarithms =
            std::exp(std::lgamma(half) - std::lgamma(half - 0.5)) / std::sqrt(half);
        CHECK(stats::small_sample_factor(static_cast<double>(df)) ==
              Approx(by_logarithms).epsilon(1e-12));
    }
}

TEST_CASE("Effects of pairs are those of the reference software") {
    std::ifstream file(EFFAITH_SOURCE_DIR "/tests/data/evidence/paired_effect.json");
    const json cases = json::parse(file);
    int compared = 0;
    for (const json& one : cases) {
        const json& pre = one["inputs"]["pre"];
        const json& post = one["inputs"]["post"];
        if (one.value("unstable", false) || !has_four_places(pre) || !has_four_places(post))
            continue;
        INFO(one["id"].get<std::string>());
        GroupTotals totals;
        for (std::size_t i = 0; i < pre.size(); ++i) {
            MeasureShare share;
            if (!pre[i].is_null() && !post[i].is_null()) {
                const std::int64_t a = score_of(pre[i]);
                const std::int64_t b = score_of(post[i]);
                share.pair = {a, b, b - a};
            }
            totals.measure("m").add(share);
        }
        const auto check = [&](const char* name, const json& expected) {
            if (!expected.is_number() || totals.only_measure()->pairs < 3) return;
            INFO(name);
            const FigureValue value = figure(totals, name);
            REQUIRE(value.kind == FigureValue::Kind::real);
            CHECK(value.real == Approx(expected.get<double>()).epsilon(1e-9).margin(1e-12));
            ++compared;
        };
        // The reference has no value where it would divide by nothing.
        const auto at = [](const json& object, const char* key) {
            return object.is_object() && object.contains(key) ? object.at(key) : json();
        };
        const json expect = at(one, "expect");
        const json av = at(expect, "effectsize_102_rm_av");
        check("d_av", at(av, "d"));
        check("hedges_g", at(av, "g"));
        check("hedges_g_low", at(av, "g_ci_low"));
        check("hedges_g_high", at(av, "g_ci_high"));
        const json basic = at(expect, "basic");
        check("baseline_mean", at(basic, "mean_pre"));
        check("actual_mean", at(basic, "mean_post"));
        check("gain_mean", at(basic, "mean_gain"));
        check("gain_sd", at(basic, "sd_gain"));
        if (one["group"] != "zero_sd") check("correlation", at(basic, "r"));
        check("d_z", at(at(expect, "formula"), "d_z"));
        CHECK(figure(totals, "n_pairs").raw == Int128(at(basic, "n").get<int>()));
    }
    CHECK(compared > 300);
}

TEST_CASE("Figures of a measure worked by hand") {
    // baselines 10, 12, 14; actual 13, 13, 19; gains 3, 1, 5: variances 4, 12, 4
    const GroupTotals t = measured({{10, 13}, {12, 13}, {14, 19}});
    CHECK(figure(t, "n_measures").raw == 1);
    CHECK(figure(t, "n_pairs").raw == 3);
    CHECK(figure(t, "baseline_mean").real == 12.0);
    CHECK(figure(t, "actual_mean").real == 15.0);
    CHECK(figure(t, "gain_mean").real == 3.0);
    CHECK(figure(t, "gain_sd").real == 2.0);
    CHECK(value_text(figure(t, "gain_total")) == "9");
    CHECK(figure(t, "correlation").real == Approx(6.0 / std::sqrt(48.0)).epsilon(1e-15));
    CHECK(figure(t, "d_z").real == 1.5);
    CHECK(figure(t, "d_av").real == Approx(3.0 / std::sqrt(8.0)).epsilon(1e-15));
    const double factor = 1.0 / std::sqrt(std::acos(-1.0));
    const double error = std::sqrt(2.0 * 4.0 / (3.0 * 16.0));
    CHECK(figure(t, "hedges_g").real == Approx(factor * 3.0 / std::sqrt(8.0)).epsilon(1e-14));
    CHECK(figure(t, "hedges_g_low").real ==
          Approx(factor * (3.0 / std::sqrt(8.0) - kNormal975 * error)).epsilon(1e-14));
}

TEST_CASE("Effects need three pairs and variation") {
    for (const char* name : {"d_z", "d_av", "hedges_g", "hedges_g_low", "hedges_g_high"}) {
        CAPTURE(name);
        CHECK(figure(measured({{10, 13}, {12, 13}}), name).is_none());
        CHECK(figure(measured({{10, 10}, {10, 10}, {10, 10}}), name).is_none());
        CHECK_FALSE(figure(measured({{10, 13}, {12, 13}, {14, 19}}), name).is_none());
    }
    const GroupTotals alike = measured({{10, 12}, {11, 13}, {12, 14}});
    CHECK(figure(alike, "gain_sd").real == 0.0);
    CHECK(figure(alike, "d_z").is_none());
    CHECK(figure(alike, "d_av").real == 2.0);
    CHECK(figure(alike, "correlation").real == 1.0);
    CHECK(figure(measured({{10, 12}}), "gain_sd").is_none());
    CHECK(figure(measured({{10, 12}}), "gain_mean").real == 2.0);
}

TEST_CASE("A worse turn gives negative effects, and a measure may count downwards") {
    GroupTotals t;
    // better is lower: a rise from 10 to 13 is a gain of -3
    for (const auto& [from, to] : {std::pair{10, 13}, std::pair{12, 13}, std::pair{14, 19}}) {
        MeasureShare share = pair_of(from, to);
        share.pair->gain = -share.pair->gain;
        t.measure("m").add(share);
    }
    CHECK(figure(t, "gain_mean").real == -3.0);
    CHECK(figure(t, "d_z").real == -1.5);
    CHECK(figure(t, "baseline_mean").real == 12.0);
    CHECK(figure(t, "correlation").real > 0.8);
    CHECK(figure(t, "hedges_g_low").real < figure(t, "hedges_g_high").real);
}

TEST_CASE("Records of several measures have no figures of a measure") {
    GroupTotals t = measured({{10, 13}, {12, 13}, {14, 19}});
    t.measure("other").add(MeasureShare{});
    CHECK(figure(t, "n_measures").raw == 2);
    for (const char* name : {"n_pairs", "gain_mean", "gain_total", "hedges_g", "target_met_rate"})
        CHECK(figure(t, name).is_none());
    const GroupTotals none;
    CHECK(figure(none, "n_measures").raw == 0);
    CHECK(figure(none, "n_pairs").is_none());
}

TEST_CASE("Targets, ratio gains, reliable changes and costs of a measure") {
    GroupTotals t;
    MeasureTotals& m = t.measure("m");
    MeasureShare share = pair_of(10, 14);
    share.target_met = true;
    share.ratio_gain = 1500000;
    share.reliable_change = ReliableChange::improved;
    share.total_cost = 30000000;
    m.add(share);
    share = pair_of(10, 9);
    share.target_met = false;
    share.ratio_gain = -250001;
    share.reliable_change = ReliableChange::deteriorated;
    share.total_cost = 15000000;
    m.add(share);
    share = pair_of(10, 20);  // nothing else is known, and no cost
    m.add(share);
    m.add(MeasureShare{});
    CHECK(figure(t, "n_pairs").raw == 3);
    CHECK(figure(t, "target_met_rate").real == 0.5);
    CHECK(figure(t, "ratio_gain_mean").real == 0.6249995);
    CHECK(figure(t, "n_reliably_improved").raw == 1);
    CHECK(figure(t, "n_reliably_deteriorated").raw == 1);
    CHECK(figure(t, "cost_per_unit_gain").real == 15.0);  // £45 for gains of 4 - 1

    GroupTotals unknown = measured({{10, 13}, {12, 13}});
    for (const char* name :
         {"target_met_rate", "ratio_gain_mean", "n_reliably_improved", "cost_per_unit_gain"})
        CHECK(figure(unknown, name).is_none());
    share = pair_of(10, 9);
    share.total_cost = 1;
    unknown.measure("m").add(share);
    CHECK(figure(unknown, "cost_per_unit_gain").is_none());  // nothing gained
}

TEST_CASE("Scores at the ends of what fits have their figures all the same") {
    GroupTotals t;
    for (int i = 0; i < 1000; ++i) {
        MeasureShare share;
        const bool up = i % 2 == 0;
        share.pair = {up ? -kMost / 2 : kMost / 2, up ? kMost / 2 : -kMost / 2,
                      up ? kMost - 1 : 1 - kMost};
        t.measure("m").add(share);
    }
    CHECK(figure(t, "correlation").real == -1.0);
    CHECK(figure(t, "gain_mean").real == 0.0);
    CHECK(figure(t, "d_av").real == 0.0);
    CHECK(figure(t, "gain_sd").real == Approx(9.227989e14).epsilon(1e-5));
}

TEST_CASE("Plain sums add up like their records") {
    GroupTotals t;
    PlainSums sums;
    sums.outcomes_by_cost[outcome_slot(Outcome::green, true)] = 2;
    sums.outcomes_by_cost[outcome_slot(std::nullopt, false)] = 1;
    sums.hours_received = 30000;
    sums.uncosted_hours = 10000;
    sums.hours_squared_low = 3 * 100000000;
    sums.staff_cost = 5000000;
    sums.capital_cost = 1000000;
    t.add(sums);
    t.add(sums);
    CHECK(t.records() == 6);
    CHECK(t.costed() == 4);
    CHECK(t.with(Outcome::green) == 4);
    CHECK(t.costed_with(Outcome::green) == 4);
    CHECK(t.with_outcome() == 4);
    CHECK(t.costed_hours() == 40000);
    CHECK(value_text(figure(t, "total_cost")) == "12");
    CHECK(figure(t, "cost_per_hour").real == 3.0);
    CHECK(figure(t, "hours_received_mean").real == 1.0);
    CHECK(figure(t, "hours_received_sd").real == 0.0);
    CHECK(figure(t, "n_no_outcome").raw == 2);
}
