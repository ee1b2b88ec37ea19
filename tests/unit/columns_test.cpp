// Records as columns: what is taken over and what stays the caller's, which errors come out where,
// and what the answers look like. That the figures are the single record's is a property test.
#include "effaith/io/columns.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "arrow/stream.hpp"
#include "arrow_tables.hpp"
#include "columns/rollup_run.hpp"
#include "records.hpp"

using namespace effaith;
using support::Fields;
using support::Kind;
using support::TableColumn;
using support::TableStream;

namespace {

const std::string kTree = R"({"hierarchy": ["authority_id", "cluster_id", "school_id"],
    "rates": {"Teaching assistant": 14.37}, "id_key": "00112233445566778899aabbccddeeff"})";

const Engine& engine() {
    static const Engine made = support::engine_of(support::kConfig);
    return made;
}
const Engine& tree_engine() {
    static const Engine made = support::engine_of(kTree);
    return made;
}

/// `rows` good records, each with these fields changed.
std::vector<TableColumn> table_of(std::size_t rows, const Fields& changes = {}) {
    std::vector<TableColumn> columns;
    for (const auto& [name, text] : support::with(changes)) {
        if (name == "id") continue;
        columns.push_back({name, Kind::utf8, std::vector<std::string>(rows, text)});
    }
    return columns;
}

TableColumn& column_of(std::vector<TableColumn>& columns, const std::string& name) {
    for (TableColumn& column : columns) {
        if (column.name == name) return column;
    }
    const std::size_t rows = columns.front().cells.size();
    return columns.emplace_back(TableColumn{name, Kind::utf8, std::vector<std::string>(rows)});
}

/// A stream that counts its releases, and releases what nobody took over.
struct Given {
    explicit Given(std::vector<TableColumn> columns, std::string error = "",
                   std::size_t most_rows = 3)
        : stream(TableStream::of(std::move(columns), {7, most_rows, std::move(error), &releases})) {
    }
    Given(const Given&) = delete;
    Given& operator=(const Given&) = delete;
    ~Given() {
        if (stream.release != nullptr) stream.release(&stream);
    }
    int releases = 0;
    ArrowArrayStream stream;
};

/// Streams that come out of an analysis.
struct Answer {
    Answer() = default;
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer() {
        if (figures.release != nullptr) figures.release(&figures);
        if (issues.release != nullptr) issues.release(&issues);
    }
    ArrowArrayStream figures{};
    ArrowArrayStream issues{};
};

ColumnOptions with_threads(int threads) {
    ColumnOptions options;
    options.threads = threads;
    return options;
}

/// Asks for batches to the end: the number that it ends with, and the rows before.
int drain(ArrowArrayStream& stream, std::int64_t& rows) {
    rows = 0;
    while (true) {
        ArrowArray batch{};
        const int number = stream.get_next(&stream, &batch);
        if (number != 0 || batch.release == nullptr) return number;
        rows += batch.length;
        batch.release(&batch);
    }
}

std::string last_error(ArrowArrayStream& stream) {
    const char* text = stream.get_last_error(&stream);
    return text == nullptr ? "" : text;
}

/// A stream's rows, each as `name=text` of its values; what is null is left out.
std::vector<std::map<std::string, std::string>> rows_of(ArrowArrayStream& stream) {
    std::vector<std::map<std::string, std::string>> rows;
    ArrowReader reader = ArrowReader::open(&stream, ArrowValidation::full).value();
    while (reader.next().value()) {
        for (std::int64_t i = 0; i < reader.rows(); ++i) {
            auto& row = rows.emplace_back();
            for (std::size_t k = 0; k < reader.columns().size(); ++k) {
                if (reader.columns()[k].is_null(i)) continue;
                reader.columns()[k].append_text(i, row[reader.names()[k]]);
            }
        }
    }
    return rows;
}

std::vector<std::map<std::string, std::string>> figures_of(const Engine& of,
                                                           std::vector<TableColumn> columns,
                                                           const ColumnOptions& options,
                                                           std::size_t most_rows = 3) {
    Given given(std::move(columns), "", most_rows);
    Answer answer;
    REQUIRE(analyse_columns(of, &given.stream, options, &answer.figures, &answer.issues).ok());
    return rows_of(answer.figures);
}

}  // namespace

TEST_CASE("A stream is taken over as soon as its columns are understood") {
    Given rolled(table_of(5));
    REQUIRE(rollup_columns(engine(), &rolled.stream, {"school_id"}, false, {}).ok());
    CHECK(rolled.stream.release == nullptr);
    CHECK(rolled.releases == 1);

    Given analysed(table_of(5));
    {
        Answer answer;
        REQUIRE(
            analyse_columns(engine(), &analysed.stream, {}, &answer.figures, &answer.issues).ok());
        CHECK(analysed.stream.release == nullptr);
        CHECK(analysed.releases == 0);
    }
    CHECK(analysed.releases == 1);
}

