#include "columns/analysis_feeder.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "columns/arrow_value.hpp"
#include "columns/lanes.hpp"
#include "columns/plain_uses.hpp"
#include "columns/wide.hpp"
#include "effaith/dosage.hpp"
#include "record_analyser.hpp"

namespace effaith {
namespace {

/// Where a plain record's figure comes from, by its name; the others are null.
template <class T>
struct LaneOf {
    std::string_view name;
    const Lane<T>* lane;
};

EFFAITH_WIDE void write_reals(double* out, const std::int64_t* raws, std::size_t rows,
                              double scale) {
    for (std::size_t row = 0; row < rows; ++row)
        out[row] = static_cast<double>(raws[row]) / scale;
}

/// Writes counts of smallest steps as the column's kind asks.
void write_counts(ArrowColumnBuilder& column, const ArrowField& field, std::int64_t places,
                  std::int64_t at, const Lane<std::int64_t>& raws, std::size_t rows) {
    if (field.kind == ArrowField::Kind::int64) {
        std::memcpy(column.integers() + at, raws.data(), rows * sizeof(std::int64_t));
    } else if (field.kind == ArrowField::Kind::decimal128) {
        column.set_decimals(at, raws.data(), rows);
    } else {
        write_reals(column.reals() + at, raws.data(), rows,
                    static_cast<double>(power_of_ten(static_cast<int>(places))));
    }
}

/// Makes null what no division gave.
void null_infinite(const Lane<double>& rates, std::size_t rows, ArrowColumnBuilder& column,
                   std::int64_t at) {
    for (std::size_t row = 0; row < rows; ++row) {
        if (std::isfinite(rates[row])) continue;
        column.reals()[at + static_cast<std::int64_t>(row)] = 0.0;
        column.set_null(at + static_cast<std::int64_t>(row));
    }
}

}  // namespace

std::vector<ArrowField> figure_fields(DecimalColumns decimals) {
    std::vector<ArrowField> fields;
    for (const RecordFigure& figure : kRecordFigures)
        fields.push_back(value_field(figure.name, figure.shape, decimals));
    return fields;
}

AnalysisFeeder::AnalysisFeeder(const Engine& engine, const Vocabulary& words, DateNotation dates,
                               const std::vector<ArrowField>& fields)
    : engine_(engine),
      fields_(fields),
      reader_(engine, words, dates),
      resolver_(engine, words, dates),
      quiet_(resolver_),
      uses_(common_uses(engine.config())) {
    use(uses_, CellUse::required, {Field::aim});
    // Their codes and the catalogue may call for an issue.
    use(uses_, CellUse::text,
        {Field::support_type, Field::intervention, Field::tier, Field::area_of_need,
         Field::year_group});
    choose_lanes();
}

void AnalysisFeeder::learn_schedules() {
    const ScheduleTable& known = resolver_.schedules();
    while (schedules_.size() < known.size()) {
        const auto next = static_cast<std::uint32_t>(schedules_.size());
        const Schedule& from = known.detail(next).schedule;
        ScheduleFigures& to = schedules_.emplace_back();
        to.school_days = from.school_days.raw();
        to.school_weeks = static_cast<double>(from.school_weeks.raw());
        to.least = static_cast<double>(from.sessions_min);
        to.most = static_cast<double>(from.sessions_max);
        if (!from.sessions_per_week || from.school_weeks.raw() == 0) continue;
        const Exact& rate = *from.sessions_per_week;
        to.week_num = *Exact(rate.numerator()).nearest();
        to.week_den = *Exact(rate.denominator()).nearest();
        to.sessions_per_week = rounded_to<Sessions>(rate).value_or(Sessions{}).raw();
        to.plain = true;
    }
}

/// Marks the records about which there would be something to say.
void AnalysisFeeder::mark_loud(CellBlock& cells) {
    struct Coded {
        CodeSet set;
        Field field;
    };
    constexpr std::array<Coded, 4> kCoded{{{CodeSet::area_of_need, Field::area_of_need},
                                           {CodeSet::tier, Field::tier},
                                           {CodeSet::year_group, Field::year_group},
                                           {CodeSet::support_type, Field::support_type}}};
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (plain_.rates[row] < 0.0) cells.mark(row);
    }
    mark_outside(quiet_.staff(), plain_.staff, cells);
    for (const Coded& coded : kCoded) {
        const auto* texts = cells.texts[index(coded.field)];
        if (texts != nullptr) mark_outside(quiet_.codes(coded.set, coded.field), *texts, cells);
    }
    const auto* support = cells.texts[index(Field::support_type)];
    const auto* intervention = cells.texts[index(Field::intervention)];
    // Without a catalogue nothing can differ from it.
    const bool comparable =
        !engine_.config().catalogue.empty() && intervention != nullptr && support != nullptr;
    for (std::size_t row = 0; comparable && row < cells.rows; ++row) {
        if (!quiet_.agree((*support)[row], (*intervention)[row])) cells.mark(row);
    }
}

