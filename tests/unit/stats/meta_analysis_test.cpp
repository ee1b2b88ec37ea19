// Schools combined: a published example, and what is said of few, equal and impossible ones.
#include "effaith/stats/meta_analysis.hpp"

#include <array>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
using Data = std::vector<double>;

struct Effects {
    Data yi;
    Data vi;
};

/// Thirteen trials of the BCG vaccine (Colditz et al. 1994), the standard example: log risk ratios.
Effects vaccine() {
    struct Trial {
        double cases, treated_rest, control_cases, control_rest;
    };
    constexpr std::array<Trial, 13> trials{{{4, 119, 11, 128},
                                            {6, 300, 29, 274},
                                            {3, 228, 11, 209},
                                            {62, 13536, 248, 12619},
                                            {33, 5036, 47, 5761},
                                            {180, 1361, 372, 1079},
                                            {8, 2537, 10, 619},
                                            {505, 87886, 499, 87892},
                                            {29, 7470, 45, 7232},
                                            {17, 1699, 65, 1600},
                                            {186, 50448, 141, 27197},
                                            {5, 2493, 3, 2338},
                                            {27, 16886, 29, 17825}}};
    Effects effects;
    for (const Trial& t : trials) {
        const double n1 = t.cases + t.treated_rest;
        const double n0 = t.control_cases + t.control_rest;
        effects.yi.push_back(std::log(t.cases / n1 / (t.control_cases / n0)));
        effects.vi.push_back(1 / t.cases - 1 / n1 + 1 / t.control_cases - 1 / n0);
    }
    return effects;
}

Approx to_4_places(double value) {
    return Approx(value).margin(0.00006);
}

}  // namespace

TEST_CASE("The BCG trials give the published figures by REML") {
    // Viechtbauer (2010), Journal of Statistical Software 36(3).
    const auto [yi, vi] = vaccine();
    const MetaAnalysis found = meta_analysis(yi, vi);
    CHECK(found.n == 13);
    CHECK(*found.estimate == to_4_places(-0.7145));
    CHECK(*found.se == to_4_places(0.1798));
    CHECK(*found.stat == to_4_places(-3.9744));
    CHECK(*found.ci.low == to_4_places(-1.0669));
    CHECK(*found.ci.high == to_4_places(-0.3622));
    CHECK(*found.tau2 == to_4_places(0.3132));
    CHECK(*found.se_tau2 == to_4_places(0.1664));
    CHECK(*found.i2 == Approx(92.22).margin(0.006));
    CHECK(*found.h2 == Approx(12.86).margin(0.006));
    CHECK(*found.q == to_4_places(152.2330));
    CHECK(*found.tau2_ci.low == to_4_places(0.1197));
    CHECK(*found.tau2_ci.high == to_4_places(1.1115));
    CHECK(*found.prediction.low < *found.prediction_normal.low);
    CHECK(found.df.reason() == Reason::not_applicable);
}

TEST_CASE("The BCG trials give the published figures by DerSimonian and Laird") {
    const auto [yi, vi] = vaccine();
    const MetaAnalysis found = meta_analysis(yi, vi, {.method = MetaMethod::dersimonian_laird});
    CHECK(*found.estimate == to_4_places(-0.7141));
    CHECK(*found.se == to_4_places(0.1787));
    CHECK(*found.tau2 == to_4_places(0.3088));
    CHECK(*found.i2 == Approx(*found.i2_q).epsilon(1e-12));
    CHECK(found.log_likelihood.reason() == Reason::not_applicable);
}

TEST_CASE("REML finds the higher of two maxima") {
    // The maximum beside 0, where iterations from a small start end, is the lower one.
    const Data yi{1.49, -1.5, -1.57};
    const Data vi{0.8, 1e-5, 3e-4};
    const MetaAnalysis found = meta_analysis(yi, vi);
    CHECK(found.local_maxima == 2);
    CHECK(*found.tau2 == Approx(2.1870948188).epsilon(1e-8));
    const MetaAnalysis fixed = meta_analysis(yi, vi, {.method = MetaMethod::fixed});
    CHECK(*fixed.estimate < -1.5);
}

TEST_CASE("Schools of one precision have estimators in closed form") {
    const Data yi{1, 2, 3, 6};
    const Data vi{0.5, 0.5, 0.5, 0.5};
    const double between = 14.0 / 3.0 - 0.5;
    for (const MetaMethod method : {MetaMethod::dersimonian_laird, MetaMethod::reml,
                                    MetaMethod::paule_mandel, MetaMethod::hedges})
        CHECK(*meta_analysis(yi, vi, {.method = method}).tau2 == Approx(between).epsilon(1e-12));
    CHECK(*meta_analysis(yi, vi, {.method = MetaMethod::ml}).tau2 ==
          Approx(14.0 / 4.0 - 0.5).epsilon(1e-12));
    const MetaAnalysis knha = meta_analysis(yi, vi, {.knapp_hartung = true});
    CHECK(*knha.se == Approx(std::sqrt(14.0 / 3.0 / 4.0)).epsilon(1e-12));
    CHECK(*knha.df == 3.0);
}

TEST_CASE("One school has its own effect, and nothing between schools") {
    const MetaAnalysis one = meta_analysis(Data{-1.2, kMissing}, Data{0.25, 0.1});
    CHECK(one.n == 1);
    CHECK(*one.estimate == -1.2);
    CHECK(*one.se == 0.5);
    CHECK(one.tau2.reason() == Reason::too_few);
    CHECK(one.q_p.reason() == Reason::too_few);
    CHECK(one.prediction.low.reason() == Reason::too_few);
    CHECK(meta_analysis(Data{1.0}, Data{0.25}, {.knapp_hartung = true}).p.reason() ==
          Reason::too_few);
    CHECK(meta_analysis({}, {}).estimate.reason() == Reason::too_few);
}