TEST_CASE("A stream whose columns are not understood stays the caller's, with all its rows") {
    struct Refused {
        std::vector<TableColumn> columns;
        std::vector<std::string> by;
        ErrorCode code;
        std::string words;
    };
    std::vector<TableColumn> no_field{{"colour", Kind::utf8, {"red", "blue"}}};
    std::vector<TableColumn> twice = table_of(2);
    twice.push_back({"Frequency", Kind::utf8, {"weekly", "weekly"}});
    std::vector<TableColumn> same_name = table_of(2);
    same_name.push_back(same_name.front());
    std::vector<TableColumn> listed = table_of(2);
    column_of(listed, "delivered_by").kind = Kind::list;
    column_of(listed, "delivered_by").cells = {"Teacher\x1f", "Teacher\x1fMentor\x1f"};
    column_of(listed, "delivered_by_2").cells = {"", "Mentor"};
    const std::vector<Refused> all{
        {no_field, {}, ErrorCode::bad_arrow, "None of the columns is a field"},
        {twice, {}, ErrorCode::bad_arrow, "Two columns mean the same ('Frequency')"},
        {same_name, {}, ErrorCode::bad_arrow, "more than one column of this name"},
        {listed, {}, ErrorCode::bad_arrow, "Two columns mean the same ('delivered_by_2')"},
        {table_of(2), {"colour"}, ErrorCode::invalid_argument, "'colour' is neither a dimension"},
        {table_of(2), {"tier", "tier"}, ErrorCode::invalid_argument, "tier"}};
    for (const Refused& refused : all) {
        INFO(refused.words);
        Given given(refused.columns);
        const auto check = [&](const Error& error) {
            INFO(describe(error));
            CHECK(error.code == refused.code);
            CHECK(describe(error).find(refused.words) != std::string::npos);
            CHECK(given.releases == 0);
            REQUIRE(given.stream.release != nullptr);
        };
        ColumnReport report;
        report.records = 99;
        const Result<Rollup> rollup =
            rollup_columns(engine(), &given.stream, refused.by, false, {}, &report);
        REQUIRE_FALSE(rollup.ok());
        check(rollup.error());
        CHECK(report.records == 99);
        if (refused.by.empty()) {
            Answer answer;
            const Status status =
                analyse_columns(engine(), &given.stream, {}, &answer.figures, &answer.issues);
            REQUIRE_FALSE(status.ok());
            check(status.error());
            CHECK(answer.figures.release == nullptr);
            CHECK(answer.issues.release == nullptr);
        }
        std::int64_t rows = 0;
        CHECK(drain(given.stream, rows) == 0);
        CHECK(rows == 2);
    }
}

TEST_CASE("A stream with a column that cannot be read, or without a schema, stays the caller's") {
    Given given(table_of(2));
    given.stream.get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
        *out = {};
        return EIO;
    };
    const Result<Rollup> failed = rollup_columns(engine(), &given.stream, {}, false, {});
    REQUIRE_FALSE(failed.ok());
    CHECK(failed.error().code == ErrorCode::cannot_read);
    CHECK(given.releases == 0);

    given.stream.get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
        support::TableSchema::make({{"frequency", Kind::utf8, {}}}, out);
        out->children[0]->format = "z";  // bytes that are no text
        return 0;
    };
    Answer answer;
    const Status status =
        analyse_columns(engine(), &given.stream, {}, &answer.figures, &answer.issues);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().code == ErrorCode::bad_arrow);
    CHECK(describe(status.error()).find("frequency") != std::string::npos);
    CHECK(given.releases == 0);
    CHECK(given.stream.release != nullptr);
}

TEST_CASE("What goes wrong in a later batch comes out of the roll-up and of the figures") {
    for (const int threads : {1, 3}) {
        INFO(threads << " threads");
        Given rolled(table_of(20), "the line was dropped");
        const Result<Rollup> rollup =
            rollup_columns(engine(), &rolled.stream, {}, false, with_threads(threads));
        REQUIRE_FALSE(rollup.ok());
        CHECK(rollup.error().code == ErrorCode::cannot_read);
        CHECK(describe(rollup.error()).find("the line was dropped") != std::string::npos);
        CHECK(rolled.releases == 1);

        Given analysed(table_of(20), "the line was dropped");
        Answer answer;
        REQUIRE(analyse_columns(engine(), &analysed.stream, with_threads(threads), &answer.figures,
                                &answer.issues)
                    .ok());
        std::int64_t rows = 0;
        CHECK(drain(answer.figures, rows) == EIO);
        CHECK(rows <= 20);
        CHECK(last_error(answer.figures).find("the line was dropped") != std::string::npos);
        ArrowArray more{};
        CHECK(answer.figures.get_next(&answer.figures, &more) == EIO);
        CHECK(more.release == nullptr);
    }
}

