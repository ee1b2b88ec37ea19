// Laws of paired effects: what shifting, scaling, reordering and turning round may change.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/paired_effect.hpp"
#include "effect_laws.hpp"
#include "share.hpp"

using namespace effaith::stats;
using namespace support;

namespace {

struct Sample {
    Scores pre;
    Scores post;
};

/// From 3 to 40 pairs, rounded to tenths half of the time (ties), and with gaps a quarter of it.
Sample sample_of(support::NormalDice& dice) {
    Sample s;
    const std::size_t n = 3 + dice.below(38);
    const bool rounded = dice.below(2) == 0;
    const bool gaps = dice.below(4) == 0;
    const double r = 2.0 * dice.share() - 1.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double pre = 20.0 + 3.0 * dice.normal();
        const double post = 21.0 + r * (pre - 20.0) + 2.0 * dice.normal();
        const bool gap = gaps && i > 3 && dice.below(5) == 0;
        s.pre.push_back(gap ? std::numeric_limits<double>::quiet_NaN()
                            : (rounded ? to_halves(pre) : pre));
        s.post.push_back(rounded ? to_halves(post) : post);
    }
    return s;
}

std::vector<Number> effects_of(const PairedEffect& e) {
    return {e.d_z,
            e.g_z,
            e.d_av,
            e.g_av,
            e.d_rm,
            e.g_rm,
            e.d_pre,
            e.g_pre,
            e.d_av_mean_sd,
            e.d_z_noncentral.g_low,
            e.d_z_noncentral.g_high,
            e.d_av_normal.g_low,
            e.d_rm_normal.variance,
            e.d_pre_normal.high,
            e.smcc.variance,
            e.smcr.low,
            e.smcrh.variance,
            e.smcrp.high,
            e.smcrph.variance,
            e.t_test.t,
            e.t_test.p};
}

void check_same_effects(const PairedEffect& a, const PairedEffect& b, double within) {
    check_near(effects_of(a), effects_of(b), within);
}

/// P by every choice of signs of the ranks 1 to n.
double p_of_all_signs(double v, int n) {
    int at_most = 0;
    int at_least = 0;
    for (int signs = 0; signs < (1 << n); ++signs) {
        double sum = 0.0;
        for (int rank = 1; rank <= n; ++rank)
            sum += (signs >> (rank - 1)) & 1 ? rank : 0;
        at_most += sum <= v ? 1 : 0;
        at_least += sum >= v ? 1 : 0;
    }
    return std::min(1.0, 2.0 * std::min(at_most, at_least) / (1 << n));
}

}  // namespace

TEST_CASE("Paired effects know neither the zero nor the unit of the scale") {
    support::NormalDice dice(11);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const PairedEffect plain = paired_effect(s.pre, s.post);
        const PairedEffect scale =
            paired_effect(changed(s.pre, 4.0, 0.0), changed(s.post, 4.0, 0.0));
        check_same_effects(plain, scale, 1e-12);
        CHECK(near(scale.gain_mean, 4.0 * *plain.gain_mean));
        CHECK(near(scale.log_ratio.estimate, plain.log_ratio.estimate));
        CHECK(near(scale.wilcoxon.p, plain.wilcoxon.p));
        const PairedEffect moved =
            paired_effect(changed(s.pre, 1.0, 1e6), changed(s.post, 1.0, 1e6));
        check_same_effects(plain, moved, 1e-7);  // the shift itself rounds the scores
    }
}

TEST_CASE("Paired effects do not depend on the order of the learners") {
    support::NormalDice dice(12);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const Sample turned{{s.pre.rbegin(), s.pre.rend()}, {s.post.rbegin(), s.post.rend()}};
        const PairedEffect a = paired_effect(s.pre, s.post);
        const PairedEffect b = paired_effect(turned.pre, turned.post);
        check_same_effects(a, b, 1e-10);
        CHECK(a.wilcoxon.v == b.wilcoxon.v);
    }
}

TEST_CASE("Before and after exchanged turn the effects round") {
    support::NormalDice dice(13);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const PairedEffect there = paired_effect(s.pre, s.post);
        const PairedEffect back = paired_effect(s.post, s.pre);
        const PairedEffect less = paired_effect(s.post, s.pre, {0.95, -1});
        CHECK(near(back.d_z, there.d_z ? Number(-*there.d_z) : there.d_z));
        CHECK(near(back.d_av, there.d_av ? Number(-*there.d_av) : there.d_av));
        CHECK(near(less.d_z, there.d_z));
        CHECK(near(less.d_av_normal.g_low, there.d_av_normal.g_low));
        CHECK(near(less.wilcoxon.p, there.wilcoxon.p));
        CHECK(near(less.log_ratio.estimate, there.log_ratio.estimate));
    }
}

TEST_CASE("Every interval of a paired effect holds its estimate and widens with its level") {
    support::NormalDice dice(14);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const PairedEffect e = paired_effect(s.pre, s.post);
        const PairedEffect wide = paired_effect(s.pre, s.post, {0.99, 1});
        REQUIRE(is_finite_everywhere(e));
        if (!e.d_z) {  // three rounded gains, and all the same
            CHECK(e.d_z.reason() == Reason::no_variation);
            for (std::size_t k = 0; k < s.pre.size(); ++k)
                CHECK(s.post[k] - s.pre[k] == s.post[0] - s.pre[0]);
            continue;
        }
        CHECK(*e.t_test.low <= *e.gain_mean);
        CHECK(*e.gain_mean <= *e.t_test.high);
        CHECK(*e.d_z_noncentral.d_low < *e.d_z);
        CHECK(*e.d_z < *e.d_z_noncentral.d_high);
        CHECK(*wide.d_z_noncentral.d_low < *e.d_z_noncentral.d_low);
        CHECK(*wide.d_z_noncentral.d_high > *e.d_z_noncentral.d_high);
        CHECK(*wide.d_av_normal.g_low < *e.d_av_normal.g_low);
        // The limits leave out 0 exactly where the test does.
        CHECK((*e.d_z_noncentral.d_low > 0.0 || *e.d_z_noncentral.d_high < 0.0) ==
              (*e.t_test.p < 0.05));
        CHECK(std::fabs(*e.g_z) <= std::fabs(*e.d_z));
    }
}

TEST_CASE("The exact p of signed ranks is that of every choice of signs") {
    support::NormalDice dice(15);
    for (int i = 0; i < share_of(500); ++i) {
        const std::size_t n = 1 + dice.below(12);
        const SignedRank test = signed_rank_test(dice.normals(n, 0.4));
        REQUIRE(test.p_exact);
        CHECK(*test.p_exact == Approx(p_of_all_signs(*test.v, static_cast<int>(n))));
    }
}

TEST_CASE("Any scores at all give finite figures or reasons") {
    support::NormalDice dice(16);
    for (int i = 0; i < share_of(10000); ++i) {
        const std::size_t n = dice.below(8);
        const Scores pre = odd_scores(dice, n);
        const Scores post = odd_scores(dice, n);
        CHECK(is_finite_everywhere(paired_effect(pre, post)));
    }
}
