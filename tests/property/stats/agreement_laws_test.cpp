// Laws of agreement: who is first, in which order, and on which scale does not matter.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/agreement.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

struct Judged {
    std::vector<double> a;
    std::vector<double> b;
    std::int64_t categories;
};

Judged any_judged(support::Dice& dice) {
    Judged judged;
    const std::size_t categories = 2 + dice.below(5);
    judged.categories = static_cast<std::int64_t>(categories);
    const std::size_t n = 2 + dice.below(40);
    const std::size_t habit = 1 + dice.below(4);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t first = dice.below(categories);
        const std::size_t second = dice.one_in(habit) ? dice.below(categories) : first;
        judged.a.push_back(static_cast<double>(first + 1));
        judged.b.push_back(static_cast<double>(second + 1));
    }
    return judged;
}

void require(bool holds, const char* promise, int run) {
    if (!holds) FAIL(promise << " (run " << run << ")");
}

bool near(const Number& a, const Number& b, double within = 1e-10) {
    if (!a || !b) return a.reason() == b.reason();
    return std::fabs(*a - *b) <= within * std::max(1.0, std::fabs(*b));
}
bool same(const WeightedKappa& a, const WeightedKappa& b) {
    return near(a.kappa, b.kappa) && near(a.se, b.se) && near(a.se_null, b.se_null) &&
           near(a.p, b.p) && near(a.interval.low, b.interval.low);
}
bool same(const Kappa& a, const Kappa& b) {
    return a.n == b.n && near(a.percent_within_1, b.percent_within_1) &&
           same(a.unweighted, b.unweighted) && same(a.linear, b.linear) &&
           same(a.quadratic, b.quadratic);
}

std::vector<double> turned(std::vector<double> values, std::int64_t categories) {
    for (double& value : values)
        value = static_cast<double>(categories) + 1.0 - value;
    return values;
}
std::vector<double> shifted(std::vector<double> values, std::int64_t categories) {
    for (double& value : values)
        value = value == static_cast<double>(categories) ? 1.0 : value + 1.0;
    return values;
}

}  // namespace

TEST_CASE("Kappa does not depend on who is first, the order of learners, or the end of the scale") {
    support::Dice dice(20260106);
    for (int run = 0; run < share_of(10000); ++run) {
        Judged judged = any_judged(dice);
        const std::int64_t k = judged.categories;
        const Kappa found = kappa(judged.a, judged.b, k);
        require(same(found, kappa(judged.b, judged.a, k)), "swapped raters", run);
        require(same(found, kappa(turned(judged.a, k), turned(judged.b, k), k)), "turned", run);
        require(
            same(found.unweighted, kappa(shifted(judged.a, k), shifted(judged.b, k), k).unweighted),
            "other names of categories", run);
        if (k == 2) require(same(found.unweighted, found.quadratic), "two categories", run);
        if (found.unweighted.kappa) {
            require(*found.unweighted.kappa <= 1.0, "at most 1", run);
            require(*found.percent_agreement < 100.0 ||
                        (*found.quadratic.kappa == 1.0 && *found.linear.se == 0.0),
                    "perfect", run);
        }
        std::reverse(judged.a.begin(), judged.a.end());
        std::reverse(judged.b.begin(), judged.b.end());
        judged.a.push_back(std::numeric_limits<double>::quiet_NaN());
        judged.b.push_back(1.0);
        require(same(found, kappa(judged.a, judged.b, k)), "order and a missing pair", run);
    }
}

namespace {

struct Scored {
    std::vector<double> ratings;
    std::int64_t raters;
};

Scored any_scored(support::Dice& dice) {
    Scored scored;
    const std::size_t raters = 2 + dice.below(4);
    const std::size_t learners = 3 + dice.below(30);
    scored.raters = static_cast<std::int64_t>(raters);
    for (std::size_t i = 0; i < learners; ++i) {
        const std::size_t level = dice.below(40);
        for (std::size_t j = 0; j < raters; ++j)
            scored.ratings.push_back(static_cast<double>(level + dice.below(16)) / 8.0);
    }
    return scored;
}

bool same(const IntraclassForm& a, const IntraclassForm& b) {
    return near(a.icc, b.icc, 1e-9) && near(a.f, b.f, 1e-9) && near(a.p, b.p, 1e-9) &&
           near(a.interval.low, b.interval.low, 1e-8) &&
           near(a.interval.high, b.interval.high, 1e-8);
}
bool same(const IntraclassCorrelation& a, const IntraclassCorrelation& b) {
    return same(a.icc_1_1, b.icc_1_1) && same(a.icc_2_1, b.icc_2_1) && same(a.icc_3_1, b.icc_3_1) &&
           same(a.icc_1_k, b.icc_1_k) && same(a.icc_2_k, b.icc_2_k) && same(a.icc_3_k, b.icc_3_k);
}

bool steps_up(const IntraclassForm& single, const IntraclassForm& average, double k) {
    if (!single.icc || !average.icc) return true;
    const double divisor = 1.0 + (k - 1.0) * *single.icc;
    return std::fabs(divisor) < 1e-6 || near(average.icc, k * *single.icc / divisor, 1e-6);
}

bool holds(const IntraclassForm& form) {
    if (!form.interval.low || !form.interval.high) return true;
    return *form.interval.low <= *form.icc + 1e-12 && *form.icc <= *form.interval.high + 1e-12;
}

}  // namespace

TEST_CASE("Intraclass correlations do not depend on order, unit or origin, and hold together") {
    support::Dice dice(20260107);
    for (int run = 0; run < share_of(10000); ++run) {
        const Scored given = any_scored(dice);
        const std::vector<double>& ratings = given.ratings;
        const auto found = intraclass_correlation(ratings, given.raters);
        std::vector<double> moved = ratings;
        for (double& rating : moved)
            rating = 4.0 * rating + 1048576.0;
        require(same(found, intraclass_correlation(moved, given.raters)), "unit and origin", run);
        std::vector<double> turned(ratings.rbegin(), ratings.rend());
        require(same(found, intraclass_correlation(turned, given.raters)), "order", run);
        std::vector<double> lenient = ratings;
        for (std::size_t i = 0; i < lenient.size(); i += static_cast<std::size_t>(given.raters))
            lenient[i] += 5.0;
        const auto offset = intraclass_correlation(lenient, given.raters);
        require(same(found.icc_3_1, offset.icc_3_1) && same(found.icc_3_k, offset.icc_3_k),
                "an offset of one rater", run);
        const double k = static_cast<double>(given.raters);
        require(steps_up(found.icc_1_1, found.icc_1_k, k) &&
                    steps_up(found.icc_2_1, found.icc_2_k, k) &&
                    steps_up(found.icc_3_1, found.icc_3_k, k),
                "Spearman-Brown", run);
        require(holds(found.icc_1_1) && holds(found.icc_3_1) && holds(found.icc_1_k) &&
                    holds(found.icc_3_k),
                "limits hold the estimate", run);
    }
}
