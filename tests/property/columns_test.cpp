// What columns promise: every value and every issue is what the single record's way answers,
// whatever kinds of columns the records come in, however they are cut into batches, and by however
// many threads.
#include "effaith/io/columns.hpp"

#include <nlohmann/json.hpp>

#include "arrow/stream.hpp"
#include "columns/rollup_run.hpp"
#include "io/csv.hpp"
#include "record_sheets.hpp"
#include "share.hpp"

using namespace effaith;
using support::Dice;
using support::Sheet;

namespace {

const std::vector<std::string>& issue_columns() {
    static const std::vector<std::string> names{"row", "code", "severity", "field", "message"};
    return names;
}

/// What differs, in the order in which it was found; the first few are enough.
class Differences {
  public:
    void add(const std::string& text) {
        if (++count_ <= 5) text_ += "\n  " + text;
    }
    const std::string& text() const { return text_; }
    bool none() const { return count_ == 0; }

  private:
    std::size_t count_ = 0;
    std::string text_;
};

std::string shown_of(const ArrowColumn& column, std::int64_t row) {
    std::string text;
    column.append_text(row, text);
    return column.is_null(row) ? "null" : text;
}

std::string shown_of(const FigureValue& value) {
    if (value.is_none()) return "null";
    if (value.kind == FigureValue::Kind::word) return std::string(value.word);
    if (value.kind == FigureValue::Kind::real) return std::to_string(value.real);
    std::string text;
    append_decimal(text, value.raw, value.places);
    return text;
}

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same(const FigureValue& expected, const ArrowColumn& column, std::int64_t row) {
    if (expected.is_none() || column.is_null(row)) return expected.is_none() == column.is_null(row);
    switch (column.kind()) {
        case ArrowKind::int64:
            return expected.places == 0 && expected.raw == Int128(column.integer(row));
        case ArrowKind::decimal128:
            return expected.places == column.decimal_places() &&
                   expected.raw == column.decimal(row);
        case ArrowKind::float64:
            if (expected.kind == FigureValue::Kind::decimal) {
                return same_bits(std::strtod(shown_of(expected).c_str(), nullptr),
                                 column.real(row));
            }
            return same_bits(expected.real, column.real(row));
        case ArrowKind::dictionary:
            return expected.word == column.dictionary().text(column.index(row));
        default:
            return false;
    }
}

/// A run of an engine over a sheet: the figures and issues as they come, held against the answers
/// to single records.
class Comparison {
  public:
    Comparison(const Engine& engine, const Sheet& sheet)
        : engine_(engine), sheet_(sheet), single_(engine), language_(engine.config().language) {}

    void run(const ColumnOptions& options, std::uint64_t seed, std::size_t most_rows) {
        ArrowArrayStream records =
            support::TableStream::of(sheet_.table(), {seed, most_rows, "", &releases_});
        ArrowArrayStream figures{};
        ArrowArrayStream issues{};
        REQUIRE(analyse_columns(engine_, &records, options, &figures, &issues).ok());
        REQUIRE(records.release == nullptr);
        {
            ArrowReader reader = ArrowReader::open(&figures, ArrowValidation::full).value();
            while (reader.next().value())
                compare(reader.columns(), reader.rows());
            REQUIRE(single_.rows() == static_cast<std::int64_t>(sheet_.rows));
            ArrowReader said = ArrowReader::open(&issues, ArrowValidation::full).value();
            REQUIRE(said.names() == issue_columns());
            while (said.next().value())
                take_issues(said.columns(), said.rows());
        }
        REQUIRE(releases_ == 1);
        compare_issues();
    }

    const Differences& differences() const { return differences_; }
    std::int64_t rejected() const { return rejected_; }

