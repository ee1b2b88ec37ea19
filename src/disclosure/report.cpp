#include "disclosure/report.hpp"

#include <algorithm>

namespace effaith::disclosure {
namespace {

/// What the naive attacker finds of the hidden counts.
void report_ranges(const CountTable& table, const DisclosureRules& rules,
                   const std::vector<char>& shown, DisclosureReport& report) {
    const auto ranges = attack(table);
    if (!ranges) return;
    for (const CountRange& range : *ranges) {
        if (!shown.empty() && shown[range.cell / table.width()] == 0) continue;
        if (!range.is_wide(rules.threshold)) ++report.narrow;
        if (!range.greatest) continue;
        const std::int64_t width = *range.greatest - range.least;
        report.narrowest = std::min(report.narrowest.value_or(width), width);
    }
}

/// The sensitive counts that one who knows the rule knows.
void report_known(const CountTable& table, const std::vector<char>& sensitive,
                  const DisclosureRules& rules, DisclosureReport& report) {
    std::vector<char> small(table.cells(), 0);
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        const std::int64_t count = table.counts[cell];
        small[cell] = sensitive[cell] != 0 && count > 0 && count < rules.threshold ? 1 : 0;
    }
    std::vector<char> known(table.cells(), 0);
    for (const Attacker attacker : {Attacker::informed, Attacker::informed_strict}) {
        // Where a nought is hidden the strict attacker is wrong, and knows nothing for certain.
        const auto ranges = attack(table, attacker, small, rules.threshold);
        if (!ranges) continue;
        for (const CountRange& range : *ranges) {
            if (small[range.cell] != 0 && range.is_exact()) known[range.cell] = 1;
        }
    }
    report.known += std::count(known.begin(), known.end(), 1);
}

}  // namespace

Status check_rules(const DisclosureRules& rules) {
    constexpr std::int64_t kMost = 1000;
    if (rules.threshold >= 2 && rules.threshold <= kMost) return Done{};
    return Error{ErrorCode::invalid_argument,
                 "The threshold of disclosure control is 2 to 1000; found " +
                     std::to_string(rules.threshold) + ".",
                 "threshold"};
}

void report_counts(const CountTable& table, const std::vector<char>& sensitive,
                   const std::vector<std::int64_t>& learners, const DisclosureRules& rules,
                   DisclosureReport& report, const std::vector<char>& shown) {
    std::vector<char> inner(table.rows(), 0);
    for (const std::int32_t parent : table.parents) {
        if (parent >= 0) inner[static_cast<std::size_t>(parent)] = 1;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!shown.empty() && shown[row] == 0) continue;
        ++report.rows;
        const std::size_t total = table.cell(row, 0);
        if (table.hidden[total] != 0) {
            ++report.rows_hidden;
            if (inner[row] == 0) report.learners_hidden += learners[total];
        }
        bool of_one_kind = false;
        for (std::size_t column = 0; column < table.width(); ++column) {
            const std::size_t cell = table.cell(row, column);
            ++report.counts;
            report.counts_hidden += table.hidden[cell] != 0 ? 1 : 0;
            report.sensitive += sensitive[cell] != 0 ? 1 : 0;
            const bool all = column > 0 && table.counts[cell] > 0 && table.hidden[cell] == 0 &&
                             table.counts[cell] == table.counts[total];
            of_one_kind = of_one_kind || all;
        }
        report.class_disclosure += of_one_kind ? 1 : 0;
    }
    report_ranges(table, rules, shown, report);
    report_known(table, sensitive, rules, report);
}

}  // namespace effaith::disclosure
