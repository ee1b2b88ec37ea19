#include "effaith/stats/cluster_robust.hpp"

#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

using Doubles = std::vector<double>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Approx near(double value, double relative = 1e-10) {
    return Approx(value).epsilon(relative).margin(0.0);
}

const Doubles kValues{12, 15, 11, 18, 9, 14, 20, 22, 19, 25, 7, 10, 16};
const Doubles kCluster{1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5};

}  // namespace

// The matrices of Bell & McCaffrey (2002) written out with numpy: residuals of each cluster times
// the inverse symmetric root of its block of I - H; df by the working model of independent values.
TEST_CASE("clustered_mean gives CR2 and its degrees of freedom as the matrices do") {
    const ClusteredMean c = clustered_mean(kValues, kCluster);
    CHECK(c.n == 13);
    CHECK(c.n_clusters == 5);
    CHECK(c.largest_cluster == 5);
    CHECK(*c.mean == near(15.23076923076923));
    CHECK(*c.se == near(2.6977135205941902));
    CHECK(*c.df == near(3.043068217541653));
}

TEST_CASE("clustered_difference gives CR2 as the matrices do, groups within and between clusters") {
    const Doubles within{0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1};
    const ClusteredDifference c = clustered_difference(kValues, within, kCluster);
    CHECK(*c.difference == near(2.2857142857142847));
    CHECK(*c.se == near(3.265870947463749));
    CHECK(*c.df == near(3.1672294696059917));
    CHECK(*c.p == near(0.5319398581080366));
    CHECK(*c.t_critical == near(3.089466427658021));
    const Doubles between{0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1};
    const ClusteredDifference b = clustered_difference(kValues, between, kCluster);
    CHECK(*b.se == near(3.244730159739603));
    CHECK(*b.df == near(2.0847855884080677));
    CHECK(b.n_clusters_group0 == 2);
    CHECK(b.n_clusters_group1 == 3);
}

// statsmodels 0.15.0: OLS(...).fit(cov_type="cluster", use_t=True); with equal clusters its CR1 is
// CR2 and the degrees of freedom are clusters - 1.
TEST_CASE("With equal clusters the common cluster-robust error comes out") {
    const ClusteredMean c = clustered_mean(Doubles{3, 5, 4, 8, 7, 9, 2, 6, 4, 5, 9, 4},
                                           Doubles{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4});
    CHECK(*c.se == near(0.9574271077563385));
    CHECK(*c.df == near(3.0));
    CHECK(*c.interval.low == near(2.45303964, 1e-8));
    CHECK(*c.interval.high == near(8.54696036, 1e-8));
}

TEST_CASE("Clusters of one value each give the ordinary mean's error") {
    const Doubles values{3, 5, 4, 8, 7};
    const ClusteredMean c = clustered_mean(values, Doubles{1, 2, 3, 4, 5});
    CHECK(*c.se == near(*c.se_independent));
    CHECK(*c.design_effect == near(1.0));
    CHECK(*c.df == near(4.0));
}

TEST_CASE("clustered_share stays within 0 and 1, by Wilson of the effective number") {
    const Doubles hits{1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1};
    const ClusteredShare c = clustered_share(hits, kCluster);
    CHECK(*c.share == near(8.0 / 13.0));
    CHECK(*c.se == near(0.1424383574508673));
    CHECK(*c.effective_n == near(11.665930181175439));
    CHECK(*c.interval.low == near(0.2277407554045135));
    CHECK(*c.interval.high == near(0.8967033007950966));
    const ClusteredShare all = clustered_share(Doubles(13, 1.0), kCluster);
    CHECK(*all.effective_n == 5.0);
    CHECK(*all.interval.high == 1.0);
    CHECK(*all.interval.low < 0.5);
    CHECK(clustered_share(kValues, kCluster).share.reason() == Reason::invalid_argument);
}

TEST_CASE("One cluster is too few, and the mean is said nevertheless") {
    const ClusteredMean c = clustered_mean(Doubles{1, 2, 6}, Doubles{4, 4, 4});
    CHECK(*c.mean == 3.0);
    CHECK(c.se.reason() == Reason::too_few);
    CHECK(c.interval.low.reason() == Reason::too_few);
    CHECK(clustered_mean(Doubles{}, Doubles{}).mean.reason() == Reason::too_few);
    CHECK(clustered_mean(Doubles{1, 2}, Doubles{4}).mean.reason() == Reason::invalid_argument);
    CHECK(clustered_mean(Doubles{1, 2, kNone, 4}, Doubles{1, 2, 3, kNone}).n == 2);
}

TEST_CASE("A difference needs two groups, each of two clusters") {
    const Doubles values{1, 2, 3, 5};
    const Doubles cluster{1, 1, 2, 3};
    const auto reason = [&](const Doubles& group) {
        return clustered_difference(values, group, cluster).se.reason();
    };
    CHECK(reason({1, 1, 1, 1}) == Reason::no_comparison_group);
    CHECK(reason({0, 0, 1, 1}) == Reason::too_few);
    CHECK(reason({0, 0, 1, 2}) == Reason::invalid_argument);
    CHECK(*clustered_difference(values, Doubles{0, 0, 1, 1}, cluster).difference == 2.5);
}