TEST_CASE("Text that is not UTF-8 is an error, also where two cells together would be text") {
    std::vector<TableColumn> columns = table_of(12);
    column_of(columns, "frequency").cells[10] = "week\xFFly";
    std::vector<TableColumn> halves = table_of(12);
    // With a value among the odd ones, so that the record is read from its text.
    column_of(halves, "session_hours").cells[10] = "half";
    column_of(halves, "aim").cells[10] = "reads \xC3";
    column_of(halves, "capital_cost").cells[10] = "\xA9";
    std::vector<TableColumn> ordered;
    for (const char* name : {"aim", "capital_cost"})
        ordered.push_back(column_of(halves, name));
    for (const TableColumn& column : halves) {
        if (column.name != "aim" && column.name != "capital_cost") ordered.push_back(column);
    }
    std::vector<TableColumn> carried = table_of(12);
    column_of(carried, "house").cells[10] = "\xC0\x80";
    for (const auto& table : {columns, ordered, carried}) {
        const bool is_carried = table.back().name == "house";
        for (const int threads : {1, 2}) {
            Given rolled(table);
            std::vector<std::string> by;
            if (is_carried) by = {"house"};
            const Result<Rollup> rollup =
                rollup_columns(engine(), &rolled.stream, by, false, with_threads(threads));
            REQUIRE_FALSE(rollup.ok());
            CHECK(rollup.error().code == ErrorCode::bad_encoding);
            if (is_carried) continue;
            Given analysed(table);
            Answer answer;
            REQUIRE(analyse_columns(engine(), &analysed.stream, with_threads(threads),
                                    &answer.figures, &answer.issues)
                        .ok());
            std::int64_t rows = 0;
            CHECK(drain(answer.figures, rows) == EINVAL);
            CHECK(last_error(answer.figures).find("not UTF-8") != std::string::npos);
        }
    }
}

TEST_CASE("Progress is told and can stop the work") {
    for (const int threads : {1, 3}) {
        ColumnOptions options = with_threads(threads);
        std::vector<std::int64_t> told;
        options.progress = [&told](std::int64_t records) {
            told.push_back(records);
            return true;
        };
        Given whole(table_of(40));
        REQUIRE(rollup_columns(engine(), &whole.stream, {}, false, options).ok());
        REQUIRE_FALSE(told.empty());
        CHECK(std::is_sorted(told.begin(), told.end()));
        CHECK(told.back() == 40);

        options.progress = [](std::int64_t records) { return records < 10; };
        Given stopped(table_of(40));
        const Result<Rollup> rollup = rollup_columns(engine(), &stopped.stream, {}, false, options);
        REQUIRE_FALSE(rollup.ok());
        CHECK(rollup.error().code == ErrorCode::cancelled);
        CHECK(stopped.releases == 1);

        Given analysed(table_of(40));
        Answer answer;
        REQUIRE(
            analyse_columns(engine(), &analysed.stream, options, &answer.figures, &answer.issues)
                .ok());
        std::int64_t rows = 0;
        CHECK(drain(answer.figures, rows) == ECANCELED);
        CHECK(rows < 40);
    }
}

TEST_CASE("A roll-up is as it was where a stream cannot be added") {
    Rollup rollup = Rollup::create(engine(), {"school_id"}, true).value();
    Given good(table_of(4));
    ColumnReport report;
    REQUIRE(update_columns(rollup, &good.stream, {}, &report).ok());
    CHECK(report.records == 4);
    Given more(table_of(3, {{"school_id", "S2"}}));
    REQUIRE(update_columns(rollup, &more.stream, {}).ok());
    CHECK(rollup.n_analysed() == 7);
    const std::string before = rollup.serialise();
    Given broken(table_of(9), "gone");
    REQUIRE_FALSE(update_columns(rollup, &broken.stream, {}).ok());
    ColumnOptions options;
    options.progress = [](std::int64_t) { return false; };
    Given stopped(table_of(9));
    REQUIRE_FALSE(update_columns(rollup, &stopped.stream, options).ok());
    CHECK((rollup.serialise() == before));
}

