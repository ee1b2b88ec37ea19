// How often intervals hold the truth that data were made from: nominal 95 % against reached.
//
// 10,000 seeded data sets a row at the full size; the bands are the expected share with five
// standard errors of the simulation, wider at a smaller share of the runs.
#include <cmath>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/cost_bootstrap.hpp"
#include "effaith/stats/meta_analysis.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

/// Standard normal numbers, the same on every platform (polar method of Marsaglia).
class Normals {
  public:
    explicit Normals(std::uint64_t seed) : random_(seed) {}
    double next() {
        while (true) {
            const double x = uniform();
            const double y = uniform();
            const double s = x * x + y * y;
            if (s > 0.0 && s < 1.0) return x * std::sqrt(-2.0 * std::log(s) / s);
        }
    }

  private:
    double uniform() { return static_cast<double>(random_.next() >> 11) * 0x1p-52 - 1.0; }
    SplitMix64 random_;
};

struct Reached {
    std::string what;
    int runs = 0;
    int held = 0;

    double share() const { return static_cast<double>(held) / runs; }
    void count(bool holds) {
        ++runs;
        held += holds ? 1 : 0;
    }
    /// The share lies between low and high, give or take the simulation's own error.
    void expect(double low, double high) const {
        const double error = 5.0 * std::sqrt(0.05 * 0.95 / runs);
        std::ostringstream line;
        line << what << ": nominal 95 %, reached " << 100.0 * share() << " % of " << runs;
        WARN(line.str());
        INFO(line.str());
        CHECK(share() > low - error);
        CHECK(share() < high + error);
    }
};

/// Cost and effect of n learners, correlated, the true mean effect `clear` standard errors from 0.
struct Learners {
    std::vector<double> cost;
    std::vector<double> effect;
};
Learners learners_of(Normals& normal, std::size_t n, double mean_effect) {
    constexpr double kTogether = 0.6;
    Learners group;
    for (std::size_t i = 0; i < n; ++i) {
        const double shared = normal.next();
        const double own = normal.next();
        group.effect.push_back(mean_effect + 6.0 * shared);
        group.cost.push_back(200.0 + 30.0 * (kTogether * shared + 0.8 * own));
    }
    return group;
}

void fieller_coverage(std::size_t n, double clear) {
    const double size = static_cast<double>(n);
    const double mean_effect = clear * 6.0 / std::sqrt(size);
    const double truth = 200.0 / mean_effect;
    Normals normal(1000 * n + static_cast<std::uint64_t>(clear * 10.0));
    std::ostringstream name;
    name << n << " learners, effect " << clear << " standard errors from 0";
    Reached by_t{name.str() + ", Fieller by t"};
    Reached by_z{name.str() + ", Fieller by z"};
    for (int run = share_of(10000); run > 0; --run) {
        const Learners group = learners_of(normal, n, mean_effect);
        const CostEffectiveness found = cost_effectiveness(group.cost, group.effect);
        by_t.count(found.fieller_t.contains(truth));
        by_z.count(found.fieller_z.contains(truth));
    }
    // For normal data the t set is exact, whatever its kind; z is as short as the t table says.
    by_t.expect(0.95, 0.95);
    const double z_share = 1.0 - t_two_sided(normal_critical(0.95), size - 1.0);
    by_z.expect(z_share, z_share);
}

struct Schools {
    std::vector<double> yi;
    std::vector<double> vi;
};
constexpr double kTrueEffect = 0.2;

/// k schools of 10 to 60 learners a group, whose true effects differ with variance tau2.
Schools schools_of(Normals& normal, SplitMix64& random, std::size_t k, double tau2) {
    Schools schools;
    for (std::size_t i = 0; i < k; ++i) {
        const double v = 2.0 / (10.0 + random.below(51));
        schools.vi.push_back(v);
        schools.yi.push_back(kTrueEffect + std::sqrt(tau2) * normal.next() +
                             std::sqrt(v) * normal.next());
    }
    return schools;
}

struct Band {
    double low;
    double high;
};

void random_effects_coverage(std::size_t k, double tau2, Band normal_test, Band knapp_hartung) {
    Normals normal(77000 + 100 * k + (tau2 > 0.0 ? 1 : 0));
    SplitMix64 random(k);
    std::ostringstream name;
    name << k << " schools, tau2 " << tau2;
    Reached reml{name.str() + ", REML by z"};
    Reached knha{name.str() + ", REML with Knapp-Hartung"};
    Reached dl{name.str() + ", DerSimonian-Laird by z"};
    const auto holds = [](const MetaAnalysis& found) {
        return *found.ci.low <= kTrueEffect && kTrueEffect <= *found.ci.high;
    };
    for (int run = share_of(10000); run > 0; --run) {
        const auto [yi, vi] = schools_of(normal, random, k, tau2);
        reml.count(holds(meta_analysis(yi, vi)));
        knha.count(holds(meta_analysis(yi, vi, {.knapp_hartung = true})));
        dl.count(holds(meta_analysis(yi, vi, {.method = MetaMethod::dersimonian_laird})));
    }
    reml.expect(normal_test.low, normal_test.high);
    dl.expect(normal_test.low, normal_test.high);
    knha.expect(knapp_hartung.low, knapp_hartung.high);
}

}  // namespace

TEST_CASE("Fieller's sets hold the true ratio as often as they say, whatever their kind") {
    for (const std::size_t n : {std::size_t{20}, std::size_t{50}})
        for (const double clear : {0.5, 2.0, 3.0, 5.0})
            fieller_coverage(n, clear);
}

TEST_CASE("Random effects hold the true mean of schools, few of them too seldom without t") {
    // The normal test is known to be too sure with few schools that differ, and too careful where
    // they do not; Knapp and Hartung's is near its level in both.
    random_effects_coverage(5, 0.0, {0.95, 0.98}, {0.94, 0.97});
    random_effects_coverage(10, 0.0, {0.95, 0.98}, {0.94, 0.97});
    random_effects_coverage(20, 0.0, {0.95, 0.98}, {0.94, 0.97});
    random_effects_coverage(5, 0.1, {0.85, 0.92}, {0.93, 0.96});
    random_effects_coverage(10, 0.1, {0.89, 0.94}, {0.94, 0.96});
    random_effects_coverage(20, 0.1, {0.92, 0.95}, {0.94, 0.96});
}
