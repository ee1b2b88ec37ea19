// Properties of trends: selection of slopes beside sorting all of them, bit for bit; Kendall's
// count beside counting pairs; laws of shifting, scaling and order; limits and extremes.
#include "effaith/stats/trend.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "catch_compat.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};

/// Data of many kinds: even and tied, whole and decimal, on lines, near lines, wild, clustered.
class Maker {
  public:
    explicit Maker(std::uint64_t seed) : random_(seed) {}

    static constexpr int kKinds = 14;
    Points points(int kind, std::size_t n) {
        Points p;
        for (std::size_t i = 0; i < n; ++i) {
            const auto [x, y] = point(kind, static_cast<double>(i));
            p.x.push_back(x);
            p.y.push_back(y);
        }
        if (kind % 2 == 1) shuffle(p);
        return p;
    }
    double normal() { return normal_(random_); }
    double even() { return even_(random_); }
    std::int64_t whole(std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random_);
    }
    void shuffle(Points& p) {
        for (std::size_t i = p.x.size(); i > 1; --i) {
            const auto j = static_cast<std::size_t>(whole(static_cast<std::int64_t>(i) - 1));
            std::swap(p.x[i - 1], p.x[j]);
            std::swap(p.y[i - 1], p.y[j]);
        }
    }

  private:
    std::pair<double, double> point(int kind, double i) {
        switch (kind) {
            case 0:
                return {i + even(), normal()};
            case 1:
                return {static_cast<double>(7 * whole(51)), static_cast<double>(1 + whole(6))};
            case 2:
                return {i, std::round(10.0 * (normal() + 0.1 * i)) / 10.0};
            case 3:
                return {i, 0.1 * i};  // a line, but for rounding
            case 4:
                return {i, 3.0 * i - 7.0};
            case 5:
                return {738000.0 + i, 1e6 + 1e-6 * normal()};
            case 6:
                return {i, std::floor(0.3 * i)};
            case 7:
                return {i, 0.1 * i + (whole(1) == 1 ? 1e-14 * normal() : 0.0)};
            case 8:
                return {static_cast<double>(whole(3)), normal()};
            case 9:
                return {static_cast<double>(whole(2)), static_cast<double>(whole(2))};
            case 10:
                return {1e-3 * i, whole(9) == 0 ? 1e9 * normal() : -2e-3 * i};
            case 11:
                return {normal() * 1e-8, normal() * 1e8};
            case 12:
                return {i * i, -std::floor(i / 3.0)};
            default:
                return {even() < 0.5 ? 0.0 : 5.0 + whole_part(), 0.25 * whole_part()};
        }
    }
    double whole_part() { return static_cast<double>(whole(20)); }

    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
    std::uniform_real_distribution<double> even_;
};

Points sorted(const Points& p) {
    const Concordance c = concordance(p.x, p.y);
    Points s;
    for (const std::uint32_t i : c.order) {
        s.x.push_back(p.x[i]);
        s.y.push_back(p.y[i]);
    }
    return s;
}

std::vector<double> all_slopes(const Points& p) {
    std::vector<double> slopes;
    for (std::size_t j = 1; j < p.x.size(); ++j)
        for (std::size_t i = 0; i < j; ++i)
            if (p.x[i] != p.x[j]) slopes.push_back((p.y[j] - p.y[i]) / (p.x[j] - p.x[i]));
    std::sort(slopes.begin(), slopes.end());
    return slopes;
}

double middle_of(const std::vector<double>& sorted) {
    const std::size_t half = sorted.size() / 2;
    if (sorted.size() % 2 == 1) return sorted[half];
    return sorted[half - 1] / 2.0 + sorted[half] / 2.0;
}

/// Whether ranks drawn at random, the ends and the middle are those of sorting.
bool selects(const Points& given, Maker& maker, int ranks) {
    const Points p = sorted(given);
    const std::vector<double> all = all_slopes(p);
    SlopeRanks slopes(p.x, p.y);
    const auto count = static_cast<std::int64_t>(all.size());
    if (slopes.count() != count) return false;
    if (count == 0) return true;
    std::vector<std::int64_t> asked{0, count - 1, (count - 1) / 2};
    for (int i = 0; i < ranks; ++i)
        asked.push_back(maker.whole(count - 1));
    return std::all_of(asked.begin(), asked.end(), [&](std::int64_t rank) {
        const TwoSlopes two = slopes.at(rank);
        const auto next = static_cast<std::size_t>(std::min(rank + 1, count - 1));
        return two.at == all[static_cast<std::size_t>(rank)] && two.next == all[next];
    });
}

}  // namespace