TEST_CASE("A school in two clusters is refused, and both are named, whoever met them") {
    std::vector<TableColumn> columns = table_of(60, {{"cluster_id", "C7"}, {"authority_id", "A"}});
    for (const std::size_t row : {std::size_t{20}, std::size_t{59}})
        column_of(columns, "cluster_id").cells[row] = "C3";
    std::vector<TableColumn> odd = columns;
    // A record that goes the single record's way finds it too.
    column_of(odd, "session_hours").cells[20] = "7.5";
    for (const auto& table : {columns, odd}) {
        for (const int threads : {1, 2, 7}) {
            for (const std::size_t most_rows : {std::size_t{1}, std::size_t{100}}) {
                INFO(threads << " threads, batches of " << most_rows);
                Given given(table, "", most_rows);
                const Result<Rollup> rollup = rollup_columns(
                    tree_engine(), &given.stream, {"school_id"}, false, with_threads(threads));
                REQUIRE_FALSE(rollup.ok());
                CHECK(rollup.error().code == ErrorCode::hierarchy_conflict);
                CHECK(describe(rollup.error()).find("'S1' is in cluster_id 'C3' and in 'C7'") !=
                      std::string::npos);
            }
        }
    }
    Rollup rollup = Rollup::create(tree_engine(), {}, false).value();
    Given first(table_of(2, {{"cluster_id", "C7"}}));
    REQUIRE(update_columns(rollup, &first.stream, {}).ok());
    const std::string before = rollup.serialise();
    Given second(table_of(2, {{"cluster_id", "C3"}}));
    const Status status = update_columns(rollup, &second.stream, {});
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().code == ErrorCode::hierarchy_conflict);
    CHECK((rollup.serialise() == before));
}

TEST_CASE("Rejected records are listed in order with their rows and issues, up to a limit") {
    std::vector<TableColumn> columns = table_of(50);
    for (std::size_t row = 0; row < 50; row += 3)
        column_of(columns, "frequency").cells[row] = "never";
    column_of(columns, "session_hours").cells[3] = "-1";
    for (const int threads : {1, 2, 7}) {
        for (const std::size_t most : {std::size_t{0}, std::size_t{4}, std::size_t{1000}}) {
            ColumnOptions options = with_threads(threads);
            options.most_rejected = most;
            Given given(columns);
            ColumnReport report;
            const Rollup rollup =
                rollup_columns(engine(), &given.stream, {}, false, options, &report).value();
            CHECK(report.records == 50);
            CHECK(rollup.n_rejected() == 17);
            CHECK(rollup.n_analysed() == 33);
            REQUIRE(report.rejected.size() == std::min<std::size_t>(most, 17));
            for (std::size_t i = 0; i < report.rejected.size(); ++i) {
                const RejectedRecord& record = report.rejected[i];
                CHECK(record.row == static_cast<std::int64_t>(3 * i + 1));
                CHECK(record.line == 0);
                REQUIRE(record.issues.size() == (i == 1 ? 2U : 1U));
                CHECK(record.issues.front().code == IssueCode::unknown_frequency);
                CHECK(record.issues.front().found == "never");
                if (i == 1) CHECK(record.issues.back().code == IssueCode::negative_hours);
            }
        }
    }
}

TEST_CASE("A stream without rows gives answers without rows, of the same types") {
    const auto types_of = [](ArrowArrayStream& stream) {
        ArrowReader reader = ArrowReader::open(&stream, ArrowValidation::full).value();
        std::vector<std::pair<std::string, ArrowKind>> types;
        for (std::size_t i = 0; i < reader.names().size(); ++i)
            types.emplace_back(reader.names()[i], reader.types()[i].kind());
        std::int64_t rows = 0;
        while (reader.next().value())
            rows += reader.rows();
        return std::pair(types, rows);
    };
    const auto both = [&](std::size_t rows) {
        Given given(table_of(rows));
        Answer answer;
        REQUIRE(analyse_columns(engine(), &given.stream, with_threads(2), &answer.figures,
                                &answer.issues)
                    .ok());
        const auto figures = types_of(answer.figures);
        CHECK(figures.second == static_cast<std::int64_t>(rows));
        return std::pair(figures.first, types_of(answer.issues).first);
    };
    CHECK(both(0) == both(5));
    const auto rows_types = [&](std::size_t rows) {
        Given given(table_of(rows));
        const Rollup rollup =
            rollup_columns(engine(), &given.stream, {"school_id"}, false, with_threads(2)).value();
        ArrowArrayStream out{};
        export_rows(rollup, DecimalColumns::decimal128, &out);
        const auto types = types_of(out);
        CHECK(types.second == (rows == 0 ? 0 : 1));
        return types.first;
    };
    CHECK(rows_types(0) == rows_types(5));
}

