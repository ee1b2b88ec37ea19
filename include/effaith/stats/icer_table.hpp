// Several ways of spending money side by side: which are worth a thought, and what each step costs.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

#include "effaith/stats/cost_effectiveness.hpp"

namespace effaith::stats {

/// What an alternative is, among all.
enum class Standing : std::uint8_t {
    cheapest,             ///< the start of the table: nothing costs less
    worth_considering,    ///< on the frontier: a unit of effect has the price `icer`
    dominated,            ///< another costs no more and has no less effect, and is better in one
    extendedly_dominated  ///< a mixture of two others has its effect for less money
};
template <>
struct WordNames<Standing> {
    static constexpr std::array<std::string_view, 4> names{"cheapest", "worth_considering",
                                                           "dominated", "extendedly_dominated"};
};

/// One alternative, in order of cost.
struct IcerRow {
    std::int64_t alternative = 0;
    Number cost;
    Number effect;
    Choice<Standing> standing;
    Number compared_with;
    Number delta_cost;
    Number delta_effect;
    Number icer;
    Number delta_cost_cheapest;
    Number delta_effect_cheapest;
    Choice<Quadrant> quadrant_cheapest;
    Number icer_cheapest;

    static constexpr auto fields() {
        return field_list(
            field("alternative", &IcerRow::alternative, "its place in what was given, from 0"),
            field("cost", &IcerRow::cost, "mean cost of a learner"),
            field("effect", &IcerRow::effect, "mean effect"),
            field("standing", &IcerRow::standing, "by dominance among all alternatives"),
            field("compared_with", &IcerRow::compared_with,
                  "the next cheaper alternative worth considering; of a dominated one, what "
                  "dominates it"),
            field("delta_cost", &IcerRow::delta_cost, "cost less that of compared_with"),
            field("delta_effect", &IcerRow::delta_effect, "effect less that of compared_with"),
            field("icer", &IcerRow::icer, "delta_cost / delta_effect"),
            field("delta_cost_cheapest", &IcerRow::delta_cost_cheapest,
                  "cost less that of the cheapest"),
            field("delta_effect_cheapest", &IcerRow::delta_effect_cheapest,
                  "effect less that of the cheapest"),
            field("quadrant_cheapest", &IcerRow::quadrant_cheapest,
                  "signs of the differences from the cheapest"),
            field("icer_cheapest", &IcerRow::icer_cheapest,
                  "delta_cost_cheapest / delta_effect_cheapest"));
    }
};

struct IcerTable {
    std::int64_t n = 0;
    Choice<YesNo> comparable;
    std::vector<IcerRow> rows;
    std::string_view method =
        "alternatives in order of cost; simple and extended dominance; each step's own ratio";

    static constexpr auto fields() {
        return field_list(field("n", &IcerTable::n, "alternatives with a cost and an effect"),
                          field("comparable", &IcerTable::comparable, "two or more to choose from"),
                          field("rows", &IcerTable::rows, "each alternative, the cheapest first"),
                          field("method", &IcerTable::method, ""));
    }
};

namespace cost_detail {

/// Places of the frontier among rows in order of cost: effects rise, and so do the steps' ratios.
inline std::vector<std::size_t> frontier_of(std::vector<IcerRow>& rows) {
    const auto slope_falls = [&](std::size_t a, std::size_t b, std::size_t c) {
        return (*rows[c].cost - *rows[b].cost) * (*rows[b].effect - *rows[a].effect) <
               (*rows[b].cost - *rows[a].cost) * (*rows[c].effect - *rows[b].effect);
    };
    std::vector<std::size_t> frontier;
    double best = 0.0;
    std::size_t best_at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && *rows[i].effect <= best) {
            rows[i].standing = Standing::dominated;
            rows[i].compared_with = static_cast<double>(rows[best_at].alternative);
            continue;
        }
        best = *rows[i].effect;
        best_at = i;
        while (frontier.size() >= 2 &&
               slope_falls(frontier[frontier.size() - 2], frontier.back(), i)) {
            rows[frontier.back()].standing = Standing::extendedly_dominated;
            frontier.pop_back();
        }
        rows[i].standing = i == 0 ? Standing::cheapest : Standing::worth_considering;
        frontier.push_back(i);
    }
    return frontier;
}

inline void compare(IcerRow& row, const IcerRow& other) {
    row.compared_with = static_cast<double>(other.alternative);
    row.delta_cost = *row.cost - *other.cost;
    row.delta_effect = *row.effect - *other.effect;
    row.icer = incremental_ratio(*row.delta_cost, *row.delta_effect);
}

inline void compare_with_cheapest(IcerRow& row, const IcerRow& cheapest) {
    row.delta_cost_cheapest = *row.cost - *cheapest.cost;
    row.delta_effect_cheapest = *row.effect - *cheapest.effect;
    row.quadrant_cheapest = quadrant_of(*row.delta_cost_cheapest, *row.delta_effect_cheapest);
    row.icer_cheapest = incremental_ratio(*row.delta_cost_cheapest, *row.delta_effect_cheapest);
}

}  // namespace cost_detail

/// Alternatives (mean cost and mean effect each) in order of cost, dearer ones against cheaper
/// ones.
///
/// One that costs no less and gains no more than another is `dominated`. Of the rest, one whose
/// step costs more a unit than the step after it is `extendedly_dominated`: money spent on a mix of
/// its neighbours buys more (Johannesson & Weinstein 1993). What is left is the frontier, where the
/// price of a unit of effect rises from step to step, and only there `icer` exists, each against
/// the one before. A dominated row has no ratio (`not_applicable`), only what dominates it; every
/// row has its differences, quadrant and ratio against the cheapest. Equal ones keep their order,
/// and the later is dominated. Figures are means: the table says nothing about chance. A row that
/// lacks a value is left out. O(n log n).
inline IcerTable icer_table(Values cost, Values effect) {
    if (!cost_detail::valid_costs(cost, effect))
        return no_answer<IcerTable>(Reason::invalid_argument);
    IcerTable table;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (is_missing(cost[i]) || is_missing(effect[i])) continue;
        IcerRow row = no_answer<IcerRow>(Reason::not_applicable);
        row.alternative = static_cast<std::int64_t>(i);
        row.cost = cost[i];
        row.effect = effect[i];
        table.rows.push_back(row);
    }
    table.n = static_cast<std::int64_t>(table.rows.size());
    table.comparable = table.n < 2 ? Flag(Reason::too_few) : flag(true);
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const IcerRow& a, const IcerRow& b) {
        return *a.cost != *b.cost ? *a.cost < *b.cost : *a.effect > *b.effect;
    });
    const std::vector<std::size_t> frontier = cost_detail::frontier_of(table.rows);
    for (std::size_t i = 1; i < frontier.size(); ++i)
        cost_detail::compare(table.rows[frontier[i]], table.rows[frontier[i - 1]]);
    for (std::size_t i = 1; i < table.rows.size(); ++i)
        cost_detail::compare_with_cheapest(table.rows[i], table.rows.front());
    return table;
}

}  // namespace effaith::stats