TEST_CASE("Selected slopes are those of sorting all slopes", "[stats][trend]") {
    Maker maker(1);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        const int kind = run % Maker::kKinds;
        const auto n = static_cast<std::size_t>(2 + maker.whole(run % 50 == 0 ? 330 : 40));
        INFO("kind " << kind << ", run " << run << ", n " << n);
        REQUIRE(selects(maker.points(kind, n), maker, 5));
    }
}

TEST_CASE("Selected slopes of many points are those of sorting all slopes", "[stats][trend]") {
    Maker maker(2);
    const int runs = std::max(Maker::kKinds, share_of(100));
    for (int run = 0; run < runs; ++run) {
        const int kind = run % Maker::kKinds;
        const auto n = static_cast<std::size_t>(205 + maker.whole(300));
        INFO("kind " << kind << ", run " << run << ", n " << n);
        REQUIRE(selects(maker.points(kind, n), maker, 6));
    }
}

TEST_CASE("Theil-Sen's slope and limits are those of the sorted slopes", "[stats][trend]") {
    Maker maker(3);
    const int runs = share_of(3000);
    for (int run = 0; run < runs; ++run) {
        const int kind = run % Maker::kKinds;
        const Points p = maker.points(kind, static_cast<std::size_t>(3 + maker.whole(30)));
        const std::vector<double> all = all_slopes(sorted(p));
        const TheilSen t = theil_sen(p.x, p.y);
        INFO("kind " << kind << ", run " << run);
        REQUIRE(t.slope.known() == !all.empty());
        if (all.empty()) continue;
        REQUIRE(*t.slope == middle_of(all));
        REQUIRE(t.n_slopes == static_cast<std::int64_t>(all.size()));
        if (t.ci.low) {
            REQUIRE(*t.ci.low <= *t.slope);
            REQUIRE(*t.slope <= *t.ci.high);
            REQUIRE(std::binary_search(all.begin(), all.end(), *t.ci.low));
            REQUIRE(std::binary_search(all.begin(), all.end(), *t.ci.high));
        }
        if (t.ci_gilbert.low) REQUIRE(*t.ci_gilbert.low <= *t.slope);
        if (t.ci_gilbert.high) REQUIRE(*t.slope <= *t.ci_gilbert.high);
    }
}

TEST_CASE("Kendall's counts are those of comparing every pair", "[stats][trend]") {
    Maker maker(4);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        const Points p =
            maker.points(run % Maker::kKinds, static_cast<std::size_t>(2 + maker.whole(30)));
        std::int64_t concordant = 0, discordant = 0, tied_x = 0, tied_y = 0;
        for (std::size_t j = 1; j < p.x.size(); ++j) {
            for (std::size_t i = 0; i < j; ++i) {
                const bool same_x = p.x[i] == p.x[j];
                const bool same_y = p.y[i] == p.y[j];
                tied_x += same_x;
                tied_y += same_y;
                const bool rise = (p.x[i] < p.x[j]) == (p.y[i] < p.y[j]);
                concordant += !same_x && !same_y && rise;
                discordant += !same_x && !same_y && !rise;
            }
        }
        const Kendall k = kendall(p.x, p.y);
        INFO("run " << run);
        REQUIRE(k.concordant == concordant);
        REQUIRE(k.discordant == discordant);
        REQUIRE(k.tied_x == tied_x);
        REQUIRE(k.tied_y == tied_y);
        REQUIRE(*k.s == static_cast<double>(concordant - discordant));
        if (!k.tau_b) continue;
        REQUIRE(std::fabs(*k.tau_b) <= 1.0);
        const Kendall swapped = kendall(p.y, p.x);
        REQUIRE(swapped.tau_b == k.tau_b);
        std::vector<double> turned = p.y;
        for (double& y : turned)
            y = -y;
        const Kendall other = kendall(p.x, turned);
        REQUIRE(*other.tau_b == -*k.tau_b);
        if (k.p) REQUIRE(*other.p == *k.p);
        if (k.p) REQUIRE(*k.p <= *k.p_cc);
    }
}