TEST_CASE("Rows of a roll-up go out with their keys, level and figures, null where unknown") {
    std::vector<TableColumn> columns = table_of(6);
    column_of(columns, "school_id").cells = {"S1", "S1", "S2", "", "S2", "S1"};
    column_of(columns, "tier").cells = {"universal", "targeted", "", "targeted", "targeted", ""};
    column_of(columns, "delivered_by").cells[3] = "Nobody we know";
    Given given(columns);
    const Rollup rollup =
        rollup_columns(engine(), &given.stream, {"school_id", "tier"}, true, {}).value();
    const std::vector<RollupRow> rows = rollup.rows();
    for (const DecimalColumns decimals : {DecimalColumns::decimal128, DecimalColumns::float64}) {
        ArrowArrayStream out{};
        export_rows(rollup, decimals, &out);
        ArrowReader reader = ArrowReader::open(&out, ArrowValidation::full).value();
        REQUIRE(reader.names().size() == 3 + group_figures().size());
        CHECK(reader.names()[0] == "school_id");
        CHECK(reader.names()[1] == "tier");
        CHECK(reader.names()[2] == "level");
        CHECK(reader.types()[0].kind() == ArrowKind::utf8);
        CHECK(reader.types()[2].kind() == ArrowKind::int64);
        REQUIRE(reader.next().value());
        REQUIRE(reader.rows() == static_cast<std::int64_t>(rows.size()));
        for (std::int64_t i = 0; i < reader.rows(); ++i) {
            const RollupRow& row = rows[static_cast<std::size_t>(i)];
            for (std::size_t k = 0; k < 2; ++k) {
                const KeyPart part = k < row.level ? row.key[k] : std::nullopt;
                REQUIRE(reader.columns()[k].is_null(i) == !part.has_value());
                if (part) CHECK(reader.columns()[k].text(i) == *part);
            }
            CHECK(reader.columns()[2].integer(i) == static_cast<std::int64_t>(row.level));
            for (std::size_t k = 0; k < group_figures().size(); ++k) {
                const GroupFigure& figure = group_figures()[k];
                const ArrowColumn& column = reader.columns()[3 + k];
                INFO(figure.name << " of row " << i);
                const FigureValue value = figure.of(*row.totals);
                REQUIRE(column.is_null(i) == value.is_none());
                const ArrowKind exact = decimals == DecimalColumns::decimal128
                                            ? ArrowKind::decimal128
                                            : ArrowKind::float64;
                const ArrowKind kind = figure.shape.places < 0    ? ArrowKind::float64
                                       : figure.shape.places == 0 ? ArrowKind::int64
                                                                  : exact;
                CHECK(column.kind() == kind);
                if (value.is_none()) continue;
                if (kind == ArrowKind::int64) CHECK(Int128(column.integer(i)) == value.raw);
                if (kind == ArrowKind::decimal128) CHECK(column.decimal(i) == value.raw);
                if (kind != ArrowKind::float64) continue;
                std::string text;
                if (value.kind == FigureValue::Kind::decimal)
                    append_decimal(text, value.raw, value.places);
                CHECK(column.real(i) == (text.empty() ? value.real : std::stod(text)));
            }
        }
        CHECK_FALSE(reader.next().value());
    }
}

TEST_CASE("Confidential rates withhold costs in the rows that go out") {
    const Engine redacting =
        support::engine_of(R"({"rates": {"Teaching assistant": 14.37}, "redact_rates": true})");
    Given given(table_of(4));
    const Rollup rollup = rollup_columns(redacting, &given.stream, {"tier"}, false, {}).value();
    ArrowArrayStream out{};
    export_rows(rollup, DecimalColumns::decimal128, &out);
    const auto rows = rows_of(out);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].count("staff_hours") == 1);
    CHECK(rows[0].count("staff_cost") == 0);
    CHECK(rows[0].count("cost_per_learner") == 0);
}

TEST_CASE("A dictionary may change from batch to batch, and have nulls among its words") {
    const std::size_t rows = 200;
    std::vector<TableColumn> plain = table_of(rows);
    const std::vector<std::string> frequencies{"weekly", "daily", "", "fortnightly"};
    const std::vector<std::string> outcomes{"red", "green", "amber", ""};
    const std::vector<std::string> hours{"0.5", "1", "", "0.75"};
    for (std::size_t row = 0; row < rows; ++row) {
        column_of(plain, "frequency").cells[row] = frequencies[row / 3 % 4];
        column_of(plain, "outcome").cells[row] = outcomes[row / 7 % 4];
        column_of(plain, "session_hours").cells[row] = hours[row / 5 % 4];
        column_of(plain, "learner_id").cells[row] =
            row % 6 == 0 ? "" : "L" + std::to_string(row % 9);
        column_of(plain, "tier").cells[row] = row % 4 == 0 ? "targeted" : "universal";
        column_of(plain, "house").cells[row] = row % 5 == 0 ? "" : "H" + std::to_string(row % 3);
    }
    std::vector<TableColumn> words = plain;
    for (TableColumn& column : words)
        column.kind = column.name == "session_hours" ? Kind::numbers32 : Kind::words32;
    for (const int threads : {1, 2, 7}) {
        const ColumnOptions options = with_threads(threads);
        CHECK(figures_of(engine(), words, options) == figures_of(engine(), plain, options, 999));
        const std::vector<std::string> by{"outcome", "learner_id", "house"};
        Given as_words(words);
        Given as_text(plain, "", 999);
        const Rollup one = rollup_columns(engine(), &as_words.stream, by, true, options).value();
        const Rollup two = rollup_columns(engine(), &as_text.stream, by, true, options).value();
        CHECK((one.serialise() == two.serialise()));
    }
}

