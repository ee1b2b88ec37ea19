// Properties of single-case figures: beside comparing every pair, laws of direction, symmetry and
// order, limits at the extremes.
#include "effaith/stats/single_case.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "catch_compat.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

constexpr SingleCaseOptions kDown{Improvement::decrease, OutcomeScale::other, 0.95};

class Phase {
  public:
    explicit Phase(std::uint64_t seed) : random_(seed) {}
    std::vector<double> values(int kind, std::size_t n, double shift) {
        std::vector<double> result(n);
        for (double& value : result)
            value = kind % 2 == 0 ? 20.0 + 3.0 * (normal_(random_) + shift)
                                  : static_cast<double>(whole(5)) + std::floor(shift) + 1.0;
        return result;
    }
    std::int64_t whole(std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random_);
    }
    template <class T>
    void shuffle(std::vector<T>& items) {
        std::shuffle(items.begin(), items.end(), random_);
    }

  private:
    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
};

std::vector<double> negative(std::vector<double> values) {
    for (double& value : values)
        value = -value;
    return values;
}

/// The removal of fewest values by trying every edge.
double fewest_by_trying(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> edges(a);
    edges.insert(edges.end(), b.begin(), b.end());
    double fewest = static_cast<double>(std::min(a.size(), b.size()));
    for (const double edge : edges) {
        const auto from_a = std::count_if(a.begin(), a.end(), [&](double x) { return x > edge; });
        const auto from_b = std::count_if(b.begin(), b.end(), [&](double x) { return x <= edge; });
        fewest = std::min(fewest, static_cast<double>(from_a + from_b));
    }
    return fewest;
}

bool is_close(const Number& a, const Number& b) {
    if (!a || !b) return a.reason() == b.reason();
    return std::fabs(*a - *b) <= 1e-11 * std::max(1.0, std::fabs(*b));
}

}  // namespace

TEST_CASE("Overlap is that of comparing every pair", "[stats][single_case]") {
    Phase phase(1);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        const auto a = phase.values(run, static_cast<std::size_t>(2 + phase.whole(12)), 0.0);
        const auto b = phase.values(run, static_cast<std::size_t>(2 + phase.whole(12)), 1.0);
        double positive = 0.0, tied = 0.0, squares = 0.0;
        for (const double x : a) {
            double won = 0.0;
            for (const double y : b) {
                positive += y > x;
                tied += y == x;
                won += y > x ? 1.0 : y == x ? 0.5 : 0.0;
            }
            squares += won * won;
        }
        const double m = static_cast<double>(a.size());
        const double n = static_cast<double>(b.size());
        const SingleCase r = single_case(a, b);
        INFO("run " << run);
        REQUIRE(*r.nap.positive == positive);
        REQUIRE(*r.nap.tied == tied);
        REQUIRE(*r.nap.negative == m * n - positive - tied);
        REQUIRE(is_close(r.nap.q1, squares / (m * n * n)));
        REQUIRE(*r.min_removed == fewest_by_trying(a, b));
        REQUIRE(*r.pand >= 0.5);
        REQUIRE(*r.pnd <= *r.pem);
        REQUIRE(*r.ird <= 1.0);
        REQUIRE(nap(a, b).nap == r.nap.nap);
    }
}

