// Whether two or more people who judged the same learners agree.
//
// For categories or steps of a scale, kappa: agreement beyond what the raters' habits alone would
// bring. For scores, the intraclass correlation: the part of the variance that is the learners'.
// Plain per cent of agreement is given beside kappa, for where nearly all learners fall into one
// category the two part company.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// Kappa under one way to weigh disagreements.
struct WeightedKappa {
    Number observed;
    Number expected;
    Number kappa;
    Number se;
    Interval interval;
    Number se_null;
    Number z;
    Number p;

    static constexpr auto fields() {
        using K = WeightedKappa;
        return field_list(
            field("observed", &K::observed, "mean weight of the pairs given"),
            field("expected", &K::expected, "mean weight if the raters judged independently"),
            field("kappa", &K::kappa, "(observed - expected) / (1 - expected)"),
            field("se", &K::se, "standard error of Fleiss, Cohen & Everitt (1969), equation 13"),
            field("interval", &K::interval, "kappa -+ z_level * se"),
            field("se_null", &K::se_null, "standard error where kappa is 0, equation 14"),
            field("z", &K::z, "kappa / se_null"), field("p", &K::p, "2 * P(Z > |z|)"));
    }
};

/// Agreement of two raters on categories.
struct Kappa {
    std::int64_t n = 0;
    std::int64_t categories = 0;
    std::int64_t equal = 0;
    std::int64_t within_1 = 0;
    Number percent_agreement;
    Number percent_within_1;
    Number z_level;
    WeightedKappa unweighted;
    WeightedKappa linear;
    WeightedKappa quadratic;
    std::string_view method =
        "Cohen's kappa on all declared categories; standard errors by Fleiss, Cohen & Everitt";

    static constexpr auto fields() {
        return field_list(
            field("n", &Kappa::n, "learners judged by both"),
            field("categories", &Kappa::categories, "categories declared, used or not"),
            field("equal", &Kappa::equal, "learners put into the same category"),
            field("within_1", &Kappa::within_1, "learners put at most one category apart"),
            field("percent_agreement", &Kappa::percent_agreement, "100 * equal / n"),
            field("percent_within_1", &Kappa::percent_within_1, "100 * within_1 / n"),
            field("z_level", &Kappa::z_level, "two-sided normal quantile of the level"),
            field("unweighted", &Kappa::unweighted, "weight 1 where a = b, else 0"),
            field("linear", &Kappa::linear, "weight 1 less |a - b| / (categories - 1)"),
            field("quadratic", &Kappa::quadratic,
                  "weight 1 less (a - b) ^ 2 / (categories - 1) ^ 2"),
            field("method", &Kappa::method, "what was done"));
    }
};

namespace detail {

/// More steps than any scale of judgement has; the table of two raters stays small.
inline constexpr std::int64_t kMostCategories = 1000;

/// How far apart two categories are, as a whole number.
enum class Distance : std::uint8_t { unequal, steps, squared_steps };

inline double distance_of(Distance distance, double steps) {
    if (distance == Distance::unequal) return steps == 0.0 ? 0.0 : 1.0;
    return distance == Distance::steps ? std::fabs(steps) : steps * steps;
}

/// The counts of two raters' categories. Counts are doubles that hold whole numbers, so that their
/// products are exact up to 2^53.
struct RatingTable {
    std::size_t categories;
    double n;
    std::vector<double> cells;  // row-major: a's category, b's category
    std::vector<double> rows;
    std::vector<double> columns;

    RatingTable(const Pairs& ratings, std::size_t declared)
        : categories(declared),
          n(static_cast<double>(ratings.size())),
          cells(declared * declared),
          rows(declared),
          columns(declared) {
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            const auto a = static_cast<std::size_t>(ratings.x[i]) - 1;
            const auto b = static_cast<std::size_t>(ratings.y[i]) - 1;
            cells[a * categories + b] += 1.0;
            rows[a] += 1.0;
            columns[b] += 1.0;
        }
    }

    /// The distance of category `from` to all that the other rater gave.
    double total_distance(Distance distance, std::size_t from,
                          const std::vector<double>& others) const {
        double total = 0.0;
        for (std::size_t to = 0; to < categories; ++to)
            total += others[to] * distance_of(distance, steps_between(from, to));
        return total;
    }
    std::vector<double> total_distances(Distance distance,
                                        const std::vector<double>& others) const {
        std::vector<double> totals(categories);
        for (std::size_t from = 0; from < categories; ++from)
            totals[from] = total_distance(distance, from, others);
        return totals;
    }
    static double steps_between(std::size_t a, std::size_t b) {
        return static_cast<double>(a) - static_cast<double>(b);
    }
};