TEST_CASE("Every record comes once, whatever the threads and the batches") {
    for (const int threads : {1, 2, 3, 4, 7}) {
        for (std::size_t rows = 1; rows < 30; rows += 4) {
            INFO(threads << " threads, " << rows << " rows");
            Given given(table_of(rows));
            Answer answer;
            REQUIRE(analyse_columns(engine(), &given.stream, with_threads(threads), &answer.figures,
                                    &answer.issues)
                        .ok());
            std::int64_t found = 0;
            ArrowArray batch{};
            // Not for ever, where the last batch came again and again.
            while (found <= 100) {
                REQUIRE(answer.figures.get_next(&answer.figures, &batch) == 0);
                if (batch.release == nullptr) break;
                found += batch.length;
                batch.release(&batch);
            }
            CHECK(found == static_cast<std::int64_t>(rows));
        }
    }
}

TEST_CASE("A list of roles may have gaps, and more than three roles are too many") {
    std::vector<TableColumn> columns = table_of(5);
    TableColumn& roles = column_of(columns, "delivered_by");
    roles.cells = {"Teaching assistant\x1f", "\x1fTeaching assistant\x1f\x1f\x1f", "",
                   "Teacher\x1f\x1fTeacher\x1f", "Teacher\x1fTeacher\x1fTeacher\x1fTeacher\x1f"};
    for (const Kind kind : {Kind::list, Kind::large_list, Kind::word_list}) {
        roles.kind = kind;
        Given given(columns);
        Answer answer;
        REQUIRE(analyse_columns(engine(), &given.stream, {}, &answer.figures, &answer.issues).ok());
        const auto figures = rows_of(answer.figures);
        const auto issues = rows_of(answer.issues);
        REQUIRE(figures.size() == 5);
        CHECK(figures[0].at("staff_hours") == "1.375");
        CHECK(figures[1].at("staff_hours") == "1.375");
        CHECK(figures[2].count("staff_hours") == 0);
        CHECK(figures[3].at("staff_hours") == "2.75");
        CHECK(figures[4].count("staff_hours") == 0);
        REQUIRE(issues.size() == 2);
        CHECK(issues[0].at("row") == "3");
        CHECK(issues[0].at("code") == "missing_required");
        CHECK(issues[1].at("row") == "5");
        CHECK(issues[1].at("code") == "too_many_roles");
    }
}

TEST_CASE("A list that is none of roles is what its items say") {
    std::vector<TableColumn> columns = table_of(2, {{"frequency", "twice_weekly"}});
    TableColumn& days = column_of(columns, "weekdays");
    days.kind = Kind::list;
    days.cells = {"mon\x1fthu\x1f", "mon\x1f"};
    TableColumn& clubs = column_of(columns, "clubs");
    clubs.kind = Kind::list;
    clubs.cells = {
        "chess\x1f"
        "choir\x1f"
        "chess\x1f"
        "art\x1f",
        "chess\x1f"};
    Given given(columns);
    Answer answer;
    REQUIRE(analyse_columns(engine(), &given.stream, {}, &answer.figures, &answer.issues).ok());
    const auto figures = rows_of(answer.figures);
    CHECK(figures[0].at("sessions_per_week") == "2");
    const auto issues = rows_of(answer.issues);
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].at("row") == "2");
    CHECK(issues[0].at("code") == "weekdays_mismatch");
    Given again(columns);
    const Rollup rollup = rollup_columns(engine(), &again.stream, {"clubs"}, false, {}).value();
    REQUIRE(rollup.rows().size() == 1);
    CHECK(rollup.rows()[0].key[0] == "chess;choir;chess;art");

    // A field that takes no list: what stands there is not taken for roles.
    std::vector<TableColumn> odd = table_of(2);
    column_of(odd, "frequency").kind = Kind::list;
    column_of(odd, "frequency").cells = {"weekly\x1f",
                                         "weekly\x1f"
                                         "daily\x1f"};
    const auto read = figures_of(engine(), odd, {});
    CHECK(read[0].at("staff_hours") == "1.375");
    CHECK(read[0].at("total_cost") == "45.25875");
    CHECK(read[1].empty());
}

