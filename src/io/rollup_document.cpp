// A roll-up as JSON, NDJSON, CSV and a table.
#include <algorithm>

#include "io/csv.hpp"
#include "io/document_parts.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

/// A roll-up as it may leave: its rows, and their figures with costs withheld where rates are
/// confidential.
class ShownRows {
  public:
    explicit ShownRows(const Rollup& rollup) : rows_(rollup.rows()), figures_(rollup) {}

    const std::vector<RollupRow>& rows() const { return rows_; }
    FigureValue figure(const GroupFigure& figure, const RollupRow& row) const {
        return figures_.of(figure, *row.totals);
    }

  private:
    std::vector<RollupRow> rows_;
    ShownFigures figures_;
};

/// What a reader of the rows has to know, as keys of the texts.
std::vector<std::string_view> warnings_of(const Rollup& rollup) {
    if (rollup.learners_known()) return {};
    return {"rollup.learners_unknown"};
}

void write_warnings(JsonWriter& json, const Rollup& rollup, const Language& language) {
    const std::vector<std::string_view> warnings = warnings_of(rollup);
    if (warnings.empty()) return;
    json.key("warnings");
    json.begin_list();
    for (const std::string_view warning : warnings)
        json.text(language.label("text", warning));
    json.end_list();
}

/// The n and mean of each column of numbers that the records carry.
void write_carried(JsonWriter& json, const Rollup& rollup, const GroupTotals& totals) {
    const std::vector<std::size_t> columns = rollup.numeric_columns();
    if (columns.empty()) return;
    json.key("carried");
    json.begin_object();
    for (const std::size_t column : columns) {
        const CarriedTotal total = totals.carried_at(column);
        json.key(rollup.column_name(column));
        json.begin_object();
        json.key("n");
        json.integer(total.n);
        json.key("mean");
        write_value(json, carried_mean(total));
        json.end_object();
    }
    json.end_object();
}

std::string rollup_json(const Engine& engine, const Rollup& rollup, const Language& language,
                        bool lines, const DocumentCounts& counts) {
    const ShownRows shown_rows(rollup);
    JsonWriter json;
    const auto head = [&] {
        json.key("by");
        json.begin_list();
        for (const std::string& name : rollup.by())
            json.text(name);
        json.end_list();
        write_provenance(json, engine);
        write_counts(json, counts);
        write_warnings(json, rollup, language);
    };
    json.begin_object();
    head();
    if (lines) {
        json.end_object();
        json.line();
        json.next_document();
    } else {
        json.key("rows");
        json.begin_list();
    }
    for (const RollupRow& row : shown_rows.rows()) {
        if (!lines) json.line();
        json.begin_object();
        json.key("group");
        json.begin_object();
        for (std::size_t i = 0; i < row.level; ++i) {
            json.key(rollup.by()[i]);
            row.key[i] ? json.text(*row.key[i]) : json.null();
        }
        json.end_object();
        json.key("level");
        json.integer(static_cast<std::int64_t>(row.level));
        for (const GroupFigure& figure : group_figures()) {
            json.key(figure.name);
            write_value(json, shown_rows.figure(figure, row));
        }
        write_carried(json, rollup, *row.totals);
        json.end_object();
        if (lines) {
            json.line();
            json.next_document();
        }
    }
    if (!lines) {
        json.line();
        json.end_list();
        json.end_object();
        json.line();
    }
    return json.take();
}

std::string rollup_csv(const Rollup& rollup) {
    const ShownRows shown_rows(rollup);
    std::string out;
    for (const std::string& name : rollup.by()) {
        append_csv_cell(out, name, true);
        out += ',';
    }
    out += "level";
    for (const GroupFigure& figure : group_figures())
        (out += ',') += figure.name;
    for (const std::size_t column : rollup.numeric_columns()) {
        for (const char* part : {" n", " mean"}) {
            out += ',';
            append_csv_cell(out, rollup.column_name(column) + part, true);
        }
    }
    out += "\r\n";
    for (const RollupRow& row : shown_rows.rows()) {
        for (std::size_t i = 0; i < rollup.by().size(); ++i) {
            if (i < row.level && row.key[i]) append_csv_cell(out, *row.key[i], true);
            out += ',';
        }
        out += std::to_string(row.level);
        for (const GroupFigure& figure : group_figures()) {
            out += ',';
            append_csv_value(out, shown_rows.figure(figure, row));
        }
        for (const std::size_t column : rollup.numeric_columns()) {
            const CarriedTotal total = row.totals->carried_at(column);
            out += ',' + std::to_string(total.n) + ',';
            append_csv_value(out, carried_mean(total));
        }
        out += "\r\n";
    }
    return out;
}

std::string rollup_table(const Engine& engine, const Rollup& rollup, const Language& language,
                         const DocumentCounts& counts) {
    constexpr std::array<std::string_view, 11> kShown{
        "n_records",  "n_learners",       "n_red",           "n_amber",
        "n_green",    "achieved_rate",    "attendance_rate", "hours_received",
        "total_cost", "cost_per_learner", "cost_per_outcome"};
    const ShownRows shown_rows(rollup);
    TextTable table;
    for (const std::string& name : rollup.by()) {
        table.column(std::string(language.label("fields", name)), false);
    }
    if (rollup.by().empty()) table.column(std::string(language.label("text", "group")), false);
    for (const std::string_view name : kShown) {
        table.column(std::string(language.label("short", name)), true);
    }
    for (const RollupRow& row : shown_rows.rows()) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < std::max<std::size_t>(rollup.by().size(), 1); ++i) {
            std::string cell;
            if (i < row.level)
                cell = row.key[i].value_or(std::string(language.label("text", "none")));
            if (i == row.level) cell = language.label("text", "total");
            cells.push_back(std::move(cell));
        }
        for (const std::string_view name : kShown) {
            for (const GroupFigure& figure : group_figures()) {
                if (figure.name != name) continue;
                cells.push_back(reading(name, shown_rows.figure(figure, row), language));
            }
        }
        table.row(std::move(cells));
    }
    std::string out = table.text() + "\n";
    out += language.fill("rag", {{"red", language.label("outcome_words", "red")},
                                 {"amber", language.label("outcome_words", "amber")},
                                 {"green", language.label("outcome_words", "green")}});
    for (const std::string_view warning : warnings_of(rollup))
        (out += "\n") += language.label("text", warning);
    return out + "\n" + summary(engine, counts, language);
}

}  // namespace

DocumentCounts counts_of(const Rollup& rollup) {
    DocumentCounts counts;
    counts.records = rollup.n_analysed() + rollup.n_rejected();
    counts.analysed = rollup.n_analysed();
    counts.rejected = rollup.n_rejected();
    counts.comparison = rollup.n_comparison();
    return counts;
}

std::string rollup_document(const Engine& engine, const Rollup& rollup, const Language& language,
                            DocumentFormat format, const DocumentCounts& counts) {
    if (format == DocumentFormat::csv) return rollup_csv(rollup);
    if (format == DocumentFormat::table) return rollup_table(engine, rollup, language, counts);
    return rollup_json(engine, rollup, language, format == DocumentFormat::ndjson, counts);
}

}  // namespace effaith
