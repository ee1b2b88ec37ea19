// The change of the same learners: worked examples of the literature, and what has no answer.
#include "effaith/stats/paired_effect.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

using Scores = std::vector<double>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Hours of sleep gained by two drugs (Cushny & Peebles 1905; Student 1908).
const Scores kFirstDrug{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const Scores kSecondDrug{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

/// 50 scores of mean 0 and SD 1, and 50 more of the same that go with them not at all.
Scores half_and_half() {
    Scores scores(50);
    for (std::size_t i = 0; i < 50; ++i)
        scores[i] = (i < 25 ? 1.0 : -1.0) * std::sqrt(49.0 / 50.0);
    return scores;
}
Scores alternating() {
    Scores scores(50, 0.0);
    for (std::size_t i = 0; i < 24; ++i)
        scores[i] = scores[i + 25] = (i % 2 == 0 ? 1.0 : -1.0) * std::sqrt(49.0 / 48.0);
    return scores;
}

bool has_reason(const Number& number, Reason reason) {
    return !number && number.reason() == reason;
}

}  // namespace

TEST_CASE("Student's sleep data give Student's paired t test") {
    const PairedEffect e = paired_effect(kFirstDrug, kSecondDrug);
    CHECK(e.n == 10);
    CHECK(*e.gain_mean == Approx(1.58));
    CHECK(*e.t_test.t == Approx(4.0621277).epsilon(1e-7));
    CHECK(*e.t_test.df == 9.0);
    CHECK(*e.t_test.p == Approx(0.00283289).epsilon(1e-5));
    CHECK(*e.t_test.low == Approx(0.7001142).epsilon(1e-6));
    CHECK(*e.t_test.high == Approx(2.4598858).epsilon(1e-6));
    CHECK(*e.d_z == Approx(1.284558).epsilon(1e-6));
}

TEST_CASE("The gains of nine patients give Hollander and Wolfe's signed rank test") {
    // Hollander & Wolfe (1973), table 3.1: depression before and after a tranquilliser, V = 5 of
    // the falls' 40, p = 0.0195 one-sided.
    const Scores before{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const Scores after{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    const PairedEffect e = paired_effect(before, after, {0.95, -1});
    CHECK(*e.wilcoxon.v == 40.0);
    CHECK(*e.wilcoxon.p_exact == Approx(2 * 0.01953125));
}

TEST_CASE("The matched groups of Borenstein and others give their d and its variance") {
    // Borenstein, Hedges, Higgins & Rothstein (2009), pages 29 to 30: means 103 and 100, SD of the
    // differences 5.5, r = 0.7, n = 50.
    const double sd = 5.5 / std::sqrt(2.0 * (1.0 - 0.7));
    const Scores u = half_and_half();
    const Scores v = alternating();
    Scores pre(50);
    Scores post(50);
    for (std::size_t i = 0; i < 50; ++i) {
        pre[i] = 100.0 + sd * u[i];
        post[i] = 103.0 + sd * (0.7 * u[i] + std::sqrt(1.0 - 0.49) * v[i]);
    }
    const PairedEffect e = paired_effect(pre, post);
    CHECK(*e.r == Approx(0.7));
    CHECK(*e.gain_sd == Approx(5.5));
    CHECK(*e.sd_rm == Approx(7.1005).epsilon(1e-5));
    CHECK(*e.d_rm == Approx(0.4225).epsilon(1e-3));
    CHECK(*e.d_rm_normal.variance == Approx(0.0131).epsilon(4e-3));
    CHECK(*e.j_approx == Approx(0.9846).epsilon(1e-4));
    CHECK(*e.g_rm == Approx(0.4160).epsilon(1e-3));
    CHECK(*e.d_av == Approx(*e.d_rm));  // the SDs are equal
    CHECK(*e.d_av_mean_sd == Approx(*e.d_rm));
    CHECK(*e.d_pre == Approx(*e.d_rm));
}

TEST_CASE("Pairs with a missing value are dropped and counted") {
    const Scores pre{1.0, kMissing, 3.0, 4.0, 6.0};
    const Scores post{2.0, 5.0, kMissing, 7.0, 6.5};
    const PairedEffect e = paired_effect(pre, post);
    CHECK(e.n_total == 5);
    CHECK(e.n == 3);
    CHECK(*e.gain_mean == Approx(1.5));
    CHECK(e.d_z);
}

TEST_CASE("Where lower is better a fall is a gain") {
    const PairedEffect up = paired_effect(kFirstDrug, kSecondDrug);
    const PairedEffect down = paired_effect(kFirstDrug, kSecondDrug, {0.95, -1});
    CHECK(*down.mean_post == *up.mean_post);
    CHECK(*down.gain_mean == -*up.gain_mean);
    CHECK(*down.g_av == -*up.g_av);
    CHECK(*down.d_z_noncentral.g_low == Approx(-*up.d_z_noncentral.g_high));
    CHECK(*down.wilcoxon.v + *up.wilcoxon.v == 45.0);  // nine gains are not 0
    CHECK(*down.t_test.p == Approx(*up.t_test.p));
}

TEST_CASE("One pair or two have means but no effect") {
    for (const std::size_t n : {1u, 2u}) {
        const PairedEffect e =
            paired_effect(Values(kFirstDrug).first(n), Values(kSecondDrug).first(n));
        CAPTURE(n);
        CHECK(e.gain_mean);
        for (const Number& effect : {e.d_z, e.g_z, e.d_av, e.g_av, e.d_rm, e.d_pre, e.j,
                                     e.d_z_noncentral.d_low, e.d_av_normal.g_low, e.smcr.variance})
            CHECK(has_reason(effect, Reason::too_few));
    }
    CHECK(paired_effect(Values(kFirstDrug).first(2), Values(kSecondDrug).first(2)).t_test.p);
    const PairedEffect nobody = paired_effect({}, {});
    CHECK(nobody.n == 0);
    CHECK(has_reason(nobody.gain_mean, Reason::too_few));
    CHECK(has_reason(nobody.wilcoxon.v, Reason::too_few));
}

TEST_CASE("Equal gains do not vary, also where rounding makes them differ") {
    const Scores pre{0.1, 0.2, 0.3};
    const Scores post{0.4, 0.5, 0.6};
    const PairedEffect e = paired_effect(pre, post);
    CHECK(*e.gain_mean == Approx(0.3));
    CHECK(*e.gain_sd == 0.0);
    CHECK(has_reason(e.t_test.t, Reason::no_variation));
    CHECK(has_reason(e.d_z, Reason::no_variation));
    CHECK(has_reason(e.d_z_noncentral.g_high, Reason::no_variation));
    CHECK(has_reason(e.d_rm, Reason::undefined_ratio));  // the correlation is 1
    CHECK(*e.d_av == Approx(3.0));
    CHECK(*e.d_pre == Approx(3.0));
}

TEST_CASE("Scores that all are the same have no effect but a gain of 0") {
    const Scores same(5, 7.0);
    const PairedEffect e = paired_effect(same, same);
    CHECK(*e.gain_mean == 0.0);
    for (const Number& none :
         {e.r, e.d_z, e.d_av, e.d_av_mean_sd, e.d_rm, e.d_pre, e.smcrp.estimate, e.wilcoxon.p})
        CHECK(has_reason(none, Reason::no_variation));
    CHECK(*e.wilcoxon.v == 0.0);
    CHECK(*e.log_ratio.estimate == 0.0);
}

TEST_CASE("A ceiling after leaves the effects that need no correlation") {
    const Scores pre{1.0, 2.0, 4.0, 5.0};
    const Scores post(4, 5.0);
    const PairedEffect e = paired_effect(pre, post);
    CHECK(has_reason(e.r, Reason::no_variation));
    CHECK(has_reason(e.d_rm, Reason::no_variation));
    CHECK(has_reason(e.smcr.variance, Reason::no_variation));
    CHECK(e.smcr.estimate);
    CHECK(e.d_av_normal.g_low);
    CHECK(e.smcrh.variance);
}

TEST_CASE("The ratio of means needs two means above 0") {
    CHECK(paired_effect(kFirstDrug, kSecondDrug).log_ratio.variance);
    const Scores below{-1.0, 0.0, 1.0};
    const Scores above{1.0, 3.0, 4.0};
    CHECK(has_reason(paired_effect(below, above).log_ratio.estimate, Reason::not_applicable));
}

TEST_CASE("The exact p of signed ranks is for few gains that all differ") {
    const Scores pre{0.0, 0.0, 0.0};
    CHECK(*paired_effect(pre, Scores{1.0, 2.0, 3.0}).wilcoxon.p_exact == 0.25);
    CHECK(*paired_effect(pre, Scores{1.0, -2.0, 3.0}).wilcoxon.p_exact == 0.75);
    CHECK(has_reason(paired_effect(pre, Scores{1.0, 1.0, 3.0}).wilcoxon.p_exact,
                     Reason::not_applicable));
    CHECK(has_reason(paired_effect(pre, Scores{0.0, 1.0, 3.0}).wilcoxon.p_exact,
                     Reason::not_applicable));
    Scores many;
    for (int i = 1; i <= 101; ++i)
        many.push_back(i);
    const Scores zeros(101, 0.0);
    CHECK(has_reason(paired_effect(zeros, many).wilcoxon.p_exact, Reason::not_applicable));
    CHECK(*paired_effect(Values(zeros).first(100), Values(many).first(100)).wilcoxon.p_exact ==
          Approx(std::ldexp(1.0, -99)));
}

TEST_CASE("What cannot be is an invalid argument in every figure") {
    const Scores three{1.0, 2.0, 3.0};
    const Scores four{1.0, 2.0, 3.0, 4.0};
    const Scores endless{1.0, 2.0, kInfinite};
    for (const PairedEffect& e :
         {paired_effect(three, four), paired_effect(three, endless), paired_effect(endless, three),
          paired_effect(three, three, {1.0, 1}), paired_effect(three, three, {0.0, 1}),
          paired_effect(three, three, {kMissing, 1}), paired_effect(three, three, {0.95, 0})}) {
        CHECK(e.n == 0);
        for (const Number& none : {e.gain_mean, e.t_test.p, e.wilcoxon.v, e.d_z, e.g_av, e.z,
                                   e.smcrph.high, e.log_ratio.low})
            CHECK(has_reason(none, Reason::invalid_argument));
    }
}

TEST_CASE("Scores too large to square have reasons and nothing infinite") {
    const Scores pre{1e300, -1e300, 3e299, 1.0};
    const Scores post{-1e300, 1e300, 1e308, 2.0};
    const PairedEffect e = paired_effect(pre, post);
    CHECK(has_reason(e.gain_sd, Reason::not_estimable));
    CHECK_FALSE(e.d_av);
}
