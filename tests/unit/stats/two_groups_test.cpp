// Two groups compared: worked examples of the literature, and what has no answer.
#include "effaith/stats/two_groups.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

using Scores = std::vector<double>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// 50 scores of a mean and an SD.
Scores fifty(double mean, double sd) {
    Scores scores(50);
    for (std::size_t i = 0; i < 50; ++i)
        scores[i] = mean + (i % 2 == 0 ? sd : -sd) * std::sqrt(49.0 / 50.0);
    return scores;
}

bool has_reason(const Number& number, Reason reason) {
    return !number && number.reason() == reason;
}

}  // namespace

TEST_CASE("Two groups of Borenstein and others give their d, g and variances") {
    // Borenstein, Hedges, Higgins & Rothstein (2009), pages 26 to 27.
    const TwoGroups g = two_groups(fifty(103.0, 5.5), fifty(100.0, 4.5));
    CHECK(*g.sd_pooled == Approx(5.0249).epsilon(1e-4));
    CHECK(*g.d == Approx(0.5970).epsilon(1e-3));
    CHECK(*g.d_normal.variance == Approx(0.0418).epsilon(2e-3));
    CHECK(*g.j_approx == Approx(0.9923).epsilon(1e-4));
    CHECK(*g.g == Approx(0.5924).epsilon(1e-3));
    CHECK(*g.d_normal.se_g * *g.d_normal.se_g == Approx(0.0411).epsilon(3e-3));
}

