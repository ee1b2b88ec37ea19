// Evidence as one flat row: what frames and CSV show of a group and a measure.
//
// A column for each figure, named by its path (`paired.t_test.p`), the same that reasons and
// workings name it by. Texts that say how (`method`) and lists by school are in the JSON alone.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "effaith/evidence.hpp"
#include "effaith/stats/explain.hpp"

namespace effaith {

struct Leaf {
    enum class Kind : std::uint8_t { whole, real, word };
    std::string path;
    Kind kind = Kind::real;
    stats::FigureOf value;
};

namespace leaves {

template <class Value>
constexpr Leaf::Kind kind_of() {
    if constexpr (std::is_same_v<Value, std::int64_t>) return Leaf::Kind::whole;
    if constexpr (std::is_same_v<Value, stats::Number>) return Leaf::Kind::real;
    return Leaf::Kind::word;
}

template <class Value>
void add(std::vector<Leaf>& out, std::string path, const Value& value) {
    if constexpr (stats::HasFields<Value>) {
        stats::for_each_value(value, [&](const auto& field, const auto& member) {
            const std::string prefix = path.empty() ? path : path + ".";
            add(out, prefix + std::string(field.name), member);
        });
    } else if constexpr (!stats::kIsRows<Value> && !std::is_same_v<Value, std::string_view>) {
        out.push_back({std::move(path), kind_of<Value>(), stats::figure_of(value)});
    }
}

}  // namespace leaves

/// The figures of a group and of one of its measures; without a measure these have no values.
inline std::vector<Leaf> leaves_of(const EvidenceRow& row, const MeasureEvidence* measure) {
    std::vector<Leaf> out;
    leaves::add(out, "", row.counts);
    leaves::add(out, "outcomes", row.outcomes);
    const std::size_t of_group = out.size();
    leaves::add(out, "", measure == nullptr ? MeasureEvidence{} : *measure);
    for (std::size_t i = of_group; measure == nullptr && i < out.size(); ++i)
        out[i].value = stats::Reason::too_few;
    return out;
}

/// Calls `visit(row, measure)` for each line of a flat table: a group and a measure, or a group
/// without any.
template <class Visit>
void for_each_line(const std::vector<EvidenceRow>& rows, Visit&& visit) {
    for (const EvidenceRow& row : rows) {
        if (row.measures.empty()) visit(row, static_cast<const MeasureEvidence*>(nullptr));
        for (const MeasureEvidence& measure : row.measures)
            visit(row, &measure);
    }
}

}  // namespace effaith