  private:
    void compare(const std::vector<ArrowColumn>& columns, std::int64_t rows) {
        REQUIRE(columns.size() == kRecordFigures.size());
        for (std::int64_t i = 0; i < rows; ++i) {
            single_.read(sheet_, static_cast<std::size_t>(single_.rows()));
            const RecordAnalysis& answer = single_.analysis;
            rejected_ += answer.rejected() ? 1 : 0;
            for (std::size_t k = 0; k < kRecordFigures.size(); ++k) {
                const FigureValue expected =
                    answer.rejected()
                        ? FigureValue{}
                        : shown(kRecordFigures[k], answer, engine_.config().redact_rates);
                if (same(expected, columns[k], i)) continue;
                differences_.add("record " + std::to_string(single_.rows()) + ", " +
                                 std::string(kRecordFigures[k].name) + ": " + shown_of(expected) +
                                 ", as columns " + shown_of(columns[k], i));
            }
            for (const Issue& issue : answer.issues.list()) {
                expected_.push_back(
                    std::to_string(single_.rows()) + ' ' + std::string(rule_of(issue.code).name) +
                    ' ' + std::string(name_of(issue.severity)) + ' ' +
                    std::string(name_of(issue.field)) + ' ' + language_.message(issue));
            }
        }
    }

    void take_issues(const std::vector<ArrowColumn>& columns, std::int64_t rows) {
        for (std::int64_t i = 0; i < rows; ++i) {
            std::string& text = found_.emplace_back();
            for (const ArrowColumn& column : columns) {
                if (!text.empty()) text += ' ';
                column.append_text(i, text);
            }
        }
    }

    void compare_issues() {
        for (std::size_t i = 0; i < std::max(expected_.size(), found_.size()); ++i) {
            const std::string expected = i < expected_.size() ? expected_[i] : "nothing";
            const std::string found = i < found_.size() ? found_[i] : "nothing";
            if (expected == found) continue;
            differences_.add("issue " + std::to_string(i) + ": " + expected + ", as columns " +
                             found);
            return;
        }
    }