TEST_CASE("The sleep data as two groups give Welch's test") {
    const Scores first{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    const Scores second{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    const TwoGroups g = two_groups(first, second);
    CHECK(*g.t_welch.t == Approx(-1.8608).epsilon(1e-4));
    CHECK(*g.t_welch.df == Approx(17.776).epsilon(1e-4));
    CHECK(*g.t_welch.p == Approx(0.07939).epsilon(1e-4));
    CHECK(*g.t_welch.low == Approx(-3.3654832).epsilon(1e-6));
    CHECK(*g.t_welch.high == Approx(0.2054832).epsilon(1e-6));
}

TEST_CASE("Two sets of membranes give Hollander and Wolfe's rank sum test") {
    // Hollander & Wolfe (1973), table 4.1: W = 35, p = 0.1272 one-sided.
    const Scores at_term{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    const Scores earlier{1.15, 0.88, 0.90, 0.74, 1.21};
    const TwoGroups g = two_groups(at_term, earlier);
    CHECK(*g.mann_whitney.w == 35.0);
    CHECK(*g.mann_whitney.p_exact == Approx(2 * 0.1272).epsilon(1e-3));
    CHECK(*g.superiority == 0.7);
    CHECK(*g.cliffs_delta.estimate == Approx(0.4));
}

TEST_CASE("With equal spreads every d is the same, and its shares are Cohen's") {
    const TwoGroups g = two_groups(fifty(50.5, 1.0), fifty(50.0, 1.0));
    for (const Number& d : {g.d, g.d_unpooled, g.glass_delta})
        CHECK(*d == Approx(0.5));
    // Cohen (1988), table 2.2.1: U3 of d = 0.5 is 69.1 per cent.
    CHECK(*g.cohens_u3.estimate == Approx(0.691).epsilon(1e-3));
    CHECK(*g.p_superiority.estimate == Approx(0.638).epsilon(1e-3));
    CHECK(*g.wwc_g == Approx(0.5 * (1.0 - 3.0 / 391.0)));
}

TEST_CASE("Where lower is better the treated group wins by less") {
    const Scores x{1.0, 2.0, 2.5, 4.0};
    const Scores y{3.0, 4.0, 5.5, 7.0, 8.0};
    const TwoGroups up = two_groups(x, y);
    const TwoGroups down = two_groups(x, y, {0.95, -1});
    CHECK(*down.difference == -*up.difference);
    CHECK(*down.g == -*up.g);
    CHECK(*down.glass_delta == -*up.glass_delta);
    CHECK(*down.mann_whitney.w == 20.0 - *up.mann_whitney.w);
    CHECK(*down.mann_whitney.p_exact == Approx(*up.mann_whitney.p_exact));
    CHECK(*down.log_ratio_corrected.estimate == Approx(-*up.log_ratio_corrected.estimate));
}

TEST_CASE("Nobody to compare with is no comparison, and nobody treated too few") {
    const Scores some{1.0, 2.0, 4.0};
    const Scores gone{kMissing, kMissing};
    const TwoGroups alone = two_groups(some, gone);
    CHECK(alone.n_x == 3);
    CHECK(alone.n_y == 0);
    CHECK(*alone.mean_x == Approx(7.0 / 3.0));
    CHECK(has_reason(alone.g, Reason::no_comparison_group));
    CHECK(has_reason(alone.mann_whitney.w, Reason::no_comparison_group));
    CHECK(has_reason(alone.log_ratio.estimate, Reason::no_comparison_group));
    CHECK(has_reason(two_groups(gone, some).g, Reason::too_few));
}

TEST_CASE("One learner in a group has a pooled effect, and no spread of its own") {
    const TwoGroups g = two_groups(Scores{4.0, 5.0, 7.0}, Scores{3.0});
    CHECK(*g.d == Approx(1.5275252316519463));
    CHECK(g.g);
    CHECK(*g.mean_difference.estimate == Approx(7.0 / 3.0));
    for (const Number& none :
         {g.sd_y, g.t_welch.t, g.d_unpooled, g.glass_delta, g.mean_difference.variance,
          g.log_ratio.low, g.smdh.variance, g.smd1.estimate})
        CHECK(has_reason(none, Reason::too_few));
    // Three values together: d, and no correction of it.
    const TwoGroups three = two_groups(Scores{4.0, 5.0}, Scores{3.0});
    CHECK(three.d);
    CHECK(three.d_noncentral.d_low);
    CHECK(has_reason(three.g, Reason::too_few));
    CHECK(has_reason(three.d_noncentral.g_low, Reason::too_few));
    // Two together: ranks alone.
    const TwoGroups two = two_groups(Scores{4.0}, Scores{3.0});
    CHECK(has_reason(two.d, Reason::too_few));
    CHECK(*two.mann_whitney.p_exact == 1.0);
}

TEST_CASE("Groups without spread differ by no number of SDs") {
    const TwoGroups g = two_groups(Scores{6.0, 6.0, 6.0, 6.0}, Scores{5.0, 5.0, 5.0});
    CHECK(*g.difference == 1.0);
    for (const Number& none : {g.d, g.g, g.wwc_g, g.t_student.t, g.t_welch.p, g.d_unpooled,
                               g.glass_delta, g.smd.estimate, g.cohens_u3.estimate})
        CHECK(has_reason(none, Reason::no_variation));
    CHECK(has_reason(g.variance_ratio, Reason::undefined_ratio));
    CHECK(*g.cliffs_delta.estimate == 1.0);
    CHECK(has_reason(g.cliffs_delta.low, Reason::not_estimable));
    CHECK(g.mann_whitney.p);
}

TEST_CASE("Scores that are all equal have no rank test") {
    const Scores same(4, 3.0);
    const TwoGroups g = two_groups(same, same);
    CHECK(*g.mann_whitney.w == 8.0);
    CHECK(*g.superiority == 0.5);
    CHECK(has_reason(g.mann_whitney.p, Reason::no_variation));
}

TEST_CASE("The ratio of two groups' means needs both above 0") {
    const TwoGroups g = two_groups(Scores{-1.0, 0.5, 0.5}, Scores{1.0, 2.0, 4.0});
    CHECK(has_reason(g.log_ratio.estimate, Reason::not_applicable));
    CHECK(has_reason(g.log_ratio_corrected.variance, Reason::not_applicable));
    CHECK(g.mean_difference.variance);
}

TEST_CASE("A comparison that cannot be is an invalid argument in every figure") {
    const Scores some{1.0, 2.0, 3.0};
    const Scores endless{1.0, -kInfinite};
    for (const TwoGroups& g : {two_groups(some, endless), two_groups(endless, some),
                               two_groups(some, some, {1.5, 1}), two_groups(some, some, {0.95, 2})})
        for (const Number& none : {g.mean_x, g.difference, g.g, g.t_welch.p, g.mann_whitney.w,
                                   g.p_superiority.low, g.log_ratio.high, g.smd1h.variance})
            CHECK(has_reason(none, Reason::invalid_argument));
}