inline WeightedKappa no_kappa(Reason reason) {
    return {reason, reason, reason, reason, Interval::none(reason), reason, reason, reason};
}

/// Kappa from distances instead of weights, 1 - weight = distance / largest distance: sums of whole
/// numbers then, so that perfect agreement has exactly no standard error.
inline WeightedKappa weighted_kappa(const RatingTable& table, Distance distance, double z_level) {
    const std::size_t k = table.categories;
    const double n = table.n;
    const std::vector<double> from_row = table.total_distances(distance, table.columns);
    const std::vector<double> from_column = table.total_distances(distance, table.rows);
    double given = 0.0;   // sum of the distances given
    double chance = 0.0;  // n times that of independent raters with the same habits
    for (std::size_t a = 0; a < k; ++a) {
        chance += table.rows[a] * from_row[a];
        for (std::size_t b = 0; b < k; ++b)
            given +=
                table.cells[a * k + b] * distance_of(distance, RatingTable::steps_between(a, b));
    }
    const double largest = distance_of(distance, static_cast<double>(k) - 1.0);
    WeightedKappa result = no_kappa(Reason::no_variation);
    result.observed = largest == 0.0 ? 1.0 : 1.0 - given / (n * largest);
    result.expected = largest == 0.0 ? 1.0 : 1.0 - chance / (n * n * largest);
    if (chance == 0.0) return result;

    double squares = 0.0;
    double squares_null = 0.0;
    for (std::size_t a = 0; a < k; ++a) {
        for (std::size_t b = 0; b < k; ++b) {
            const double apart = distance_of(distance, RatingTable::steps_between(a, b));
            const double both = from_row[a] + from_column[b];
            const double influence = n * (apart * chance - given * both) + given * chance;
            const double influence_null = n * (n * apart - both) + chance;
            squares += table.cells[a * k + b] * influence * influence;
            squares_null += table.rows[a] * table.columns[b] * influence_null * influence_null;
        }
    }
    result.kappa = (chance - n * given) / chance;
    result.se = std::sqrt(squares) / (chance * chance);
    const double half = z_level * *result.se;
    result.interval = {*result.kappa - half, *result.kappa + half};
    result.se_null = std::sqrt(squares_null / n) / (n * chance);
    result.z = ratio(result.kappa, result.se_null);
    result.p = result.z ? Number(2.0 * normal_upper(std::fabs(*result.z))) : result.z;
    return result;
}

inline bool are_categories(Values values, std::int64_t categories) {
    for (const double value : values) {
        const bool is_one =
            value >= 1.0 && value <= static_cast<double>(categories) && std::floor(value) == value;
        if (!is_one && !is_missing(value)) return false;
    }
    return true;
}

inline Kappa no_agreement(std::int64_t categories, Reason reason) {
    Kappa result;
    result.categories = categories;
    result.percent_agreement = result.percent_within_1 = result.z_level = reason;
    result.unweighted = result.linear = result.quadratic = no_kappa(reason);
    return result;
}

}  // namespace detail

/// Agreement of two raters who put each learner into one of the categories 1, 2 … `categories`.
///
/// `percent_agreement` and `percent_within_1` are from 0 to 100. Unweighted kappa (Cohen 1960) is
/// for categories without an order; linear and quadratic ones (Cohen 1968) for steps of a scale,
/// where near misses count as partly right; quadratic kappa is near the intraclass correlation.
/// Standard errors by Fleiss, Cohen & Everitt (1969): `se` for the interval, which is not cut at 1,
/// and `se_null` for the test of kappa = 0. All declared categories count in the weights, used or
/// not (psych, vcd and statsmodels do so; irr drops unused ones). Pairs with a missing rating are
/// left out. Both raters always in one category: `no_variation`. Anything that is no category, or
/// more than 1,000 categories: `invalid_argument`. O(n + categories^2).
inline Kappa kappa(Values a, Values b, std::int64_t categories, double level = 0.95) {
    const bool valid = a.size() == b.size() && categories >= 1 &&
                       categories <= detail::kMostCategories && is_level(level) &&
                       detail::are_categories(a, categories) &&
                       detail::are_categories(b, categories);
    if (!valid) return detail::no_agreement(categories, Reason::invalid_argument);
    const Pairs ratings = complete_pairs(a, b);
    if (ratings.size() == 0) return detail::no_agreement(categories, Reason::too_few);
    Kappa result;
    result.n = static_cast<std::int64_t>(ratings.size());
    result.categories = categories;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const double steps = std::fabs(ratings.x[i] - ratings.y[i]);
        result.equal += steps == 0.0 ? 1 : 0;
        result.within_1 += steps <= 1.0 ? 1 : 0;
    }
    const double n = static_cast<double>(result.n);
    result.percent_agreement = 100.0 * static_cast<double>(result.equal) / n;
    result.percent_within_1 = 100.0 * static_cast<double>(result.within_1) / n;
    const double z_level = normal_critical(level);
    result.z_level = z_level;
    const detail::RatingTable table(ratings, static_cast<std::size_t>(categories));
    result.unweighted = detail::weighted_kappa(table, detail::Distance::unequal, z_level);
    result.linear = detail::weighted_kappa(table, detail::Distance::steps, z_level);
    result.quadratic = detail::weighted_kappa(table, detail::Distance::squared_steps, z_level);
    return result;
}

