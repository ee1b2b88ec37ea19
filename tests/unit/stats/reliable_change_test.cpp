// Reliable change: the arithmetic of the paper, strict limits, which learner is which, reasons.
#include "effaith/stats/reliable_change.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;
using effaith::Direction;
using effaith::kNormal975;
using effaith::ReliableChange;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

ReliableChangeOptions norm_options() {
    ReliableChangeOptions options;
    options.reliability = 0.5;
    options.sd_norm = 10.0;
    options.m_functional = 60.0;
    options.sd_functional = 10.0;
    return options;
}

}  // namespace

TEST_CASE("The couples of Jacobson & Truax (1991): reliability 0.88, SD 7.5, from 32.5 to 47.5") {
    ReliableChangeOptions options;
    options.reliability = 0.88;
    options.sd_norm = 7.5;
    const ReliableChanges found = reliable_change(std::vector{32.5}, std::vector{47.5}, options);
    CHECK(*found.se_measurement == Approx(2.59).margin(0.01));
    CHECK(*found.s_diff == Approx(3.67).margin(0.01));
    CHECK(*found.rows[0].rci == Approx(4.08).margin(0.01));
    CHECK(*found.rows[0].category == ReliableChange::improved);
}

TEST_CASE("Exactly on a limit is not beyond it") {
    ReliableChangeOptions options = norm_options();  // s_diff is 10
    const std::vector<double> pre{40.0, 40.0, 40.0, 60.0};
    const std::vector<double> post{60.0, 59.5, 60.5, 40.0};
    const ReliableChanges found = reliable_change(pre, post, options);
    CHECK(*found.s_diff == 10.0);
    CHECK(*found.critical_value == kNormal975);
    CHECK(*found.cutoff_a.cutoff == 65.0);  // mean of pre 45, and two SDs of 10
    options.m_functional = 80.0;
    const ReliableChanges at_line = reliable_change(pre, post, options);
    CHECK(*at_line.cutoff_b.cutoff == 60.0);
    CHECK(*at_line.rows[0].category_b == ClinicalChange::improved);   // post on the line
    CHECK(*at_line.rows[1].category_b == ClinicalChange::unchanged);  // 1.95
    CHECK(*at_line.rows[2].category_b == ClinicalChange::recovered);
    CHECK(*at_line.rows[3].category_b == ClinicalChange::harmed);  // pre on the line
}

TEST_CASE("Lower can be better, and the index keeps the sign of the raw change") {
    ReliableChangeOptions options = norm_options();
    options.better_is = Direction::lower_is_better;
    options.m_functional = 30.0;
    options.sd_functional = 5.0;
    const ReliableChanges found =
        reliable_change(std::vector{60.0, 30.0}, std::vector{20.0, 60.0}, options);
    CHECK(*found.cutoff_a.cutoff == 25.0);
    CHECK(*found.cutoff_b.cutoff == 40.0);
    CHECK(*found.cutoff_c.cutoff == Approx((10.0 * 30.0 + 5.0 * 45.0) / 15.0));
    CHECK(*found.rows[0].rci == -4.0);
    CHECK(*found.rows[0].category == ReliableChange::improved);
    CHECK(*found.rows[0].category_b == ClinicalChange::recovered);
    CHECK(*found.rows[1].category == ReliableChange::deteriorated);
    CHECK(found.cutoff_b.recovered == 1);
    CHECK(found.cutoff_b.harmed == 1);
}

TEST_CASE("Learners without both scores are left out, and the others keep their place") {
    const std::vector<double> pre{10.0, kMissing, 12.0, 15.0};
    const std::vector<double> post{30.0, 14.0, kMissing, 13.0};
    ReliableChangeOptions options;
    options.reliability = 0.8;
    const ReliableChanges found = reliable_change(pre, post, options);
    CHECK(found.n == 2);
    CHECK(found.rows[1].row == 3);
    CHECK(*found.sd_used == Approx(std::sqrt(12.5)));
    CHECK(found.improved + found.unchanged + found.deteriorated == 2);
    CHECK(found.cutoff_a.cutoff);
    CHECK(found.cutoff_b.cutoff.reason() == Reason::not_estimable);
    CHECK(found.rows[0].category_c.reason() == Reason::not_estimable);
}

TEST_CASE("Where nothing can be divided by, it says why") {
    ReliableChangeOptions options;
    options.reliability = 0.8;
    const std::vector<double> one{10.0};
    const std::vector<double> two{10.0, 10.0};
    CHECK(reliable_change(one, one, options).rows[0].rci.reason() == Reason::too_few);
    CHECK(reliable_change(two, two, options).rows[0].rci.reason() == Reason::no_variation);
    CHECK(reliable_change({}, {}, options).m_pre.reason() == Reason::too_few);
    options.reliability = 1.0;
    options.sd_norm = 10.0;
    CHECK(reliable_change(one, one, options).rows[0].rci.reason() == Reason::undefined_ratio);
    CHECK(reliable_change(one, one, options).rows[0].category_a.reason() ==
          Reason::undefined_ratio);
}

TEST_CASE("An argument that cannot be is refused in every figure") {
    const std::vector<double> two{10.0, 12.0};
    const auto refused = [&](const ReliableChangeOptions& options) {
        const ReliableChanges found = reliable_change(two, two, options);
        return found.s_diff.reason() == Reason::invalid_argument &&
               found.cutoff_a.cutoff.reason() == Reason::invalid_argument && found.rows.empty();
    };
    ReliableChangeOptions options = norm_options();
    CHECK_FALSE(refused(options));
    for (const double bad : {kMissing, -0.1, 1.1}) {
        options = norm_options();
        options.reliability = bad;
        CHECK(refused(options));
    }
    options = norm_options();
    options.sd_norm = -1.0;
    CHECK(refused(options));
    options = norm_options();
    options.significance_level = 1.0;
    CHECK(refused(options));
    options = norm_options();
    options.m_functional = std::numeric_limits<double>::infinity();
    CHECK(refused(options));
    CHECK(reliable_change(two, {}, norm_options()).s_diff.reason() == Reason::invalid_argument);
}

TEST_CASE("Scores too large to square give no figure, and no learner a class") {
    const std::vector<double> pre{-1e308, 1e308};
    const std::vector<double> post{1e308, -1e308};
    const ReliableChanges found = reliable_change(pre, post, norm_options());
    CHECK_FALSE(found.rows[0].rci);
    CHECK_FALSE(found.rows[0].category);
    CHECK_FALSE(found.rows[0].category_a);
    CHECK(found.improved + found.deteriorated == 0);
}
