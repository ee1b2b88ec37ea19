// The library as the benchmark reaches it, and what plain memory costs beside it.
//
// Records come and answers go as streams of the Arrow C data interface. A function that takes a
// stream releases it. Answers are 0 where they are well; effaith_peer_last_error says what is
// wrong.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/effaith.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/config_reader.hpp"

#if defined(_WIN32)
#define EFFAITH_PEER extern "C" __declspec(dllexport)
#else
#define EFFAITH_PEER extern "C" __attribute__((visibility("default")))
#endif

namespace {

std::string& last_error() {
    thread_local std::string text;
    return text;
}

int fail(std::string_view text) {
    last_error() = text;
    return -1;
}

/// What the Arrow interface hands over is released once, by whoever took it.
template <class Handle>
struct Taken {
    explicit Taken(Handle* handle) : value(handle) {}
    ~Taken() {
        if (value->release != nullptr) value->release(value);
    }
    Taken(const Taken&) = delete;
    Taken& operator=(const Taken&) = delete;
    Handle* value;
};

/// Bytes of one value of a type of fixed width, a dictionary's index included; 0 for others.
std::size_t width_of(std::string_view format) {
    if (format == "c" || format == "C") return 1;
    if (format == "s" || format == "S") return 2;
    if (format == "i" || format == "I" || format == "f" || format == "tdD") return 4;
    if (format == "l" || format == "L" || format == "g" || format == "tdm") return 8;
    return 0;
}

/// The sum of every 8-byte word of a buffer, and of the bytes that are left.
std::uint64_t sum_of(const unsigned char* bytes, std::size_t size) {
    std::uint64_t sum = 0;
    std::size_t i = 0;
    for (; i + sizeof(std::uint64_t) <= size; i += sizeof(std::uint64_t)) {
        std::uint64_t word;
        std::memcpy(&word, bytes + i, sizeof word);
        sum += word;
    }
    for (; i < size; ++i)
        sum += bytes[i];
    return sum;
}

std::uint64_t sum_of_column(const ArrowArray& column, std::string_view format) {
    const std::size_t width = width_of(format);
    if (width == 0 || column.n_buffers < 2 || column.buffers[1] == nullptr) return 0;
    const auto* values = static_cast<const unsigned char*>(column.buffers[1]);
    return sum_of(values + static_cast<std::size_t>(column.offset) * width,
                  static_cast<std::size_t>(column.length) * width);
}

/// Keeps the compiler from leaving out what nobody reads.
void touch(const void* memory) {
#if defined(__GNUC__)
    asm volatile("" : : "r"(memory) : "memory");
#else
    static_cast<void>(*static_cast<const volatile unsigned char*>(memory));
#endif
}

}  // namespace

EFFAITH_PEER const char* effaith_peer_last_error(void) {
    return last_error().c_str();
}

/// An engine of the configuration; it lives as long as the process. Null on an error.
EFFAITH_PEER void* effaith_peer_engine(const char* config_json) {
    effaith::Result<effaith::Config> config = effaith::read_config(config_json);
    if (!config) {
        fail(config.error().message);
        return nullptr;
    }
    effaith::Result<effaith::Engine> engine = effaith::Engine::create(std::move(*config));
    if (!engine) {
        fail(engine.error().message);
        return nullptr;
    }
    return new effaith::Engine(std::move(*engine));
}

/// Rows of a roll-up: the key columns as text, then the figures. `by` has commas between
/// dimensions. Distinct learners are counted where the records have the column.
EFFAITH_PEER int effaith_peer_rollup(void* engine, ArrowArrayStream* records, const char* by,
                                     int threads, int with_learners, ArrowArrayStream* rows_out) {
    const Taken<ArrowArrayStream> taken(records);
    static_cast<void>(with_learners);
    std::vector<std::string> dimensions;
    std::string_view rest = by;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        dimensions.emplace_back(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    effaith::ColumnOptions options;
    options.threads = threads;
    effaith::ColumnReport report;
    const auto rollup = effaith::rollup_columns(*static_cast<effaith::Engine*>(engine), records,
                                                dimensions, false, options, &report);
    if (!rollup) return fail(rollup.error().message);
    if (rollup->n_rejected() > 0) return fail(std::to_string(rollup->n_rejected()) + " rejected");
    effaith::export_rows(*rollup, effaith::DecimalColumns::float64, rows_out);
    return 0;
}

/// Every figure of every record as columns, in the order of the records.
EFFAITH_PEER int effaith_peer_analyse(void* engine, ArrowArrayStream* records, int threads,
                                      ArrowArrayStream* figures_out) {
    const Taken<ArrowArrayStream> taken(records);
    effaith::ColumnOptions options;
    options.threads = threads;
    options.decimals = effaith::DecimalColumns::float64;
    ArrowArrayStream issues{};
    const effaith::Status started = effaith::analyse_columns(
        *static_cast<effaith::Engine*>(engine), records, options, figures_out, &issues);
    if (!started) return fail(started.error().message);
    issues.release(&issues);
    return 0;
}

/// Reads every value of every column of fixed width once, a dictionary's by its index: their sum by
/// words. Below 0 where the stream fails.
EFFAITH_PEER double effaith_peer_plain_read(ArrowArrayStream* records) {
    const Taken<ArrowArrayStream> taken(records);
    ArrowSchema schema{};
    if (records->get_schema(records, &schema) != 0) return fail("the stream has no schema");
    const Taken<ArrowSchema> schema_taken(&schema);
    std::uint64_t sum = 0;
    for (;;) {
        ArrowArray batch{};
        if (records->get_next(records, &batch) != 0) return fail("the stream broke off");
        if (batch.release == nullptr) break;
        const Taken<ArrowArray> batch_taken(&batch);
        for (std::int64_t i = 0; i < batch.n_children; ++i)
            sum += sum_of_column(*batch.children[i], schema.children[i]->format);
    }
    return static_cast<double>(sum);
}

/// Writes so many columns of 8-byte values, each of so many rows: the bytes written.
EFFAITH_PEER long effaith_peer_plain_write(long rows, int columns, void* const* buffers) {
    for (int column = 0; column < columns; ++column) {
        auto* out = static_cast<std::uint64_t*>(buffers[column]);
        for (long row = 0; row < rows; ++row)
            out[row] = static_cast<std::uint64_t>(row + column);
        touch(out);
    }
    return rows * columns * static_cast<long>(sizeof(std::uint64_t));
}