/// One form of the intraclass correlation, with the test that it is 0.
struct IntraclassForm {
    Number icc;
    Number f;
    Number df1;
    Number df2;
    Number p;
    Interval interval;

    static constexpr auto fields() {
        using F = IntraclassForm;
        return field_list(field("icc", &F::icc, "the form's formula over mean squares"),
                          field("f", &F::f, "msr / msw, or msr / mse in the two-way forms"),
                          field("df1", &F::df1, "n - 1"),
                          field("df2", &F::df2, "degrees of freedom of the divisor"),
                          field("p", &F::p, "P(F > f)"),
                          field("interval", &F::interval, "from quantiles of F"));
    }
};

/// Agreement of raters on scores.
struct IntraclassCorrelation {
    std::int64_t n = 0;
    std::int64_t raters = 0;
    Number msr;
    Number msc;
    Number mse;
    Number msw;
    Number df_agreement;
    IntraclassForm icc_1_1;
    IntraclassForm icc_2_1;
    IntraclassForm icc_3_1;
    IntraclassForm icc_1_k;
    IntraclassForm icc_2_k;
    IntraclassForm icc_3_k;
    std::string_view method =
        "Shrout & Fleiss (1979); limits of the agreement forms by McGraw & Wong (1996), stepped up "
        "by Spearman-Brown";

    static constexpr auto fields() {
        using I = IntraclassCorrelation;
        return field_list(
            field("n", &I::n, "learners scored by every rater"),
            field("raters", &I::raters, "raters"),
            field("msr", &I::msr, "mean square between learners"),
            field("msc", &I::msc, "mean square between raters"),
            field("mse", &I::mse, "mean square of what is left"),
            field("msw", &I::msw, "(msc + (n - 1) * mse) / n"),
            field("df_agreement", &I::df_agreement,
                  "Satterthwaite's degrees of freedom for the limits of icc_2_1"),
            field("icc_1_1", &I::icc_1_1, "(msr - msw) / (msr + (raters - 1) * msw)"),
            field("icc_2_1", &I::icc_2_1,
                  "(msr - mse) / (msr + (raters - 1) * mse + raters * (msc - mse) / n)"),
            field("icc_3_1", &I::icc_3_1, "(msr - mse) / (msr + (raters - 1) * mse)"),
            field("icc_1_k", &I::icc_1_k, "(msr - msw) / msr"),
            field("icc_2_k", &I::icc_2_k, "(msr - mse) / (msr + (msc - mse) / n)"),
            field("icc_3_k", &I::icc_3_k, "(msr - mse) / msr"),
            field("method", &I::method, "what was done"));
    }
};