/// Marks the records whose period begins on a day on which their text is not in order. Without
/// `days` every day is.
void AnalysisFeeder::mark_outside(const QuietDays* days, const Lane<std::uint32_t>& numbers,
                                  CellBlock& cells) {
    for (std::size_t row = 0; days != nullptr && row < cells.rows; ++row) {
        if (cells.unusual[row] != 0) continue;
        const std::int32_t day = resolver_.schedules().slot(plain_.schedule[row]).first_day;
        if (!days[numbers[row]].has(day)) cells.mark(row);
    }
}

void AnalysisFeeder::gather_schedules(CellBlock& cells) {
    learn_schedules();
    const ScheduleFigures harmless;
    const ScheduleFigures* all = schedules_.data();
    ScheduleLanes& to = schedule_lanes_;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const bool usual = cells.unusual[row] == 0;
        const ScheduleFigures& figures = usual ? all[plain_.schedule[row]] : harmless;
        if (usual && !figures.plain) cells.mark(row);
        to.week_num[row] = figures.week_num;
        to.week_den[row] = figures.week_den;
        to.least[row] = figures.least;
        to.most[row] = figures.most;
        to.sessions_per_week[row] = figures.sessions_per_week;
        to.school_days[row] = figures.school_days;
        to.school_weeks[row] = figures.school_weeks;
    }
}

/// Which lane has the values of each figure of a plain record; the others are null.
void AnalysisFeeder::choose_lanes() {
    const std::array<LaneOf<std::int64_t>, 15> counts{
        {{"sessions_per_week", &schedule_lanes_.sessions_per_week},
         {"school_days", &schedule_lanes_.school_days},
         {"school_weeks", &more_.school_weeks},
         {"sessions_scheduled", &more_.scheduled},
         {"sessions_scheduled_min", &more_.least},
         {"sessions_scheduled_max", &more_.most},
         {"sessions_attended", &figures_.attended},
         {"hours_planned", &figures_.hours_planned},
         {"hours_received", &figures_.hours_received},
         {"hours_per_week_planned", &more_.hours_per_week_planned},
         {"hours_per_week_received", &more_.hours_per_week_received},
         {"staff_hours", &figures_.staff_hours},
         {"staff_cost", &figures_.staff_cost},
         {"capital_cost", &figures_.capital_cost},
         {"total_cost", &more_.total_cost}}};
    const std::array<LaneOf<double>, 3> rates{
        {{"attendance_rate", &more_.attendance_rate},
         {"attendance_rate_min", &more_.attendance_rate_min},
         {"attendance_rate_max", &more_.attendance_rate_max}}};
    for (std::size_t i = 0; i < kRecordFigures.size(); ++i) {
        for (const auto& lane : counts) {
            if (lane.name == kRecordFigures[i].name) counts_[i] = lane.lane;
        }
        for (const auto& lane : rates) {
            if (lane.name == kRecordFigures[i].name) rates_[i] = lane.lane;
        }
    }
}

std::vector<bool> AnalysisFeeder::sleeping() const {
    std::vector<bool> sleeping;
    for (std::size_t i = 0; i < kRecordFigures.size(); ++i)
        sleeping.push_back(counts_[i] == nullptr && rates_[i] == nullptr);
    return sleeping;
}

