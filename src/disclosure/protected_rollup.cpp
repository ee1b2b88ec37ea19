// Tables of counts with some hidden, and the figures of a roll-up as they may be published.
#include <algorithm>

#include "disclosure/pattern.hpp"
#include "disclosure/published_figures.hpp"
#include "disclosure/report.hpp"
#include "disclosure/rounded_figure.hpp"
#include "effaith/disclosure.hpp"

namespace effaith {
namespace {

using disclosure::kTotal;
using disclosure::Precision;
using disclosure::PublishedFigure;
using disclosure::rounded;
using disclosure::suppressed;

}  // namespace

FigureValue ProtectedRollup::figure(std::size_t row, std::size_t figure) const {
    const PublishedFigure& published = disclosure::published_figures()[figure];
    if ((parts_[row] & published.gives_away) != 0) return suppressed();
    const GroupFigure& of = group_figures()[figure];
    if (costs_withheld_ && of.is_cost) return {};
    const GroupTotals& totals = *rows_[row].totals;
    const FigureValue value = shown(of, totals, rollup_->redacts_rates());
    if (value.is_none()) return value;
    const std::int64_t basis =
        published.basis == nullptr ? totals.records() : published.basis(totals);
    if (published.basis != nullptr && basis > 0 && basis < rules_.threshold) return suppressed();
    return rules_.rounding == Rounding::none ? value : rounded(value, published.precision, basis);
}

FigureValue ProtectedRollup::carried_n(std::size_t row, std::size_t column) const {
    if ((parts_[row] & kTotal) != 0 || carried_[row][column] != 0) return suppressed();
    const FigureValue n =
        FigureValue::of(rows_[row].totals->carried_at(rollup_->numeric_columns()[column]).n);
    return rules_.rounding == Rounding::none ? n : rounded(n, Precision::count, 0);
}

FigureValue ProtectedRollup::carried_mean(std::size_t row, std::size_t column) const {
    if ((parts_[row] & kTotal) != 0 || carried_[row][column] != 0) return suppressed();
    const CarriedTotal total = rows_[row].totals->carried_at(rollup_->numeric_columns()[column]);
    const FigureValue mean = effaith::carried_mean(total);
    if (mean.is_none() || rules_.rounding == Rounding::none) return mean;
    return rounded(mean, Precision::mean, total.n);
}

FigureValue ProtectedRollup::total() const {
    if (hides_total_) return suppressed();
    const FigureValue n = FigureValue::of(rollup_->n_analysed() - rollup_->n_comparison());
    return rules_.rounding == Rounding::none ? n : rounded(n, Precision::count, 0);
}

bool ProtectedRollup::hides_row(std::size_t row) const {
    return (parts_[row] & kTotal) != 0;
}

bool ProtectedRollup::hides_any(std::size_t row) const {
    return parts_[row] != 0 ||
           std::find(carried_[row].begin(), carried_[row].end(), 1) != carried_[row].end();
}

void add(DisclosureReport& report, const DisclosureReport& other) {
    report.threshold = other.threshold;
    report.rows += other.rows;
    report.rows_hidden += other.rows_hidden;
    report.counts += other.counts;
    report.counts_hidden += other.counts_hidden;
    report.sensitive += other.sensitive;
    report.learners_hidden = std::max(report.learners_hidden, other.learners_hidden);
    if (other.narrowest)
        report.narrowest = std::min(report.narrowest.value_or(*other.narrowest), *other.narrowest);
    report.narrow += other.narrow;
    report.known += other.known;
    report.class_disclosure += other.class_disclosure;
    report.learners_known = report.learners_known && other.learners_known;
    report.conservative = report.conservative || other.conservative;
    report.additive = report.additive && other.additive;
}

Result<ProtectedCounts> protect_counts(CountTable table, const DisclosureRules& rules,
                                       const std::vector<std::int64_t>& learners) {
    if (const Status sums = check_sums(table); !sums) return sums.error();
    if (const Status usable = disclosure::check_rules(rules); !usable) return usable.error();
    if (!learners.empty() && learners.size() != table.cells())
        return Error{ErrorCode::invalid_argument, "learners has another size than the table.", ""};
    disclosure::PatternTask task;
    task.threshold = rules.threshold;
    task.weights = learners.empty() ? table.counts : learners;
    task.locked.assign(table.cells(), 0);
    task.sensitive.assign(table.cells(), 0);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::int64_t total = table.counts[table.cell(row, 0)];
        for (std::size_t column = 0; column < table.width(); ++column) {
            const std::size_t cell = table.cell(row, column);
            const bool few = task.weights[cell] > 0 && task.weights[cell] < rules.threshold;
            const bool all =
                rules.hide_class && column > 0 && total > 0 && table.counts[cell] == total;
            task.sensitive[cell] = few || all ? 1 : 0;
        }
    }
    task.table = table;
    ProtectedCounts out;
    out.table = std::move(table);
    out.sensitive = task.sensitive;
    out.table.hidden = disclosure::find_pattern(task).hidden;
    out.report.threshold = rules.threshold;
    disclosure::report_counts(out.table, out.sensitive, task.weights, rules, out.report);
    return out;
}

}  // namespace effaith