namespace detail {

/// Sums of squares of a full table of learners and raters.
struct TwoWaySquares {
    double learners = 0.0;
    double raters = 0.0;
    double rest = 0.0;
};

/// The rows of which no rating is missing.
inline std::vector<double> complete_rows(Values ratings, std::size_t raters) {
    std::vector<double> kept;
    kept.reserve(ratings.size());
    for (std::size_t at = 0; at < ratings.size(); at += raters) {
        const Values row = ratings.subspan(at, raters);
        bool is_complete = true;
        for (const double rating : row)
            is_complete = is_complete && !is_missing(rating);
        if (is_complete) kept.insert(kept.end(), row.begin(), row.end());
    }
    return kept;
}

/// Takes the grand mean out, then each rater's and each learner's, and squares what each took.
inline TwoWaySquares two_way_squares(std::vector<double> table, std::size_t raters) {
    const std::size_t learners = table.size() / raters;
    double farthest = 0.0;
    for (const double rating : table)
        farthest = std::fmax(farthest, std::fabs(rating));
    const double middle = mean_of(table);
    for (double& rating : table)
        rating -= middle;

    TwoWaySquares squares;
    std::vector<double> column(learners);
    for (std::size_t j = 0; j < raters; ++j) {
        for (std::size_t i = 0; i < learners; ++i)
            column[i] = table[i * raters + j];
        const double mean = mean_of(column);
        squares.raters += mean * mean * static_cast<double>(learners);
        for (std::size_t i = 0; i < learners; ++i)
            table[i * raters + j] -= mean;
    }
    for (std::size_t i = 0; i < learners; ++i) {
        const Values row(table.data() + i * raters, raters);
        const double mean = mean_of(row);
        squares.learners += mean * mean * static_cast<double>(raters);
        for (const double rest : row)
            squares.rest += (rest - mean) * (rest - mean);
    }
    // What the rounding of the ratings alone can leave is nothing.
    const double unit = 4.0 * std::numeric_limits<double>::epsilon() * farthest;
    const double nothing = static_cast<double>(table.size()) * unit * unit;
    for (double* sum : {&squares.learners, &squares.raters, &squares.rest})
        if (*sum <= nothing) *sum = 0.0;
    return squares;
}

inline IntraclassForm no_form(Reason reason) {
    return {reason, reason, reason, reason, reason, Interval::none(reason)};
}

/// The F test of a form, and F over and times its quantiles for the limits.
struct VarianceRatio {
    Number f;
    double df1;
    double df2;
    Number low;
    Number high;
};
inline VarianceRatio variance_ratio(double between, double rest, double df1, double df2,
                                    double level) {
    VarianceRatio test{ratio(between, rest), df1, df2, {}, {}};
    const double upper = 1.0 - (1.0 - level) / 2.0;
    test.low = ratio(test.f, f_quantile(upper, df1, df2));
    test.high = test.f ? Number(*test.f * f_quantile(upper, df2, df1)) : test.f;
    return test;
}

inline IntraclassForm form_of(Number icc, const VarianceRatio& test) {
    IntraclassForm form{icc, test.f, test.df1, test.df2, test.f, Interval::none(test.f.reason())};
    if (test.f) form.p = f_upper(*test.f, test.df1, test.df2);
    return form;
}
/// (F - 1) / (F + k - 1), for one rater out of k.
inline Number single_limit(const Number& f, double raters) {
    return f ? ratio(*f - 1.0, *f + raters - 1.0) : f;
}
/// 1 - 1 / F, for the mean of the raters.
inline Number average_limit(const Number& f) {
    return f ? ratio(*f - 1.0, f) : f;
}

/// The limit for one rater turned into that for the mean of k (Spearman-Brown); none where that
/// passes through infinity, because the single limit lies below -1 / (k - 1).
inline Number stepped_up(const Number& single, double raters) {
    if (!single) return single;
    const double divisor = 1.0 + (raters - 1.0) * *single;
    return divisor > 0.0 ? Number(raters * *single / divisor) : Number(Reason::not_estimable);
}

/// The two-way forms of absolute agreement, which have their own limits.
inline void add_agreement_forms(IntraclassCorrelation& result, const VarianceRatio& test,
                                double level) {
    const double n = static_cast<double>(result.n);
    const double k = static_cast<double>(result.raters);
    const double msr = *result.msr;
    const double msc = *result.msc;
    const double mse = *result.mse;
    const Number single = ratio(msr - mse, msr + (k - 1.0) * mse + k * (msc - mse) / n);
    result.icc_2_1 = form_of(single, test);
    result.icc_2_k = form_of(ratio(msr - mse, msr + (msc - mse) / n), test);
    const auto refuse = [&](Reason reason) {
        result.df_agreement = reason;
        result.icc_2_1.interval = result.icc_2_k.interval = Interval::none(reason);
    };
    if (!single) return refuse(single.reason());
    if (*single >= 1.0) return refuse(Reason::no_variation);

    const double a = k * *single / (n * (1.0 - *single)) * msc;
    const double b = (1.0 + k * *single * (n - 1.0) / (n * (1.0 - *single))) * mse;
    const Number df = ratio((a + b) * (a + b), a * a / (k - 1.0) + b * b / ((n - 1.0) * (k - 1.0)));
    if (!df || *df <= 0.0) return refuse(Reason::not_estimable);
    result.df_agreement = df;
    const double upper = 1.0 - (1.0 - level) / 2.0;
    const double low = f_quantile(upper, n - 1.0, *df);
    const double high = f_quantile(upper, *df, n - 1.0);
    const double shared = k * msc + (k * n - k - n) * mse;
    result.icc_2_1.interval = {ratio(n * (msr - low * mse), low * shared + n * msr),
                               ratio(n * (high * msr - mse), shared + n * high * msr)};
    result.icc_2_k.interval = {stepped_up(result.icc_2_1.interval.low, k),
                               stepped_up(result.icc_2_1.interval.high, k)};
}

inline void add_f_forms(IntraclassForm& single, IntraclassForm& average, double msr, double rest,
                        double raters, const VarianceRatio& test) {
    single = form_of(ratio(msr - rest, msr + (raters - 1.0) * rest), test);
    average = form_of(ratio(msr - rest, msr), test);
    if (!test.f) return;
    single.interval = {single_limit(test.low, raters), single_limit(test.high, raters)};
    average.interval = {average_limit(test.low), average_limit(test.high)};
}

inline IntraclassCorrelation no_intraclass(std::int64_t n, std::int64_t raters, Reason reason) {
    IntraclassCorrelation result;
    result.n = n;
    result.raters = raters;
    result.msr = result.msc = result.mse = result.msw = result.df_agreement = reason;
    result.icc_1_1 = result.icc_2_1 = result.icc_3_1 = no_form(reason);
    result.icc_1_k = result.icc_2_k = result.icc_3_k = no_form(reason);
    return result;
}

}  // namespace detail

