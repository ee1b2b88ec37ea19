// Many tests at once: how much of what looks like an effect is one.
//
// Of twenty interventions that do nothing, one has p below 0.05. Adjusted p values keep the
// expected share of false findings among all findings at the level they are read at.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// One test: its p beside the adjusted one.
struct AdjustedP {
    std::int64_t test = 0;
    Number p;
    Number p_adjusted;

    static constexpr auto fields() {
        return field_list(
            field("test", &AdjustedP::test, "place in the array, from 0"),
            field("p", &AdjustedP::p, "p as it came"),
            field("p_adjusted", &AdjustedP::p_adjusted,
                  "the least, of this p and all larger ones, of p times tests over rank"));
    }
};

struct AdjustedPs {
    std::int64_t n = 0;
    std::vector<AdjustedP> tests;
    std::string_view method = "false discovery rate of Benjamini & Hochberg (1995)";

    static constexpr auto fields() {
        return field_list(field("n", &AdjustedPs::n, "tests with a p"),
                          field("tests", &AdjustedPs::tests, "each test, in the order given"),
                          field("method", &AdjustedPs::method, "what was done"));
    }
};

/// p values adjusted for the false discovery rate (Benjamini & Hochberg 1995).
///
/// Of n sorted p values the k-th becomes the least of n p / k of itself and all larger ones, at
/// most
/// 1. Right for tests that are independent or go together (one school's interventions do); it is no
/// guard against choosing afterwards which tests to count, so give it all of them. A missing p
/// stays missing (`not_estimable`) and does not count. A p outside 0 to 1: `invalid_argument` in
/// every figure. Equal to R's p.adjust(method = "BH"). O(n log n).
inline AdjustedPs benjamini_hochberg(Values p) {
    AdjustedPs result;
    result.tests.resize(p.size());
    std::vector<std::size_t> order;
    bool valid = true;
    for (std::size_t i = 0; i < p.size(); ++i) {
        result.tests[i].test = static_cast<std::int64_t>(i);
        if (is_missing(p[i])) continue;
        valid = valid && p[i] >= 0.0 && p[i] <= 1.0;
        result.tests[i].p = p[i];
        order.push_back(i);
    }
    if (!valid) {
        for (AdjustedP& test : result.tests)
            test.p = test.p_adjusted = Reason::invalid_argument;
        return result;
    }
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
    result.n = static_cast<std::int64_t>(order.size());
    const double n = static_cast<double>(order.size());
    double least = 1.0;
    double rank = n;
    for (const std::size_t i : order) {
        least = std::min(least, p[i] * (n / rank));  // so never below p itself
        result.tests[i].p_adjusted = least;
        rank -= 1.0;
    }
    return result;
}

}  // namespace effaith::stats
