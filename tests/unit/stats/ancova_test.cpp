#include "effaith/stats/ancova.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/ancova_schools.hpp"

using namespace effaith::stats;

namespace {

using Doubles = std::vector<double>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Approx near(double value, double relative = 1e-10) {
    return Approx(value).epsilon(relative).margin(0.0);
}

const Doubles kPre{10, 12, 15, 11, 14, 17, 13, 16, 18, 12, 15, 19};
const Doubles kPost{12, 15, 16, 10, 15, 16, 19, 20, 24, 13, 18, 20};
const Doubles kGroup{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
const Doubles kSchool{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};

}  // namespace

// statsmodels 0.15.0, OLS of post on a constant, pre and group.
TEST_CASE("ancova gives the figures of a regression by other software") {
    const Ancova a = ancova(kPre, kPost, kGroup);
    CHECK(a.n == 12);
    CHECK(a.n_group1 == 6);
    CHECK(*a.intercept == near(1.1886792452830193));
    CHECK(*a.slope_pre == near(1.1396226415094335));
    CHECK(*a.adjusted_difference == near(-2.0465408805031444));
    CHECK(*a.se_intercept == near(3.52836560143072));
    CHECK(*a.se_slope_pre == near(0.24039970407805816));
    CHECK(*a.se == near(1.3069335065011118));
    CHECK(*a.t == near(-1.5659104845984781));
    CHECK(*a.p == near(0.15181079678299364));
    CHECK(*a.r_squared == near(0.7281381414908266));
    CHECK(*a.df == 9.0);
}

TEST_CASE("A row that lacks pre, post or group is not counted") {
    Doubles pre = kPre;
    Doubles post = kPost;
    Doubles group = kGroup;
    for (const double lacking : {0.0, 1.0, 2.0}) {
        pre.push_back(lacking == 0.0 ? kNone : 3.0);
        post.push_back(lacking == 1.0 ? kNone : 3.0);
        group.push_back(lacking == 2.0 ? kNone : 1.0);
    }
    CHECK(ancova(pre, post, group).n == 12);
    CHECK(ancova(pre, post, group).adjusted_difference ==
          ancova(kPre, kPost, kGroup).adjusted_difference);
}

TEST_CASE("Scores near a million lose nothing") {
    Doubles pre = kPre;
    Doubles post = kPost;
    for (double& value : pre)
        value += 1e6;
    for (double& value : post)
        value += 1e6;
    const Ancova far = ancova(pre, post, kGroup);
    const Ancova close = ancova(kPre, kPost, kGroup);
    CHECK(*far.adjusted_difference == near(*close.adjusted_difference, 1e-13));
    CHECK(*far.se == near(*close.se, 1e-13));
}

TEST_CASE("ancova says why it has no answer") {
    const auto reason = [](const Ancova& a) { return a.adjusted_difference.reason(); };
    CHECK(reason(ancova(Doubles{}, Doubles{}, Doubles{})) == Reason::too_few);
    CHECK(reason(ancova(Doubles{1, 2, 3, 4}, Doubles{1, 2, 3, 5}, Doubles{1, 1, 1, 1})) ==
          Reason::no_comparison_group);
    CHECK(reason(ancova(Doubles{1, 2, 3}, Doubles{1, 2, 4}, Doubles{0, 1, 1})) == Reason::too_few);
    CHECK(reason(ancova(Doubles{5, 5, 5, 5}, Doubles{1, 2, 3, 5}, Doubles{0, 0, 1, 1})) ==
          Reason::no_variation);
    CHECK(reason(ancova(Doubles{5, 5, 8, 8}, Doubles{1, 2, 3, 5}, Doubles{0, 0, 1, 1})) ==
          Reason::not_estimable);
    CHECK(reason(ancova(kPre, kPost, Doubles{0, 1})) == Reason::invalid_argument);
    CHECK(reason(ancova(kPre, kPost, kGroup, {1.0})) == Reason::invalid_argument);
    CHECK(reason(ancova(Doubles{1, 2, 3, kInfinite}, Doubles{1, 2, 3, 5}, Doubles{0, 0, 1, 1})) ==
          Reason::invalid_argument);
    CHECK(reason(ancova(Doubles{1, 2, 3, 4}, Doubles{1, 2, 3, 5}, Doubles{0, 2, 1, 1})) ==
          Reason::invalid_argument);
}

TEST_CASE("Where ancova has no answer, the groups are described nevertheless") {
    const Ancova a = ancova(Doubles{5, 5, 8, 8}, Doubles{1, 2, 3, 5}, Doubles{0, 0, 1, 1});
    CHECK(*a.unadjusted_difference == 2.5);
    CHECK(a.es_pooled_post_sd.reason() == Reason::not_estimable);
    CHECK(a.interval.low.reason() == Reason::not_estimable);
}

TEST_CASE("A perfect fit has no error and no test") {
    const Doubles pre{1.1, 2.3, 3.7, 4.9, 6.2};
    const Doubles group{0, 1, 0, 1, 1};
    Doubles post;
    for (std::size_t i = 0; i < pre.size(); ++i)
        post.push_back(0.3 + 0.7 * pre[i] + 0.4 * group[i]);
    const Ancova a = ancova(pre, post, group);
    CHECK(*a.adjusted_difference == near(0.4));
    CHECK(*a.se == 0.0);
    CHECK(*a.r_squared == 1.0);
    CHECK(a.t.reason() == Reason::no_variation);
    CHECK(a.p.reason() == Reason::no_variation);
    CHECK(a.es_residual_sd.reason() == Reason::undefined_ratio);
}

TEST_CASE("A group of one learner has no pooled deviation") {
    const Ancova a = ancova(Doubles{1, 2, 4, 3}, Doubles{1, 3, 4, 5}, Doubles{0, 0, 0, 1});
    CHECK(a.adjusted_difference.known());
    CHECK(a.sd_post_pooled.reason() == Reason::too_few);
    CHECK(a.es_pooled_post_sd.reason() == Reason::too_few);
}

// The whole covariance matrix inverted with numpy, the likelihood minimised by scipy (1e-6).
TEST_CASE("ancova_schools gives the maximum of the likelihood") {
    const AncovaSchools a = ancova_schools(kPre, kPost, kGroup, kSchool);
    CHECK(*a.reml.var_residual == near(1.0660015314548763, 1e-6));
    CHECK(*a.reml.var_school == near(4.616379668026895, 1e-5));
    CHECK(*a.reml.adjusted_difference == near(-1.18895919, 1e-6));
    CHECK(*a.reml.slope_pre == near(0.95923662, 1e-6));
    CHECK(*a.reml.se == near(0.62969736, 1e-6));
    CHECK(*a.reml.se_intercept == near(2.11317776, 1e-6));
    CHECK(*a.reml.minus2_loglik == near(41.74636278788502, 1e-12));
    CHECK(*a.ml.var_school == near(3.422490458984694, 1e-5));
    CHECK(*a.ml.intercept == near(3.34213483, 1e-6));
    CHECK(*a.ml.se == near(0.54670014, 1e-6));
    CHECK(*a.ml.minus2_loglik == near(41.922855797670735, 1e-12));
    CHECK(a.reml.boundary == flag(false));
    CHECK(a.design == TrialDesign::multisite);
    CHECK(*a.df == 12.0 - 4.0 - 2.0);
    CHECK(a.es_total_conditional_hedges2007.reason() == Reason::not_applicable);
}

TEST_CASE("Schools that do not differ are at the boundary, and the model is then ancova") {
    // Each school has the same learners.
    Doubles pre;
    Doubles post;
    Doubles group;
    Doubles school;
    for (const double label : {-7.5, 1e9, 0.0, 3.0}) {
        for (const std::size_t i : {0U, 1U, 2U, 3U, 4U, 5U}) {
            pre.push_back(kPre[i]);
            post.push_back(kPost[i]);
            group.push_back(kGroup[i]);
            school.push_back(label);
        }
    }
    const AncovaSchools a = ancova_schools(pre, post, group, school);
    const Ancova plain = ancova(pre, post, group);
    CHECK(a.n_schools == 4);
    CHECK(a.reml.boundary == flag(true));
    CHECK(*a.reml.var_school == 0.0);
    CHECK(*a.reml.icc == 0.0);
    CHECK(*a.reml.adjusted_difference == near(*plain.adjusted_difference));
    CHECK(*a.reml.se == near(*plain.se));
    CHECK(*a.reml.intercept == near(*plain.intercept));
    CHECK(*a.reml.se_intercept == near(*plain.se_intercept));
    CHECK(*a.reml.var_residual == near(*plain.residual_sd * *plain.residual_sd));
    CHECK(*a.sd_post_pooled == near(*plain.sd_post_pooled));
}

TEST_CASE("ancova_schools says why it has no answer") {
    const auto reason = [](const AncovaSchools& a) { return a.reml.adjusted_difference.reason(); };
    CHECK(reason(ancova_schools(kPre, kPost, kGroup, Doubles(12, 3.0))) == Reason::too_few);
    CHECK(reason(ancova_schools(kPre, kPost, Doubles(12, 1.0), kSchool)) ==
          Reason::no_comparison_group);
    CHECK(reason(ancova_schools(kPre, kPost, kGroup, Doubles{1})) == Reason::invalid_argument);
    // One school of each group: the school and the group cannot be told apart.
    CHECK(reason(ancova_schools(kPre, kPost, kGroup, kGroup)) == Reason::not_estimable);
    // Nobody shares a school.
    const Doubles alone{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    CHECK(reason(ancova_schools(kPre, kPost, kGroup, alone)) == Reason::not_estimable);
    // All learners of a school came to the same score.
    const Doubles same{5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8};
    CHECK(reason(ancova_schools(kPre, same, kGroup, kSchool)) == Reason::not_estimable);
}

TEST_CASE("A row without a school is left out of every figure") {
    Doubles pre = kPre;
    Doubles post = kPost;
    Doubles group = kGroup;
    Doubles school = kSchool;
    pre.push_back(99);
    post.push_back(1);
    group.push_back(1);
    school.push_back(kNone);
    const AncovaSchools with = ancova_schools(pre, post, group, school);
    const AncovaSchools without = ancova_schools(kPre, kPost, kGroup, kSchool);
    CHECK(with.n == 12);
    CHECK(with.reml.adjusted_difference == without.reml.adjusted_difference);
    CHECK(with.sd_post_total == without.sd_post_total);
}