/// The intraclass correlations of `raters` who each scored every learner.
///
/// `ratings` is row-major: all raters' scores of the first learner, then of the second. Forms of
/// Shrout & Fleiss (1979): `icc_1` for raters who differ from learner to learner, `icc_2` for
/// absolute agreement of raters drawn from many, `icc_3` for consistency of these raters (a
/// constant offset does not count); `_1` is the reliability of one rater, `_k` of the mean of all.
/// Negative values are not cut. Limits from F; those of `icc_2_1` by McGraw & Wong (1996), those of
/// `icc_2_k` by Spearman-Brown from them, as psych does (irr differs by up to 0.06); a lower limit
/// that would pass through infinity is `not_estimable`. The test of each form is F on its own mean
/// squares (irr tests `icc_2` on Satterthwaite's degrees of freedom instead). Learners with a
/// missing score are left out. Fewer than two learners: `too_few`; one rater, or a ragged table:
/// `invalid_argument`; no error variance at all: `icc` is given, F and its limits are
/// `undefined_ratio`. O(n raters).
inline IntraclassCorrelation intraclass_correlation(Values ratings, std::int64_t raters,
                                                    double level = 0.95) {
    const bool valid = raters >= 2 && is_level(level) &&
                       ratings.size() % static_cast<std::size_t>(raters) == 0 &&
                       !has_infinite(ratings);
    if (!valid) return detail::no_intraclass(0, raters, Reason::invalid_argument);
    const auto width = static_cast<std::size_t>(raters);
    std::vector<double> table = detail::complete_rows(ratings, width);
    const auto learners = static_cast<std::int64_t>(table.size() / width);
    if (learners < 2) return detail::no_intraclass(learners, raters, Reason::too_few);

    const double n = static_cast<double>(learners);
    const double k = static_cast<double>(raters);
    const detail::TwoWaySquares squares = detail::two_way_squares(std::move(table), width);
    IntraclassCorrelation result;
    result.n = learners;
    result.raters = raters;
    const double msr = squares.learners / (n - 1.0);
    const double mse = squares.rest / ((n - 1.0) * (k - 1.0));
    const double msw = (squares.raters + squares.rest) / (n * (k - 1.0));
    result.msr = msr;
    result.msc = squares.raters / (k - 1.0);
    result.mse = mse;
    result.msw = msw;
    if (!result.msr || !result.msc || !result.mse || !result.msw)
        return detail::no_intraclass(learners, raters, Reason::not_estimable);
    const auto one_way = detail::variance_ratio(msr, msw, n - 1.0, n * (k - 1.0), level);
    const auto two_way = detail::variance_ratio(msr, mse, n - 1.0, (n - 1.0) * (k - 1.0), level);
    detail::add_f_forms(result.icc_1_1, result.icc_1_k, msr, msw, k, one_way);
    detail::add_f_forms(result.icc_3_1, result.icc_3_k, msr, mse, k, two_way);
    detail::add_agreement_forms(result, two_way, level);
    return result;
}

}  // namespace effaith::stats