    const Engine& engine_;
    const Sheet& sheet_;
    support::SingleRecords single_;
    Language language_;
    Differences differences_;
    std::vector<std::string> expected_;
    std::vector<std::string> found_;
    int releases_ = 0;
    std::int64_t rejected_ = 0;
};

support::SheetRules random_rules(Dice& dice) {
    support::SheetRules rules;
    rules.rows = dice.one_in(6) ? 1 + dice.below(5) : 1 + dice.below(9000);
    rules.oddity = dice.pick<std::size_t>({8, 40, 200, 2000, 100000});
    return rules;
}

std::string described(const Sheet& sheet) {
    std::string text;
    for (const Sheet::Column& column : sheet.columns) {
        text += column.table.name + ':' + support::format_of(column.table.kind) +
                std::to_string(static_cast<int>(column.table.kind)) + ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("Every column value and issue is the single record's answer") {
    const int records = share_of(1000000);
    std::int64_t done = 0;
    std::int64_t rejected = 0;
    for (std::uint64_t run = 0; done < records; ++run) {
        Dice dice(9000 + run);
        const std::size_t engine = dice.below(support::sheet_engines().size());
        const Sheet sheet = support::random_sheet(random_rules(dice), dice);
        ColumnOptions options;
        options.threads = 1 + static_cast<int>(dice.below(3));
        options.decimals = dice.one_in(2) ? DecimalColumns::decimal128 : DecimalColumns::float64;
        options.validation = dice.pick<ColumnValidation>(
            {ColumnValidation::trusted, ColumnValidation::usual, ColumnValidation::full});
        INFO("run " << run << ", engine " << engine << ", " << sheet.rows << " records, "
                    << options.threads << " threads; " << described(sheet));
        Comparison comparison(support::sheet_engines()[engine], sheet);
        comparison.run(options, run, dice.one_in(3) ? 50 : 4000);
        INFO(comparison.differences().text());
        REQUIRE(comparison.differences().none());
        done += static_cast<std::int64_t>(sheet.rows);
        rejected += comparison.rejected();
    }
    // Neither the plain way nor the other was hardly gone.
    REQUIRE(rejected * 20 > done);
    REQUIRE(rejected * 4 < done * 3);
}

namespace {

/// Engines whose hierarchy is that of the sheets, and the dimensions to ask them for.
const std::vector<std::vector<std::string>>& dimension_lists() {
    static const std::vector<std::vector<std::string>> all{{},
                                                           {"school_id"},
                                                           {"school_id", "intervention"},
                                                           {"tier", "area_of_need", "outcome"},
                                                           {"academic_year", "term"},
                                                           {"learner_id"},
                                                           {"role"},
                                                           {"house"},
                                                           {"clubs", "frequency"},
                                                           {"authority_id", "role", "measure"},
                                                           {"year_group", "cohort", "support_type"},
                                                           {"reading", "cluster_id"}};
    return all;
}

/// The roll-up of the records one by one, and what is said of those that are rejected.
struct OneByOne {
    Rollup rollup;
    std::vector<std::string> rejected;

    OneByOne(const Engine& engine, const std::vector<std::string>& by, bool totals,
             const Sheet& sheet)
        : rollup(Rollup::create(engine, by, totals).value()) {
        for (const std::string& name : sheet.carried())
            rollup.carried_column(name);
        support::SingleRecords single(engine);
        for (std::size_t row = 0; row < sheet.rows; ++row) {
            single.read(sheet, row);
            REQUIRE(rollup.update(single.record, single.analysis, single.carried()).ok());
            if (!single.analysis.rejected()) continue;
            rejected.push_back(line_of(single.rows(), single.analysis.issues.list()));
        }
    }
    static std::string line_of(std::int64_t row, const std::vector<Issue>& issues) {
        std::string line = std::to_string(row);
        for (const Issue& issue : issues)
            (line += ' ') += rule_of(issue.code).name;
        return line;
    }
};

/// The first `most` of the rejected records.
bool same_rejected(const std::vector<RejectedRecord>& found,
                   const std::vector<std::string>& expected, std::size_t most) {
    std::vector<std::string> lines;
    for (const RejectedRecord& record : found)
        lines.push_back(OneByOne::line_of(record.row, record.issues));
    return lines == std::vector<std::string>(
                        expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(
                                                                 std::min(most, expected.size())));
}

/// Rows of a sheet as CSV: some of its line ends and delimiters, columns in another order.
std::string as_csv(const Sheet& sheet, std::size_t from, std::size_t to, Dice& dice) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        order.push_back(i);
    dice.shuffle(order);
    const char delimiter = dice.one_in(2) ? ',' : ';';
    const std::string line_end = dice.one_in(2) ? "\r\n" : "\n";
    std::string text = dice.one_in(3) ? "\xEF\xBB\xBF" : "";
    if (dice.one_in(3)) text += std::string("sep=") + delimiter + line_end;
    const auto line = [&](const auto& cell_of) {
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i > 0) text += delimiter;
            append_csv_cell(text, cell_of(sheet.columns[order[i]].table), false);
        }
        text += line_end;
    };
    line([](const auto& column) { return column.name; });
    for (std::size_t row = from; row < to; ++row)
        line([row](const auto& column) { return column.cells[row]; });
    return text;
}

/// The same rows as a record a line; what is empty is left out, or null, or empty text. Numbers
/// that a double does not keep stand as text.
std::string as_json(const Sheet& sheet, std::size_t from, std::size_t to, Dice& dice) {
    std::string text;
    for (std::size_t row = from; row < to; ++row) {
        nlohmann::json record = nlohmann::json::object();
        for (const Sheet::Column& column : sheet.columns) {
            const std::string& cell = column.table.cells[row];
            if (cell.empty() && dice.one_in(3)) continue;
            if (cell.empty() && dice.one_in(2)) {
                record[column.table.name] = nullptr;
            } else if (support::is_number(column.table.kind) && !cell.empty() &&
                       support::fits(support::Kind::float64, cell) && dice.one_in(2)) {
                record[column.table.name] = nlohmann::json::parse(cell);
            } else {
                record[column.table.name] = cell;
            }
        }
        text += record.dump() + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("Records one by one, as columns and as files roll up to the same bytes") {
    const int records = share_of(400000);
    std::int64_t done = 0;
    for (std::uint64_t run = 0; done < records; ++run) {
        Dice dice(70000 + run);
        const std::size_t at = dice.below(support::sheet_engines().size());
        const Engine& engine = support::sheet_engines()[at];
        support::SheetRules rules = random_rules(dice);
        rules.rows = 1 + dice.below(dice.one_in(4) ? 6000 : 600);
        rules.for_files = dice.one_in(2);
        const Sheet sheet = support::random_sheet(rules, dice);
        const std::vector<std::string>& by = dice.pick(dimension_lists());
        const bool totals = dice.one_in(2);
        INFO("run " << run << ", engine " << at << ", " << sheet.rows << " records, by "
                    << by.size() << " " << (by.empty() ? "nothing" : by.front())
                    << (totals ? ", totals" : "") << "; " << described(sheet));
        const OneByOne expected(engine, by, totals, sheet);
        const std::string bytes = expected.rollup.serialise();
        for (const int threads : {1, 2, 7}) {
            INFO(threads << " threads");
            ColumnOptions options;
            options.threads = threads;
            options.most_rejected = dice.pick<std::size_t>({0, 3, 1000000});
            ArrowArrayStream records_of = support::TableStream::of(
                sheet.table(),
                {run, dice.one_in(3) ? std::size_t{50} : std::size_t{4000}, "", nullptr});
            ColumnReport report;
            const Rollup rollup =
                rollup_columns(engine, &records_of, by, totals, options, &report).value();
            REQUIRE(rollup.n_analysed() == expected.rollup.n_analysed());
            REQUIRE(rollup.n_rejected() == expected.rollup.n_rejected());
            REQUIRE(rollup.n_comparison() == expected.rollup.n_comparison());
            REQUIRE(report.records == static_cast<std::int64_t>(sheet.rows));
            REQUIRE(report.carried == sheet.carried());
            REQUIRE(same_rejected(report.rejected, expected.rejected, options.most_rejected));
            REQUIRE((rollup.serialise() == bytes));
        }
        if (rules.for_files) {
            RollupRunOptions options;
            options.threads = 1 + static_cast<int>(dice.below(3));
            RollupRun files =
                RollupRun::create(engine, support::vocabulary(), by, totals, options).value();
            std::string kinds;
            for (std::size_t from = 0; from < sheet.rows;) {
                const std::size_t to = std::min(sheet.rows, from + 1 + dice.below(sheet.rows));
                const bool csv = dice.one_in(2);
                kinds += csv ? 'c' : 'j';
                const std::string text =
                    csv ? as_csv(sheet, from, to, dice) : as_json(sheet, from, to, dice);
                MemorySource source(text);
                const Status added = csv ? files.add_csv(source) : files.add_json(source);
                INFO((added ? "" : describe(added.error())));
                REQUIRE(added.ok());
                from = to;
            }
            INFO("files " << kinds);
            REQUIRE(files.records() == static_cast<std::int64_t>(sheet.rows));
            const Rollup rollup = files.finish().value();
            REQUIRE(rollup.n_analysed() == expected.rollup.n_analysed());
            REQUIRE(rollup.n_rejected() == expected.rollup.n_rejected());
            REQUIRE((rollup.serialise() == bytes));
        }
        done += static_cast<std::int64_t>(sheet.rows);
    }
}

namespace {

/// A table as CSV with all that may stand in one: quotes, line ends inside them, blank lines.
std::string random_csv(Dice& dice) {
    const char delimiter = dice.pick<char>({',', ';', '\t'});
    const std::string line_end = dice.one_in(2) ? "\r\n" : "\n";
    std::string text = dice.one_in(3) ? "\xEF\xBB\xBF" : "";
    const bool named = dice.one_in(3);
    if (named) text += std::string("sep=") + delimiter + line_end;
    const bool plain = dice.one_in(4);
    const std::size_t rows = dice.below(40);
    const std::size_t width = 2 + dice.below(4);
    // The header decides on the delimiter where none is named.
    for (std::size_t i = 0; i < width; ++i)
        text += (i > 0 ? std::string(1, delimiter) : "") + "column " + std::to_string(i);
    for (std::size_t row = 0; row < rows; ++row) {
        text += line_end;
        if (dice.one_in(15)) continue;
        for (std::size_t i = 0; i < width; ++i) {
            if (i > 0) text += delimiter;
            std::string cell;
            for (std::size_t k = dice.below(dice.one_in(9) ? 60 : 5); k > 0; --k) {
                cell += plain ? dice.pick<std::string>({"a", "12", "."})
                              : dice.pick<std::string>(
                                    {"a", "\"", "\n", "\r\n", ",", ";", "\t", "Ŵ", " ", "\"\""});
            }
            if (!plain && dice.one_in(9)) {
                text += "a\"b";  // a quote inside an unquoted cell is a character
            } else {
                append_csv_cell(text, cell, false);
            }
        }
    }
    if (dice.one_in(2)) text += line_end;
    return text;
}

struct ReadRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;
    bool operator==(const ReadRow&) const = default;
};

/// The rows that a reader gives, and the error that it ends with.
std::vector<ReadRow> rows_of(CsvReader& reader, std::string& error) {
    std::vector<ReadRow> rows;
    CsvRow row;
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) error = describe(more.error());
        if (!more || !*more) return rows;
        rows.push_back({row.line, {row.cells.begin(), row.cells.end()}});
    }
}

/// Gives a few bytes at a time.
class DrippingSource : public ByteSource {
  public:
    DrippingSource(std::string_view text, std::size_t most) : inner_(text), most_(most) {}
    std::size_t read(char* into, std::size_t most) override {
        return inner_.read(into, std::min(most, most_));
    }