TEST_CASE("Exact p of Kendall is the share of orders, in whole numbers", "[stats][trend]") {
    using boost::multiprecision::cpp_int;
    std::vector<cpp_int> orders{1};  // of n points by discordant pairs
    for (std::int64_t n = 2; n <= 30; ++n) {
        std::vector<cpp_int> next(orders.size() + static_cast<std::size_t>(n) - 1, 0);
        for (std::size_t k = 0; k < orders.size(); ++k)
            for (std::size_t more = 0; more < static_cast<std::size_t>(n); ++more)
                next[k + more] += orders[k];
        orders = next;
        const cpp_int all = std::accumulate(orders.begin(), orders.end(), cpp_int(0));
        cpp_int tail = 0;
        for (std::size_t k = 0; 2 * k < orders.size(); ++k) {
            tail += orders[k];
            const double expected =
                2 * k + 1 == orders.size()
                    ? 1.0
                    : static_cast<double>(boost::multiprecision::cpp_rational(2 * tail, all));
            const auto discordant = static_cast<std::int64_t>(k);
            const auto most = static_cast<std::int64_t>(orders.size()) - 1;
            const double p = kendall_exact_p(n, discordant);
            INFO("n " << n << ", discordant " << k);
            REQUIRE(std::fabs(p - std::min(expected, 1.0)) <= 1e-13 * expected);
            REQUIRE(kendall_exact_p(n, most - discordant) == p);
        }
    }
}

TEST_CASE("Lines move with their points", "[stats][trend]") {
    Maker maker(5);
    const int runs = share_of(10000);
    for (int run = 0; run < runs; ++run) {
        Points p;
        const auto n = static_cast<std::size_t>(3 + maker.whole(20));
        for (std::size_t i = 0; i < n; ++i) {  // whole numbers: moves and scales are exact
            p.x.push_back(static_cast<double>(maker.whole(60)));
            p.y.push_back(static_cast<double>(maker.whole(100)));
        }
        p.x.front() = 61.0;
        p.x.back() = 62.0;
        const double shift = static_cast<double>(maker.whole(1000)) - 500.0;
        Points moved = p;
        Points wider = p;
        for (std::size_t i = 0; i < n; ++i) {
            moved.x[i] += 1024.0;
            moved.y[i] += shift;
            wider.y[i] *= 4.0;
        }
        Points mixed = p;
        maker.shuffle(mixed);
        const Trend base = trend(p.x, p.y);
        INFO("run " << run);
        REQUIRE(trend(moved.x, moved.y).theil_sen.slope == base.theil_sen.slope);
        REQUIRE(siegel(moved.x, moved.y).slope == base.siegel.slope);
        REQUIRE(*ols_trend(moved.x, moved.y).slope ==
                Approx(*base.ols.slope).epsilon(1e-9).margin(1e-12));
        REQUIRE(*theil_sen(wider.x, wider.y).slope == 4.0 * *base.theil_sen.slope);
        REQUIRE(*siegel(wider.x, wider.y).slope == 4.0 * *base.siegel.slope);
        const Trend same = trend(mixed.x, mixed.y);
        REQUIRE(same.theil_sen.slope == base.theil_sen.slope);
        REQUIRE(same.theil_sen.ci.low == base.theil_sen.ci.low);
        REQUIRE(same.siegel.slope == base.siegel.slope);
        REQUIRE(same.kendall.z == base.kendall.z);
        if (base.ols.slope_ci.low) {
            REQUIRE(*base.ols.slope_ci.low <= *base.ols.slope);
            REQUIRE(*base.ols.slope <= *base.ols.slope_ci.high);
        }
    }
}

TEST_CASE("Siegel's slope is the repeated median by definition", "[stats][trend]") {
    Maker maker(6);
    const int runs = share_of(3000);
    for (int run = 0; run < runs; ++run) {
        const auto n = static_cast<std::size_t>(2 + maker.whole(run % 40 == 0 ? 200 : 25));
        const Points p = maker.points(run % Maker::kKinds, n);
        std::vector<double> medians;
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<double> slopes;
            for (std::size_t j = 0; j < n; ++j)
                if (p.x[j] != p.x[i]) slopes.push_back((p.y[j] - p.y[i]) / (p.x[j] - p.x[i]));
            std::sort(slopes.begin(), slopes.end());
            const std::size_t half = slopes.size() / 2;
            if (slopes.empty()) continue;
            medians.push_back(slopes.size() % 2 == 1 ? slopes[half]
                                                     : (slopes[half - 1] + slopes[half]) / 2.0);
        }
        const Siegel s = siegel(p.x, p.y);
        REQUIRE(s.slope.known() == !medians.empty());
        if (medians.empty()) continue;
        std::sort(medians.begin(), medians.end());
        const std::size_t half = medians.size() / 2;
        const double expected =
            medians.size() % 2 == 1 ? medians[half] : (medians[half - 1] + medians[half]) / 2.0;
        INFO("run " << run);
        REQUIRE(*s.slope == expected);
    }
}