TEST_CASE("Two schools have no prediction by t") {
    const MetaAnalysis two = meta_analysis(Data{0.2, 0.6}, Data{0.01, 0.01});
    CHECK(*two.tau2 == Approx(0.07).epsilon(1e-12));
    CHECK(two.prediction.low.reason() == Reason::too_few);
    CHECK(two.prediction_normal.low.known());
}

TEST_CASE("Schools that agree to the last digit have no test by what they show") {
    const Data yi{0.4, 0.4, 0.4};
    const Data vi{0.01, 0.02, 0.03};
    const MetaAnalysis found = meta_analysis(yi, vi, {.knapp_hartung = true});
    CHECK(*found.estimate == 0.4);
    CHECK(*found.tau2 == 0.0);
    CHECK(*found.q == 0.0);
    CHECK(*found.se == 0.0);
    CHECK(found.stat.reason() == Reason::no_variation);
    CHECK(found.p.reason() == Reason::no_variation);
    CHECK(meta_analysis(yi, vi).p.known());
    CHECK(*meta_analysis(yi, vi).tau2_ci.high == 0.0);
}

TEST_CASE("A fixed effect predicts nothing and estimates nothing between schools") {
    const MetaAnalysis fixed =
        meta_analysis(Data{0.1, 0.5, 0.9}, Data{0.01, 0.01, 0.01}, {.method = MetaMethod::fixed});
    CHECK(*fixed.tau2 == 0.0);
    CHECK(fixed.se_tau2.reason() == Reason::not_applicable);
    CHECK(fixed.prediction.low.reason() == Reason::not_applicable);
    CHECK(*fixed.i2 == *fixed.i2_q);
}

TEST_CASE("Variances that cannot be are refused") {
    const auto reason = [](const Data& yi, const Data& vi, double level = 0.95) {
        return meta_analysis(yi, vi, {.level = level}).estimate.reason();
    };
    CHECK(reason({1, 2}, {0.1, -0.1}) == Reason::invalid_argument);
    CHECK(reason({1, 2}, {0.1, 0.0}) == Reason::invalid_argument);
    CHECK(reason({1, 2}, {0.1}) == Reason::invalid_argument);
    CHECK(reason({1, std::numeric_limits<double>::infinity()}, {0.1, 0.1}) ==
          Reason::invalid_argument);
    CHECK(reason({1, 2}, {0.1, 0.1}, 0.0) == Reason::invalid_argument);
    CHECK(reason({1, 2, 3}, {1e-308, 1e300, 1}) == Reason::not_estimable);
    CHECK(leave_one_out(Data{1, 2}, Data{0.1, -1}).lowest.reason() == Reason::invalid_argument);
    CHECK(egger_test(Data{1, 2}, Data{0.1, -1}).p.reason() == Reason::invalid_argument);
}

TEST_CASE("Each school is left out in turn, by its place in what was given") {
    const LeaveOneOut found =
        leave_one_out(Data{0.1, kMissing, 0.2, 0.9}, Data{0.01, 0.01, 0.01, 0.01});
    CHECK(found.n == 3);
    REQUIRE(found.rows.size() == 3);
    CHECK(found.rows[1].school == 2);
    CHECK(*found.rows[2].estimate == Approx(0.15));
    CHECK(*found.lowest == Approx(0.15));
    CHECK(*found.highest == Approx(0.55));
    CHECK(leave_one_out(Data{0.1}, Data{0.01}).lowest.reason() == Reason::too_few);
    CHECK(leave_one_out(Data{0.1, 0.3}, Data{0.01, 0.04}).rows.size() == 2);
}

TEST_CASE("Egger's line is that of a weighted regression") {
    // Effects 1 + 2 se, and one of them off the line by 0.1: worked with exact normal equations.
    const Data se{0.1, 0.2, 0.4};
    Data yi;
    Data vi;
    for (const double s : se) {
        yi.push_back(1.0 + 2.0 * s);
        vi.push_back(s * s);
    }
    const Egger line = egger_test(yi, vi);
    CHECK(*line.slope == Approx(2.0).epsilon(1e-10));
    CHECK(*line.intercept == Approx(1.0).epsilon(1e-10));
    CHECK(line.p.reason() == Reason::no_variation);
    yi[2] += 0.1;
    const Egger off = egger_test(yi, vi);
    CHECK(*off.df == 1.0);
    CHECK(*off.slope > 2.0);
    CHECK(*off.p < 0.2);
    CHECK(egger_test(Data{1, 2, 3}, Data{0.1, 0.1, 0.1}).p.reason() == Reason::not_estimable);
    CHECK(egger_test(Data{1, 2}, Data{0.1, 0.2}).p.reason() == Reason::too_few);
}

TEST_CASE("Ten thousand schools near a million are combined as near zero") {
    Data yi;
    Data vi;
    for (int i = 0; i < 10000; ++i) {
        yi.push_back(0.25 * (i % 7));
        vi.push_back(0.01 * (1 + i % 5));
    }
    const MetaAnalysis small = meta_analysis(yi, vi);
    for (double& y : yi)
        y += 1e6;
    const MetaAnalysis large = meta_analysis(yi, vi);
    CHECK(*large.estimate - 1e6 == Approx(*small.estimate).margin(1e-9));
    CHECK(*large.tau2 == Approx(*small.tau2).epsilon(1e-9));
}
