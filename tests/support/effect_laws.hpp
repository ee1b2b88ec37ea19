// What the laws of effects have in common, of pairs and of two groups: scores shifted and scaled,
// figures near each other, and scores at which arithmetic breaks first.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "normal_dice.hpp"

namespace support {

using Scores = std::vector<double>;

inline Scores changed(Scores scores, double times, double plus) {
    for (double& score : scores)
        score = score * times + plus;
    return scores;
}

/// As coarse as a test with half marks, so that scores tie.
inline double to_halves(double score) {
    return std::round(score * 2.0) / 2.0;
}

/// So near as the larger of them, or 1, allows; or without a value for the same reason.
inline bool near(const effaith::stats::Number& a, const effaith::stats::Number& b,
                 double within = 1e-9) {
    if (!a || !b) return a.reason() == b.reason();
    return std::fabs(*a - *b) <= within * std::max({1.0, std::fabs(*a), std::fabs(*b)});
}

inline void check_near(const std::vector<effaith::stats::Number>& first,
                       const std::vector<effaith::stats::Number>& second, double within) {
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CAPTURE(i, *first[i], *second[i]);
        CHECK(near(first[i], second[i], within));
    }
}

template <class T>
bool is_finite_everywhere(const T& result) {
    bool fine = true;
    effaith::stats::for_each_value(result, [&](const auto&, const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (effaith::stats::HasFields<Value>) fine = fine && is_finite_everywhere(value);
        if constexpr (std::is_same_v<Value, effaith::stats::Number>)
            fine = fine && std::isfinite(*value);
    });
    return fine;
}

/// Scores that are zero, huge, tiny, tied, all but tied or missing.
inline Scores odd_scores(NormalDice& dice, std::size_t count) {
    const double kOdd[] = {0.0,   -0.0,   1e-308, -1e-308,    1e308, -1e308,
                           1.0,   1.0,    1.0,    1e15,       1e-15, 5e-324,
                           1e160, -1e160, 3.0,    1e6 + 1e-9, 1e6,   std::nan("")};
    Scores scores(count);
    for (double& score : scores)
        score = kOdd[dice.below(std::size(kOdd))];
    return scores;
}

}  // namespace support
