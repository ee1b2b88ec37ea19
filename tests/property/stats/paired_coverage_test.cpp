// How often the intervals of effects hold the true effect, on normal scores made from seeds.
//
// The noncentral t limits of d are exact, so their share of hits may leave 95 per cent by chance
// alone. The limits of g and the normal ones are approximate; the bands below say how far they may
// be off, and the figures reached are printed.
#include <cmath>
#include <cstdint>
#include <sstream>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/paired_effect.hpp"
#include "effaith/stats/two_groups.hpp"
#include "normal_dice.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

constexpr int kFull = 10000;

struct Hits {
    int of = 0;
    int hit = 0;

    void note(const Number& low, const Number& high, double truth) {
        REQUIRE(low);
        REQUIRE(high);
        ++of;
        hit += *low <= truth && truth <= *high ? 1 : 0;
    }
    double share() const { return static_cast<double>(hit) / of; }
    /// Four standard errors of a share of 95 per cent.
    double chance() const { return 4.0 * std::sqrt(0.95 * 0.05 / of); }
};

/// A band about 95 per cent that is left by chance only.
void check_band(const char* what, std::size_t n, const Hits& hits, double below, double above) {
    std::ostringstream text;
    text << what << ", n = " << n << ": nominal 0.95, reached " << hits.share() << " of "
         << hits.of;
    WARN(text.str());
    CHECK(hits.share() > 0.95 - below - hits.chance());
    CHECK(hits.share() < 0.95 + above + hits.chance());
}

}  // namespace

TEST_CASE("Intervals of paired effects hold the true effect as often as they say") {
    constexpr double kGain = 0.5;
    constexpr double kCorrelation = 0.7;
    const double true_z = kGain / std::sqrt(2.0 * (1.0 - kCorrelation));
    for (const std::size_t n : {10u, 30u, 100u}) {
        support::NormalDice dice(1000 + n);
        Hits d_z;
        Hits g_z;
        Hits g_z_normal;
        Hits g_av;
        Hits smcrp;
        for (int i = 0; i < share_of(kFull); ++i) {
            const std::vector<double> pre = dice.normals(n, 100.0, 15.0);
            std::vector<double> post(n);
            for (std::size_t k = 0; k < n; ++k)
                post[k] = 100.0 + 15.0 * kGain + kCorrelation * (pre[k] - 100.0) +
                          15.0 * std::sqrt(1.0 - kCorrelation * kCorrelation) * dice.normal();
            const PairedEffect e = paired_effect(pre, post);
            d_z.note(e.d_z_noncentral.d_low, e.d_z_noncentral.d_high, true_z);
            g_z.note(e.d_z_noncentral.g_low, e.d_z_noncentral.g_high, true_z);
            g_z_normal.note(e.d_z_normal.g_low, e.d_z_normal.g_high, true_z);
            g_av.note(e.d_av_normal.g_low, e.d_av_normal.g_high, kGain);
            smcrp.note(e.smcrp.low, e.smcrp.high, kGain);
        }
        const bool few = n < 30;
        check_band("d_z by the noncentral t", n, d_z, 0.0, 0.0);
        check_band("g_z by the noncentral t", n, g_z, few ? 0.02 : 0.006, 0.01);
        check_band("g_z by the normal limits", n, g_z_normal, 0.02, 0.02);
        check_band("g_av by the normal limits", n, g_av, few ? 0.07 : 0.035, 0.0);
        check_band("g of SMCRP by metafor's variance", n, smcrp, few ? 0.05 : 0.02, 0.01);
    }
}

TEST_CASE("Intervals of two groups' effects hold the true effect as often as they say") {
    constexpr double kEffect = 0.5;
    for (const std::size_t n : {10u, 30u, 100u}) {
        support::NormalDice dice(2000 + n);
        Hits d;
        Hits g;
        Hits smd;
        for (int i = 0; i < share_of(kFull); ++i) {
            const std::vector<double> x = dice.normals(n, 50.0 + 10.0 * kEffect, 10.0);
            const std::vector<double> y = dice.normals(n, 50.0, 10.0);
            const TwoGroups both = two_groups(x, y);
            d.note(both.d_noncentral.d_low, both.d_noncentral.d_high, kEffect);
            g.note(both.d_noncentral.g_low, both.d_noncentral.g_high, kEffect);
            smd.note(both.smd.low, both.smd.high, kEffect);
        }
        check_band("d by the noncentral t", n, d, 0.0, 0.0);
        check_band("g by the noncentral t", n, g, 0.015, 0.01);
        check_band("g by metafor's variance", n, smd, 0.01, 0.015);
    }
}
