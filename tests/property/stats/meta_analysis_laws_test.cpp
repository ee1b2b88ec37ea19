// Laws that hold for any schools: units, order, and that a maximum is one.
#include "effaith/stats/meta_analysis.hpp"

#include <array>
#include <numeric>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "share.hpp"

using namespace effaith::stats;
using support::Dice;

namespace {

using Data = std::vector<double>;

struct Schools {
    Data yi;
    Data vi;
};

/// Effects in hundredths, variances over up to six decades.
Schools schools_of(Dice& dice) {
    constexpr std::array<double, 6> kDecades{1e-5, 1e-3, 1e-2, 1e-1, 1.0, 10.0};
    Schools schools;
    const std::size_t spread = 1 + dice.below(kDecades.size());
    for (std::size_t i = 2 + dice.below(dice.one_in(6) ? 30 : 5); i > 0; --i) {
        schools.yi.push_back(static_cast<double>(dice.below(400)) / 100.0 - 1.0);
        schools.vi.push_back(static_cast<double>(1 + dice.below(9)) *
                             kDecades[(dice.below(spread) + 2) % kDecades.size()]);
    }
    return schools;
}

MetaOptions options_of(Dice& dice) {
    return {.method = static_cast<MetaMethod>(dice.below(WordNames<MetaMethod>::names.size())),
            .knapp_hartung = dice.one_in(2)};
}

bool alike(const Number& a, const Number& b, double factor, double size) {
    if (!a || !b) return a.reason() == b.reason();
    return std::abs(*a * factor - *b) <= 1e-7 * (std::abs(*b) + size);
}

}  // namespace

TEST_CASE("A shift moves the estimate alone, a unit scales it, order is nothing") {
    Dice dice(11);
    for (int run = share_of(10000); run > 0; --run) {
        const auto [yi, vi] = schools_of(dice);
        const MetaOptions options = options_of(dice);
        const MetaAnalysis found = meta_analysis(yi, vi, options);
        Data shifted = yi;
        Data doubled_y = yi;
        Data doubled_v = vi;
        for (std::size_t i = 0; i < yi.size(); ++i) {
            shifted[i] += 8.0;
            doubled_y[i] *= -2.0;
            doubled_v[i] *= 4.0;
        }
        const double se = *found.se;
        const MetaAnalysis moved = meta_analysis(shifted, vi, options);
        CHECK(*moved.estimate == Approx(*found.estimate + 8.0).margin(1e-7 * (1.0 + se)));
        CHECK(alike(found.se, moved.se, 1.0, 0.0));
        CHECK(alike(found.tau2, moved.tau2, 1.0, se * se));
        const MetaAnalysis turned = meta_analysis(doubled_y, doubled_v, options);
        CHECK(alike(found.estimate, turned.estimate, -2.0, se));
        CHECK(alike(found.tau2, turned.tau2, 4.0, se * se));
        CHECK(alike(found.p, turned.p, 1.0, 0.0));
        CHECK(alike(found.ci.low, turned.ci.high, -2.0, se));
        Data back_y(yi.rbegin(), yi.rend());
        Data back_v(vi.rbegin(), vi.rend());
        const MetaAnalysis back = meta_analysis(back_y, back_v, options);
        CHECK(alike(found.estimate, back.estimate, 1.0, se));
        CHECK(found.local_maxima == back.local_maxima);
    }
}

TEST_CASE("Intervals hold the estimate, and shares are shares") {
    Dice dice(12);
    for (int run = share_of(10000); run > 0; --run) {
        const auto [yi, vi] = schools_of(dice);
        const MetaOptions options = options_of(dice);
        const MetaAnalysis found = meta_analysis(yi, vi, options);
        const auto [least, most] = std::minmax_element(yi.begin(), yi.end());
        CHECK(*found.estimate >= *least - 1e-9);
        CHECK(*found.estimate <= *most + 1e-9);
        CHECK(*found.ci.low <= *found.estimate);
        CHECK(*found.ci.high >= *found.estimate);
        CHECK(*found.tau2 >= 0.0);
        CHECK(*found.tau2_ci.low <= *found.tau2_ci.high);
        CHECK(*found.i2 >= 0.0);
        CHECK(*found.i2 <= 100.0);
        CHECK((*found.q_p >= 0.0 && *found.q_p <= 1.0));
        if (!found.prediction.low) continue;
        CHECK(*found.prediction.low <= *found.prediction_normal.low);
        CHECK(*found.prediction_normal.high <= *found.prediction.high);
    }
}

TEST_CASE("No tau2 on a fine grid is likelier than the one found") {
    Dice dice(13);
    for (int run = share_of(2000); run > 0; --run) {
        const auto [yi, vi] = schools_of(dice);
        for (const bool restricted : {true, false}) {
            const MetaMethod method = restricted ? MetaMethod::reml : MetaMethod::ml;
            const MetaAnalysis found = meta_analysis(yi, vi, {.method = method});
            const meta_detail::Schools schools = meta_detail::schools_of(complete_pairs(yi, vi));
            const double highest = *found.log_likelihood;
            for (double tau2 = 1e-6; tau2 < 100.0; tau2 *= 1.11)
                CHECK(meta_detail::log_likelihood_at(
                          schools, meta_detail::weighted_at(schools, tau2), restricted) <=
                      highest + 1e-9 * (1.0 + std::abs(highest)));
        }
    }
}
