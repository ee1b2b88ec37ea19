// The trend of values over days, by every method here.
#pragma once

#include <cstdint>
#include <string_view>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/ols.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/siegel.hpp"
#include "effaith/stats/theil_sen.hpp"

namespace effaith::stats {

/// What trend() answers.
struct Trend {
    std::int64_t n = 0;
    OlsTrend ols;
    TheilSen theil_sen;
    Siegel siegel;
    Kendall kendall;
    MannKendall mann_kendall;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &Trend::n, "pairs of a day and a value, neither missing"),
            field("ols", &Trend::ols, "line of least squares"),
            field("theil_sen", &Trend::theil_sen, "median of the slopes between points"),
            field("siegel", &Trend::siegel, "repeated medians of slopes"),
            field("kendall", &Trend::kendall, "rank correlation of day and value"),
            field("mann_kendall", &Trend::mann_kendall, "test of a trend in the order of days"),
            field("method", &Trend::method, "what was done"));
    }
};

/// ols_trend(), theil_sen(), siegel(), kendall() and mann_kendall() of the same days and values,
/// which see for what each is for. Pairs with a missing half are dropped. Orders are worked once.
/// O(n^2) for Siegel's line, O(n log n) expected for all else.
inline Trend trend(Values day, Values value, double level = 0.95) {
    Trend t;
    t.method = "least squares, Theil-Sen, Siegel, Kendall and Mann-Kendall";
    if (!are_pairs(day, value) || !is_level(level)) {
        t.ols = ols_without(Reason::invalid_argument);
        t.theil_sen = theil_sen_without(Reason::invalid_argument);
        t.siegel = siegel_without(Reason::invalid_argument);
        t.kendall = kendall_without(Reason::invalid_argument);
        t.mann_kendall = mann_kendall_of(t.kendall);
        return t;
    }
    const Pairs kept = complete_pairs(day, value);
    const Concordance c = concordance(kept.x, kept.y);
    t.n = c.n;
    t.ols = ols_of(kept, level);
    t.theil_sen = theil_sen_of(kept, c, level);
    t.siegel = siegel_of(kept);
    t.kendall = kendall_of(c);
    t.mann_kendall = mann_kendall_of(t.kendall);
    return t;
}

}  // namespace effaith::stats
