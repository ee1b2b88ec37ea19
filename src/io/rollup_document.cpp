// A roll-up as JSON, NDJSON, CSV and a table.
#include <algorithm>

#include "io/csv.hpp"
#include "io/document_parts.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

/// A roll-up as it is written: its rows, and their figures with costs withheld where rates are
/// confidential, or with all hidden that disclosure control hides.
class ShownRows {
  public:
    explicit ShownRows(const Rollup& rollup)
        : rollup_(rollup), own_(rollup.rows()), figures_(rollup) {}
    explicit ShownRows(const ProtectedRollup& table)
        : rollup_(table.rollup()), protected_(&table), figures_(rollup_) {}

    const Rollup& rollup() const { return rollup_; }
    const ProtectedRollup* protection() const { return protected_; }
    const std::vector<RollupRow>& rows() const {
        return protected_ != nullptr ? protected_->rows() : own_;
    }
    FigureValue figure(std::size_t row, std::size_t figure) const {
        if (protected_ != nullptr) return protected_->figure(row, figure);
        return figures_.of(group_figures()[figure], *own_[row].totals);
    }
    FigureValue carried_n(std::size_t row, std::size_t column) const {
        if (protected_ != nullptr) return protected_->carried_n(row, column);
        return FigureValue::of(carried(row, column).n);
    }
    FigureValue carried_mean(std::size_t row, std::size_t column) const {
        if (protected_ != nullptr) return protected_->carried_mean(row, column);
        return effaith::carried_mean(carried(row, column));
    }

  private:
    CarriedTotal carried(std::size_t row, std::size_t column) const {
        return own_[row].totals->carried_at(rollup_.numeric_columns()[column]);
    }

    const Rollup& rollup_;
    const ProtectedRollup* protected_ = nullptr;
    std::vector<RollupRow> own_;
    ShownFigures figures_;
};

/// How the table is protected, as the next keys of an object. Of the records it counts those in the
/// rows alone: the others are not covered by the promise.
void write_protection(JsonWriter& json, const ProtectedRollup& table) {
    json.key("n_analysed");
    write_value(json, table.total());
    json.key("disclosure");
    json.begin_object();
    json.key("threshold");
    json.integer(table.rules().threshold);
    json.key("rounding");
    table.rules().rounding == Rounding::five ? json.integer(5) : json.text("none");
    json.key("hide_class");
    json.boolean(table.rules().hide_class);
    json.key("conservative");
    json.boolean(table.report().conservative);
    json.end_object();
}

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
void write_carried(JsonWriter& json, const ShownRows& shown, std::size_t row) {
    const std::vector<std::size_t> columns = shown.rollup().numeric_columns();
    if (columns.empty()) return;
    json.key("carried");
    json.begin_object();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        json.key(shown.rollup().column_name(columns[i]));
        json.begin_object();
        json.key("n");
        write_value(json, shown.carried_n(row, i));
        json.key("mean");
        write_value(json, shown.carried_mean(row, i));
        json.end_object();
    }
    json.end_object();
}

std::string rollup_json(const Engine& engine, const ShownRows& shown_rows, const Language& language,
                        bool lines, const DocumentCounts& counts) {
    const Rollup& rollup = shown_rows.rollup();
    JsonWriter json;
    const auto head = [&] {
        json.key("by");
        json.begin_list();
        for (const std::string& name : rollup.by())
            json.text(name);
        json.end_list();
        write_provenance(json, engine);
        if (shown_rows.protection() == nullptr)
            write_counts(json, counts);
        else
            write_protection(json, *shown_rows.protection());
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
    for (std::size_t at = 0; at < shown_rows.rows().size(); ++at) {
        const RollupRow& row = shown_rows.rows()[at];
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
        for (std::size_t figure = 0; figure < group_figures().size(); ++figure) {
            json.key(group_figures()[figure].name);
            write_value(json, shown_rows.figure(at, figure));
        }
        write_carried(json, shown_rows, at);
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

std::string rollup_csv(const ShownRows& shown_rows) {
    const Rollup& rollup = shown_rows.rollup();
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
    for (std::size_t at = 0; at < shown_rows.rows().size(); ++at) {
        const RollupRow& row = shown_rows.rows()[at];
        for (std::size_t i = 0; i < rollup.by().size(); ++i) {
            if (i < row.level && row.key[i]) append_csv_cell(out, *row.key[i], true);
            out += ',';
        }
        out += std::to_string(row.level);
        for (std::size_t figure = 0; figure < group_figures().size(); ++figure) {
            out += ',';
            append_csv_value(out, shown_rows.figure(at, figure));
        }
        for (std::size_t column = 0; column < rollup.numeric_columns().size(); ++column) {
            out += ',';
            append_csv_value(out, shown_rows.carried_n(at, column));
            out += ',';
            append_csv_value(out, shown_rows.carried_mean(at, column));
        }
        out += "\r\n";
    }
    return out;
}

std::string rollup_table(const Engine& engine, const ShownRows& shown_rows,
                         const Language& language, const DocumentCounts& counts) {
    const Rollup& rollup = shown_rows.rollup();
    constexpr std::array<std::string_view, 11> kShown{
        "n_records",  "n_learners",       "n_red",           "n_amber",
        "n_green",    "achieved_rate",    "attendance_rate", "hours_received",
        "total_cost", "cost_per_learner", "cost_per_outcome"};
    TextTable table;
    for (const std::string& name : rollup.by()) {
        table.column(std::string(language.label("fields", name)), false);
    }
    if (rollup.by().empty()) table.column(std::string(language.label("text", "group")), false);
    for (const std::string_view name : kShown) {
        table.column(std::string(language.label("short", name)), true);
    }
    for (std::size_t at = 0; at < shown_rows.rows().size(); ++at) {
        const RollupRow& row = shown_rows.rows()[at];
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < std::max<std::size_t>(rollup.by().size(), 1); ++i) {
            std::string cell;
            if (i < row.level)
                cell = row.key[i].value_or(std::string(language.label("text", "none")));
            if (i == row.level) cell = language.label("text", "total");
            cells.push_back(std::move(cell));
        }
        for (const std::string_view name : kShown) {
            for (std::size_t figure = 0; figure < group_figures().size(); ++figure) {
                if (group_figures()[figure].name != name) continue;
                cells.push_back(reading(name, shown_rows.figure(at, figure), language));
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
    if (shown_rows.protection() == nullptr) return out + "\n" + summary(engine, counts, language);
    const DisclosureRules& rules = shown_rows.protection()->rules();
    (out += "\n") +=
        language.fill("disclosure.legend", {{"mark", language.label("text", "suppressed")},
                                            {"threshold", std::to_string(rules.threshold)}});
    if (rules.rounding == Rounding::five)
        (out += "\n") += language.label("text", "disclosure.rounded");
    return out + "\n";
}

std::string document(const Engine& engine, const ShownRows& rows, const Language& language,
                     DocumentFormat format, const DocumentCounts& counts) {
    if (format == DocumentFormat::csv) return rollup_csv(rows);
    if (format == DocumentFormat::table) return rollup_table(engine, rows, language, counts);
    return rollup_json(engine, rows, language, format == DocumentFormat::ndjson, counts);
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
    return document(engine, ShownRows(rollup), language, format, counts);
}

std::string rollup_document(const ProtectedRollup& table, const Language& language,
                            DocumentFormat format) {
    return document(table.rollup().engine(), ShownRows(table), language, format, {});
}

}  // namespace effaith
