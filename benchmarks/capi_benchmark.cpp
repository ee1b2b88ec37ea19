// What the C interface costs: a record as a struct, a document of records, a batch of columns;
// beside an empty call, the parsing alone, and the C++ call. Answers are checked before anything is
// timed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "counted_allocations.hpp"
#include "effaith.h"
#include "effaith/effaith.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/config_reader.hpp"
#include "one_million.hpp"

namespace {

constexpr const char* kConfig = R"({"rates": {"Teaching assistant": 14.37}})";

[[noreturn]] void fail(const char* what) {
    std::printf("%s\n", what);
    std::exit(1);
}

double nanoseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
        .count();
}

/// The shortest of several rounds, in nanoseconds.
template <class Work>
double best_of(int rounds, const Work& work) {
    double best = 1e18;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, nanoseconds_since(start));
    }
    return best;
}

effaith_record example() {
    effaith_record record;
    std::memset(&record, 0, sizeof record);
    record.struct_size = static_cast<std::uint32_t>(sizeof record);
    record.id = effaith_text_of("r1");
    record.school_id = effaith_text_of("S1");
    record.support_type = effaith_text_of("catch-up literacy");
    record.delivered_by[0] = effaith_text_of("Teaching assistant");
    record.aim = effaith_text_of("Reads a page");
    record.frequency = EFFAITH_WEEKLY;
    record.started = 202309;
    record.ended = 202312;
    record.outcome = EFFAITH_OUTCOME_AMBER;
    record.has = EFFAITH_HAS_LEARNERS_PER_SESSION | EFFAITH_HAS_SESSION_HOURS |
                 EFFAITH_HAS_SESSIONS_ATTENDED | EFFAITH_HAS_CAPITAL_COST;
    record.learners_per_session = 4;
    record.session_hours = EFFAITH_HOUR / 2;
    record.sessions_attended = 11;
    record.capital_cost = 25500000;
    return record;
}

void time_record(const effaith_engine* engine) {
    constexpr int kCalls = 200000;
    const effaith_record record = example();
    effaith_impact impact;
    std::memset(&impact, 0, sizeof impact);
    impact.struct_size = static_cast<std::uint32_t>(sizeof impact);
    if (effaith_record_analyse(engine, &record, &impact, nullptr, nullptr) != EFFAITH_OK ||
        impact.total_cost != 45258750) {
        fail("The record's answer is wrong.");
    }
    const std::size_t before = counted_allocations();
    const double record_time = best_of(7, [&] {
        for (int i = 0; i < kCalls; ++i)
            effaith_record_analyse(engine, &record, &impact, nullptr, nullptr);
    });
    const std::size_t made = counted_allocations() - before;
    std::uint32_t sum = 0;
    const double empty_time = best_of(7, [&] {
        for (int i = 0; i < kCalls; ++i)
            sum += effaith_abi_version();
    });
    std::printf("one record by struct      %8.1f ns, %zu allocations; an empty call %.1f ns%s\n",
                record_time / kCalls, made, empty_time / kCalls, sum == 0 ? "" : "!");
}

/// Takes every event and does nothing.
struct Silence : nlohmann::json_sax<nlohmann::json> {
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }
};

void time_document(const effaith_engine* engine) {
    constexpr int kRecords = 1000;
    std::string document = "[";
    for (int i = 0; i < kRecords; ++i) {
        document += i == 0 ? "" : ",\n";
        document += R"({"id": "r)" + std::to_string(i) +
                    R"(", "school_id": "S1", "support_type": "catch-up literacy",
 "delivered_by": ["Teaching assistant"], "learners_per_session": 4, "frequency": "weekly",
 "session_hours": 0.5, "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
 "outcome": "amber", "aim": "Reads a page", "capital_cost": 25.5})";
    }
    document += "]";
    const auto analyse = [&] {
        char* text = nullptr;
        std::size_t size = 0;
        if (effaith_document_analyse(engine, document.data(), document.size(), nullptr, &text,
                                     &size, nullptr) != EFFAITH_OK ||
            std::strstr(text, "45.25875") == nullptr) {
            fail("The document's answer is wrong.");
        }
        effaith_free(text);
    };
    const auto parse = [&] {
        Silence silence;
        if (!nlohmann::json::sax_parse(document, &silence)) fail("The document is not parsed.");
    };
    const double analysed = best_of(15, analyse) / kRecords;
    const double parsed = best_of(15, parse) / kRecords;
    std::printf("a document's record       %8.1f ns (%.0f a second), its parsing alone %.1f ns\n",
                analysed, 1e9 / analysed, parsed);
}

std::int64_t drain(ArrowArrayStream& stream) {
    std::int64_t rows = 0;
    while (true) {
        ArrowArray batch{};
        if (stream.get_next(&stream, &batch) != 0) fail("A stream has failed.");
        if (batch.release == nullptr) break;
        rows += batch.length;
        batch.release(&batch);
    }
    stream.release(&stream);
    return rows;
}

void time_columns(const effaith_engine* engine) {
    const effaith::Result<effaith::Config> config = effaith::read_config(kConfig);
    const effaith::Result<effaith::Engine> direct = effaith::Engine::create(*config);
    const MillionRecords records;
    effaith_options options;
    std::memset(&options, 0, sizeof options);
    options.struct_size = static_cast<std::uint32_t>(sizeof options);
    options.threads = 1;
    options.decimals = EFFAITH_DECIMALS_FLOAT64;
    const auto by_c = [&] {
        ArrowArrayStream stream = records.stream();
        ArrowArrayStream figures{};
        ArrowArrayStream issues{};
        if (effaith_columns_analyse(engine, &stream, &options, &figures, &issues, nullptr) !=
                EFFAITH_OK ||
            drain(figures) != MillionRecords::kRows) {
            fail("The columns' answer is wrong.");
        }
        issues.release(&issues);
    };
    const auto by_cpp = [&] {
        ArrowArrayStream stream = records.stream();
        ArrowArrayStream figures{};
        ArrowArrayStream issues{};
        effaith::ColumnOptions how;
        how.threads = 1;
        how.decimals = effaith::DecimalColumns::float64;
        if (!effaith::analyse_columns(*direct, &stream, how, &figures, &issues) ||
            drain(figures) != MillionRecords::kRows) {
            fail("The columns' answer is wrong.");
        }
        issues.release(&issues);
    };
    double c = 1e18;
    double cpp = 1e18;
    for (int round = 0; round < 15; ++round) {  // in turns, for the machine has moods
        c = std::min(c, best_of(1, by_c));
        cpp = std::min(cpp, best_of(1, by_cpp));
    }
    std::printf("a record of 1 M in Arrow  %8.1f ns by C, %.1f ns by C++: %+.1f %%\n",
                c / MillionRecords::kRows, cpp / MillionRecords::kRows, 100 * (c / cpp - 1));
}

}  // namespace

int main() {
    effaith_engine* engine = nullptr;
    if (effaith_engine_create(kConfig, std::strlen(kConfig), &engine, nullptr) != EFFAITH_OK)
        fail("There is no engine.");
    time_record(engine);
    time_document(engine);
    time_columns(engine);
    effaith_engine_destroy(engine);
    return 0;
}