void AnalysisFeeder::write(const CellBlock& cells, ArrowBatchBuilder& out, std::int64_t at) {
    for (std::size_t i = 0; i < kRecordFigures.size(); ++i) {
        ArrowColumnBuilder& column = out.column(i);
        if (counts_[i] != nullptr) {
            write_counts(column, fields_[i], kRecordFigures[i].shape.places, at, *counts_[i],
                         cells.rows);
        } else if (rates_[i] != nullptr) {
            std::memcpy(column.reals() + at, rates_[i]->data(), cells.rows * sizeof(double));
        } else if (!column.sleeps()) {
            column.set_nulls(at, static_cast<std::int64_t>(cells.rows));
        }
    }
    // Nothing divided by none is no rate. Where none are due at most, none are due at all.
    if (!has_zero(schedule_lanes_.least, cells.rows)) return;
    for (std::size_t i = 0; i < kRecordFigures.size(); ++i) {
        if (rates_[i] != nullptr) null_infinite(*rates_[i], cells.rows, out.column(i), at);
    }
}

/// The one warning that a record may have and still be plain.
void AnalysisFeeder::warn(const CellBlock& cells, std::int64_t first_row,
                          std::vector<RowIssue>& issues) {
    const Lane<double>& attended = *cells.quantities[kAttended];
    if (!any_above(attended, schedule_lanes_.most, cells.rows)) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (attended[row] <= schedule_lanes_.most[row] || cells.unusual[row] != 0) continue;
        issues.push_back({first_row + static_cast<std::int64_t>(row),
                          attended_exceeds(figures_.attended[row], more_.most[row])});
    }
}

void AnalysisFeeder::write_single(ArrowBatchBuilder& out, std::int64_t at, bool shown_at_all) {
    const bool redact = engine_.config().redact_rates;
    for (std::size_t i = 0; i < kRecordFigures.size(); ++i) {
        const FigureValue value =
            shown_at_all ? shown(kRecordFigures[i], analysis_, redact) : FigureValue{};
        write_value(out.column(i), fields_[i], at, value);
    }
}

void AnalysisFeeder::add(CellBlock& cells, RowTexts& texts, std::int64_t first_row,
                         std::span<const Duplicate> duplicates, ArrowBatchBuilder& out,
                         std::int64_t at, std::vector<RowIssue>& issues) {
    const auto begin = static_cast<std::ptrdiff_t>(issues.size());
    for (const Duplicate& duplicate : duplicates)
        cells.mark(static_cast<std::size_t>(duplicate.row - first_row));
    const bool complete = cells.has_quantities() && cells.present[index(Field::aim)] &&
                          cells.texts[index(Field::support_type)] != nullptr;
    if (complete && !engine_.config().redact_rates) {
        resolver_.resolve(cells, plain_);
        mark_large(cells, plain_, resolver_.largest_rates(), engine_.config().policy.cost_basis);
        mark_loud(cells);
        gather_schedules(cells);
        compute_lanes(cells, plain_, engine_.config().policy, figures_);
        compute_more_lanes(cells, plain_, figures_, schedule_lanes_, more_);
        write(cells, out, at);
        warn(cells, first_row, issues);
    } else {
        cells.mark_all();
    }
    if (!cells.any_unusual) return;
    auto duplicate = duplicates.begin();
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (cells.unusual[row] == 0) continue;
        const std::int64_t number = first_row + static_cast<std::int64_t>(row);
        analysis_.clear();
        reader_.read(texts.raw_record(row), record_, analysis_.issues);
        if (duplicate != duplicates.end() && duplicate->row == number) {
            analysis_.issues.add(IssueCode::duplicate_id, Field::id, record_.id,
                                 std::to_string(duplicate->first_row));
            ++duplicate;
        }
        engine_.analyse(record_, analysis_);
        out.set_valid(at + static_cast<std::int64_t>(row));
        write_single(out, at + static_cast<std::int64_t>(row), !analysis_.rejected());
        for (const Issue& issue : analysis_.issues.list())
            issues.push_back({number, issue});
    }
    std::stable_sort(issues.begin() + begin, issues.end(),
                     [](const RowIssue& a, const RowIssue& b) { return a.row < b.row; });
}

}  // namespace effaith