TEST_CASE("Directions and phases are symmetric", "[stats][single_case]") {
    Phase phase(2);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        auto a = phase.values(run, static_cast<std::size_t>(2 + phase.whole(12)), 0.0);
        auto b = phase.values(run, static_cast<std::size_t>(2 + phase.whole(12)), 0.5);
        const SingleCase up = single_case(a, b);
        const SingleCase down = single_case(negative(a), negative(b), kDown);
        const SingleCase worse = single_case(a, b, kDown);
        const SingleCase back = single_case(b, a);
        INFO("run " << run);
        // Less of the negative is more of the value.
        REQUIRE(down.nap.nap == up.nap.nap);
        REQUIRE(down.nap.ci.low == up.nap.ci.low);
        REQUIRE(down.tau_u == up.tau_u);
        REQUIRE(down.pand == up.pand);
        REQUIRE(is_close(down.tau_bc.estimate, up.tau_bc.estimate));
        REQUIRE(is_close(down.smd.corrected.estimate, up.smd.corrected.estimate));
        // What is better upwards is worse downwards, and the other way round in time.
        REQUIRE(is_close(worse.nap.nap, 1.0 - *up.nap.nap));
        REQUIRE(is_close(back.nap.nap, 1.0 - *up.nap.nap));
        REQUIRE(is_close(worse.tau.estimate, -*up.tau.estimate));
        REQUIRE(is_close(worse.nap.ci.low, 1.0 - *up.nap.ci.high));
        REQUIRE(is_close(worse.nap.ci.high, 1.0 - *up.nap.ci.low));
        REQUIRE(is_close(worse.nap.se, up.nap.se));
        REQUIRE(is_close(worse.lrri.estimate, -*up.lrri.estimate));
        REQUIRE(is_close(up.lrrd.estimate, -*up.lrri.estimate));
        REQUIRE(is_close(worse.lrm.estimate, -*up.lrm.estimate));
        // Nap asks for no order within phases; tau_u does.
        phase.shuffle(a);
        phase.shuffle(b);
        REQUIRE(single_case(a, b).nap.se == up.nap.se);
        REQUIRE(single_case(a, b).pem == up.pem);
    }
}

TEST_CASE("Moving and stretching a scale keeps what asks for order or for ratios",
          "[stats][single_case]") {
    Phase phase(3);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        const auto a = phase.values(1, static_cast<std::size_t>(2 + phase.whole(12)), 0.0);
        const auto b = phase.values(1, static_cast<std::size_t>(2 + phase.whole(12)), 1.0);
        auto moved_a = a, moved_b = b, wide_a = a, wide_b = b;
        for (auto* values : {&moved_a, &moved_b})
            for (double& value : *values)
                value += 1000.0;
        for (auto* values : {&wide_a, &wide_b})
            for (double& value : *values)
                value *= 8.0;
        const SingleCase r = single_case(a, b);
        const SingleCase moved = single_case(moved_a, moved_b);
        const SingleCase wide = single_case(wide_a, wide_b);
        INFO("run " << run);
        REQUIRE(moved.nap.se == r.nap.se);
        REQUIRE(moved.tau_u == r.tau_u);
        REQUIRE(is_close(moved.tau_bc.estimate, r.tau_bc.estimate));
        REQUIRE(is_close(moved.smd.corrected.estimate, r.smd.corrected.estimate));
        REQUIRE(is_close(moved.smd_pooled.corrected.se, r.smd_pooled.corrected.se));
        REQUIRE(is_close(wide.lrri.estimate, r.lrri.estimate));
        REQUIRE(is_close(wide.lrri.se, r.lrri.se));
        REQUIRE(is_close(wide.lrm.se, r.lrm.se));
        REQUIRE(is_close(wide.tau_bc.kendall.estimate, r.tau_bc.kendall.estimate));
    }
}

TEST_CASE("Limits of nap hold it, are roots of their equation, and narrow with the level",
          "[stats][single_case]") {
    Phase phase(4);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        const double m = static_cast<double>(1 + phase.whole(40));
        const double n = static_cast<double>(1 + phase.whole(40));
        const double pairs = m * n;
        const double p = static_cast<double>(phase.whole(static_cast<std::int64_t>(2.0 * pairs))) /
                         (2.0 * pairs);
        const double z = 1.959963984540054;
        const double low = nap_lower_limit(p, m, n, z);
        const double high = 1.0 - nap_lower_limit(1.0 - p, n, m, z);
        INFO("nap " << p << " of " << m << " and " << n);
        REQUIRE(0.0 <= low);
        REQUIRE(low <= p);
        REQUIRE(p <= high);
        REQUIRE(high <= 1.0);
        if (p == 1.0) REQUIRE(low < 1.0);
        if (p == 0.0) REQUIRE(high > 0.0);
        REQUIRE(nap_lower_limit(p, m, n, 1.0) >= low);
        for (const double edge : {low, high}) {
            const double h = (m + n) / 2.0 - 1.0;
            const double variance =
                edge * (1.0 - edge) *
                (1.0 + h * (1.0 - edge) / (2.0 - edge) + h * edge / (1.0 + edge)) / (m * n);
            REQUIRE(std::fabs((p - edge) * (p - edge) - z * z * variance) < 1e-13);
        }
    }
}