  private:
    MemorySource inner_;
    std::size_t most_;
};

}  // namespace

TEST_CASE("A CSV cut into chunks of any size has the rows and lines that it has whole") {
    for (int run = 0; run < share_of(200000); ++run) {
        Dice dice(static_cast<std::uint64_t>(run));
        std::string text = random_csv(dice);
        // Now and then with a fault: a quote that nothing closes, a byte that is no text.
        if (dice.one_in(20) && !text.empty()) text[dice.below(text.size())] = '"';
        if (dice.one_in(20) && !text.empty()) text[dice.below(text.size())] = '\xFF';
        INFO("run " << run << "\n" << text);
        MemorySource source(text);
        CsvReader whole(source);
        std::string error;
        const std::vector<ReadRow> rows = rows_of(whole, error);
        DrippingSource slow(text, 1 + dice.below(200));
        CsvReader cutter(slow);
        std::vector<ReadRow> cut_rows;
        std::string cut_error;
        const bool after_header = dice.one_in(2);
        bool more = true;
        if (after_header) {
            CsvRow header;
            const Result<bool> read = cutter.next(header);
            more = read && *read;
            if (!read) cut_error = describe(read.error());
            if (more) cut_rows.push_back({header.line, {header.cells.begin(), header.cells.end()}});
        }
        while (more && cut_error.empty()) {
            CsvChunk chunk;
            const Result<bool> cut = cutter.cut(chunk, 1 + dice.below(120));
            if (!cut) cut_error = describe(cut.error());
            more = cut && *cut;
            if (!more) break;
            CsvReader reader(std::move(chunk));
            for (ReadRow& row : rows_of(reader, cut_error))
                cut_rows.push_back(std::move(row));
        }
        REQUIRE(cut_rows == rows);
        REQUIRE(cut_error == error);
    }
}