TEST_CASE("Issues are those of the records whose figures were given") {
    std::vector<TableColumn> columns = table_of(30);
    for (std::size_t row = 0; row < 30; ++row)
        column_of(columns, "session_hours").cells[row] = row % 2 == 0 ? "-1" : "8";
    Given given(columns);
    Answer answer;
    REQUIRE(
        analyse_columns(engine(), &given.stream, with_threads(1), &answer.figures, &answer.issues)
            .ok());
    ArrowArray batch{};
    std::int64_t rows = 0;
    while (rows < 5) {
        REQUIRE(answer.figures.get_next(&answer.figures, &batch) == 0);
        REQUIRE(batch.release != nullptr);
        rows += batch.length;
        batch.release(&batch);
    }
    const auto issues = rows_of(answer.issues);
    REQUIRE(issues.size() == static_cast<std::size_t>(rows));
    for (std::size_t i = 0; i < issues.size(); ++i) {
        CHECK(issues[i].at("row") == std::to_string(i + 1));
        CHECK(issues[i].at("code") == (i % 2 == 0 ? "negative_hours" : "implausible_session"));
        CHECK(issues[i].at("severity") == (i % 2 == 0 ? "error" : "warning"));
        CHECK(issues[i].at("field") == "session_hours");
        CHECK(issues[i].at("message").find(i % 2 == 0 ? "-1" : "8") != std::string::npos);
    }
    // Their stream may go first.
    CHECK(answer.issues.release == nullptr);
    CHECK(drain(answer.figures, rows) == 0);
}

TEST_CASE("An id comes once in its school, across batches and threads") {
    std::vector<TableColumn> columns = table_of(40);
    TableColumn& ids = column_of(columns, "id");
    TableColumn& schools = column_of(columns, "school_id");
    for (std::size_t row = 0; row < 40; ++row) {
        ids.cells[row] = "r" + std::to_string(row / 2);
        schools.cells[row] = row % 4 == 1 ? "S2" : "S1";  // every other pair in two schools
    }
    for (const int threads : {1, 3}) {
        Given given(columns);
        Answer answer;
        REQUIRE(analyse_columns(engine(), &given.stream, with_threads(threads), &answer.figures,
                                &answer.issues)
                    .ok());
        std::int64_t rows = 0;
        CHECK(drain(answer.figures, rows) == 0);
        const auto issues = rows_of(answer.issues);
        REQUIRE(issues.size() == 10);
        for (std::size_t i = 0; i < issues.size(); ++i) {
            CHECK(issues[i].at("row") == std::to_string(4 * i + 4));
            CHECK(issues[i].at("code") == "duplicate_id");
        }
    }
}

TEST_CASE("Serial dates are read where they are asked for") {
    std::vector<TableColumn> columns = table_of(2);
    column_of(columns, "started").kind = Kind::int32;
    column_of(columns, "started").cells = {"45170", "45170"};
    ColumnOptions options;
    CHECK(figures_of(engine(), columns, options)[0].empty());
    options.serial_dates = true;
    CHECK(figures_of(engine(), columns, options)[0].at("school_days") == "75");
}

TEST_CASE("More different texts than are remembered are read one by one") {
    const std::size_t rows = (std::size_t{1} << 20U) + 3000;
    std::vector<TableColumn> columns = table_of(rows);
    std::vector<std::string>& cells = column_of(columns, "intervention").cells;
    for (std::size_t row = 0; row < rows; ++row)
        cells[row] = "ours " + std::to_string(row);
    Given given(std::move(columns), "", 100000);
    Answer answer;
    REQUIRE(
        analyse_columns(engine(), &given.stream, with_threads(1), &answer.figures, &answer.issues)
            .ok());
    ArrowReader reader = ArrowReader::open(&answer.figures, ArrowValidation::full).value();
    std::size_t same = 0;
    while (reader.next().value()) {
        const auto at = std::find(reader.names().begin(), reader.names().end(), "total_cost");
        const ArrowColumn& costs =
            reader.columns()[static_cast<std::size_t>(at - reader.names().begin())];
        for (std::int64_t i = 0; i < reader.rows(); ++i)
            same += !costs.is_null(i) && costs.decimal(i) == 45258750 ? 1 : 0;
    }
    CHECK(same == rows);
}

