// How often the intervals hold the truth, on seeded data of which it is known.
#include <cmath>
#include <cstdint>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/ancova.hpp"
#include "effaith/stats/ancova_schools.hpp"
#include "effaith/stats/cluster_robust.hpp"
#include "random_values.hpp"
#include "share.hpp"

using namespace effaith::stats;
using support::RandomValues;

namespace {

using Doubles = std::vector<double>;

bool holds(const Interval& interval, double truth) {
    return interval.low && *interval.low <= truth && truth <= *interval.high;
}

/// The share of `runs` seeded data sets whose interval held the truth.
template <class Run>
double coverage(int runs, Run&& held) {
    int hits = 0;
    for (int seed = 0; seed < runs; ++seed) {
        RandomValues random(static_cast<std::uint64_t>(seed) + 1000003U);
        hits += held(random) ? 1 : 0;
    }
    return static_cast<double>(hits) / runs;
}

/// What chance alone moves a share of 0.95 by in so many runs, four times over.
double chance(int runs) {
    return 4.0 * std::sqrt(0.95 * 0.05 / runs);
}

bool ancova_holds(RandomValues& random) {
    Doubles pre;
    Doubles post;
    Doubles group;
    for (int i = 0; i < 30; ++i) {
        group.push_back(i % 3 == 0 ? 1.0 : 0.0);
        pre.push_back(100.0 + 15.0 * random.normal() - 4.0 * group.back());
        post.push_back(0.7 * pre.back() + 2.5 * group.back() + 9.0 * random.normal());
    }
    return holds(ancova(pre, post, group).interval, 2.5);
}

/// Twenty clusters of 3 to 20 values, a fifth of the variance between them.
void fill_clusters(RandomValues& random, Doubles& values, Doubles& cluster) {
    for (int c = 0; c < 20; ++c) {
        const int size = random.whole(3, 20);
        const double shared = std::sqrt(0.2) * random.normal();
        for (int i = 0; i < size; ++i) {
            values.push_back(10.0 + shared + std::sqrt(0.8) * random.normal());
            cluster.push_back(c);
        }
    }
}

bool mean_holds(RandomValues& random) {
    Doubles values;
    Doubles cluster;
    fill_clusters(random, values, cluster);
    return holds(clustered_mean(values, cluster).interval, 10.0);
}

bool share_holds(RandomValues& random) {
    Doubles values;
    Doubles cluster;
    fill_clusters(random, values, cluster);
    for (double& value : values)
        value = value > 9.0 ? 1.0 : 0.0;
    return holds(clustered_share(values, cluster).interval, 0.841344746068543);
}

bool difference_holds(RandomValues& random) {
    Doubles values;
    Doubles cluster;
    fill_clusters(random, values, cluster);
    Doubles group;
    for (const double label : cluster)
        group.push_back(label < 8.0 ? 1.0 : 0.0);
    return holds(clustered_difference(values, group, cluster).interval, 0.0);
}

struct SchoolsTruth {
    bool t = false;
    bool z = false;
};
/// Ten whole schools assigned.
SchoolsTruth schools_hold(RandomValues& random) {
    Doubles pre;
    Doubles post;
    Doubles group;
    Doubles school;
    for (int s = 0; s < 10; ++s) {
        const double shared = 4.0 * random.normal();
        for (int i = 0; i < 8; ++i) {
            school.push_back(s);
            group.push_back(s % 2);
            pre.push_back(100.0 + 15.0 * random.normal());
            post.push_back(0.7 * pre.back() + 2.5 * group.back() + shared + 8.0 * random.normal());
        }
    }
    const AncovaSchools a = ancova_schools(pre, post, group, school);
    return {holds(a.interval_t, 2.5), holds(a.interval_z, 2.5)};
}

}  // namespace

TEST_CASE("Coverage: the interval of ancova holds the truth 95 times in 100") {
    const int runs = share_of(10000);
    const double held = coverage(runs, ancova_holds);
    WARN("ancova, 10 against 20 learners: " << held << " of " << runs);
    CHECK(std::abs(held - 0.95) < chance(runs));
}

TEST_CASE("Coverage: means, shares and differences of 20 clusters with an ICC of 0.2") {
    const int runs = share_of(10000);
    const double mean = coverage(runs, mean_holds);
    const double share = coverage(runs, share_holds);
    const double difference = coverage(runs, difference_holds);
    WARN("clustered_mean: " << mean << ", clustered_share: " << share
                            << ", clustered_difference: " << difference << " of " << runs);
    // The degrees of freedom are by a working model, so these are not exact: a point either way.
    CHECK(std::abs(mean - 0.95) < 0.01 + chance(runs));
    CHECK(std::abs(share - 0.95) < 0.02 + chance(runs));
    CHECK(std::abs(difference - 0.95) < 0.01 + chance(runs));
}

TEST_CASE(
    "Coverage: with ten schools the t interval holds the truth where the normal one does not") {
    const int runs = share_of(10000);
    double z = 0.0;
    const double t = coverage(runs, [&](RandomValues& random) {
        const SchoolsTruth held = schools_hold(random);
        z += held.z ? 1.0 / runs : 0.0;
        return held.t;
    });
    WARN("ancova_schools: t interval " << t << ", normal interval " << z << " of " << runs);
    CHECK(std::abs(t - 0.95) < 0.015 + chance(runs));
    CHECK(z < t);
}