namespace {

using Json = nlohmann::json;

/// A value of a case as the text of a cell.
std::string cell_of(const Json& value) {
    if (value.is_null()) return "";
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string cell;
    for (const Json& item : value)
        (cell += item.get<std::string>()) += support::kItemEnd;
    return cell;
}

/// The cases as columns: lists as lists, numbers in columns of numbers.
std::vector<TableColumn> columns_of(const std::vector<const Json*>& cases) {
    std::vector<TableColumn> columns;
    std::set<std::string> names;
    for (const Json* one : cases) {
        for (const auto& [name, value] : (*one)["record"].items())
            names.insert(name);
    }
    names.erase("id");
    for (const std::string& name : names) {
        TableColumn column{name, Kind::nothing, {}};
        for (const Json* one : cases) {
            const Json value = (*one)["record"].value(name, Json());
            column.cells.push_back(cell_of(value));
            if (value.is_array()) column.kind = Kind::list;
            if (value.is_string()) column.kind = Kind::utf8;
            const bool undecided = column.kind == Kind::nothing || column.kind == Kind::int64;
            if (value.is_number_integer() && undecided) column.kind = Kind::int64;
            if (value.is_number_float() && column.kind != Kind::utf8) column.kind = Kind::float64;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

/// Whether a figure is what a case expects: text exactly at its scale, numbers to 1e-12.
bool is_expected(const Json& expected, const ArrowColumn& column, std::int64_t row) {
    if (expected.is_null() || column.is_null(row)) return expected.is_null() == column.is_null(row);
    if (expected.is_number_integer()) return column.integer(row) == expected.get<std::int64_t>();
    if (expected.is_number()) {
        const double wanted = expected.get<double>();
        return std::abs(column.real(row) - wanted) <= 1e-12 * std::abs(wanted);
    }
    std::string found;
    column.append_text(row, found);
    if (column.kind() != ArrowKind::decimal128) return found == expected.get<std::string>();
    ReadDecimal read;
    const int places = column.decimal_places();
    return read_decimal(expected.get<std::string>(), places, read) == DecimalFault::none &&
           !read.reduced && Int128(read.raw) == column.decimal(row);
}

}  // namespace

TEST_CASE("The engine's cases have the figures that they expect as columns too") {
    const std::array<std::string, 3> scores{"baseline", "target", "actual"};
    const std::set<std::string> compared{"attended_exceeds_scheduled", "rate_missing",
                                         "outcome_mismatch", "target_not_improvement"};
    std::size_t cases = 0;
    std::size_t figures = 0;
    const std::string folder = std::string(EFFAITH_SOURCE_DIR) + "/tests/data/engine";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const Json document = Json::parse(std::ifstream(file.path()));
        const Engine of = support::engine_of(document["config"].dump());
        // A number and a text mean different things as an age: a column has the one or the other.
        std::map<std::array<bool, 3>, std::vector<const Json*>> groups;
        for (const Json& one : document["cases"]) {
            std::array<bool, 3> texts{};
            for (std::size_t i = 0; i < scores.size(); ++i)
                texts[i] = one["record"].value(scores[i], Json()).is_string();
            groups[texts].push_back(&one);
        }
        for (const auto& [texts, group] : groups) {
            Given given(columns_of(group), "", 40);
            Answer answer;
            REQUIRE(
                analyse_columns(of, &given.stream, with_threads(2), &answer.figures, &answer.issues)
                    .ok());
            ArrowReader reader = ArrowReader::open(&answer.figures, ArrowValidation::full).value();
            while (reader.next().value()) {
                for (std::int64_t i = 0; i < reader.rows(); ++i) {
                    const Json& one = *group[static_cast<std::size_t>(reader.rows_before() + i)];
                    for (const auto& [name, expected] : one["expect"].items()) {
                        ++figures;
                        if (name == "warnings") continue;
                        const auto at =
                            std::find(reader.names().begin(), reader.names().end(), name);
                        REQUIRE(at != reader.names().end());
                        INFO(file.path().filename() << " " << one["record"]["id"] << " " << name);
                        REQUIRE(is_expected(
                            expected,
                            reader.columns()[static_cast<std::size_t>(at - reader.names().begin())],
                            i));
                    }
                }
            }
            std::vector<std::set<std::string>> warnings(group.size());
            for (const auto& issue : rows_of(answer.issues)) {
                if (compared.count(issue.at("code")) == 0) continue;
                warnings[std::stoul(issue.at("row")) - 1].insert(issue.at("code"));
            }
            for (std::size_t i = 0; i < group.size(); ++i) {
                INFO(file.path().filename() << " " << (*group[i])["record"]["id"]);
                CHECK(Json(warnings[i]) == (*group[i])["expect"].value("warnings", Json::array()));
            }
            cases += group.size();
        }
    }
    CHECK(cases == 800);
    CHECK(figures > 11000);
}
