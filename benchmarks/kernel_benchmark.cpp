// The kernels of columns by themselves: nanoseconds a record. Each is first held against a plain
// reference; a kernel that differs from it is not timed.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <random>

#include "columns/kernel.hpp"
#include "effaith/impact.hpp"
#include "io/csv_marks.hpp"
#include "sort_hashes.hpp"

namespace effaith {
namespace {

/// A block of plain records, seeded.
struct Block {
    Lane<double> learners;
    Lane<double> hours;
    Lane<double> attended;
    Lane<double> capital;
    CellBlock cells;
    PlainBlock plain;

    Block() {
        std::mt19937_64 random(20240901);
        const auto between = [&random](int least, int most) {
            return static_cast<double>(std::uniform_int_distribution<int>(least, most)(random));
        };
        cells.rows = kBlockRows;
        cells.quantities = {&learners, &hours, &attended, &capital};
        for (std::size_t row = 0; row < kBlockRows; ++row) {
            learners[row] = between(1, 12);
            hours[row] = 2500 * between(1, 6);
            attended[row] = between(1, 120);
            capital[row] = 10000 * between(0, 200000);
            plain.mean_num[row] = static_cast<float>(between(1, 4000));
            plain.mean_den[row] = static_cast<float>(between(1, 60));
            plain.people[row] = static_cast<float>(between(1, 3));
            plain.rates[row] = 10000 * between(1000, 6100);
        }
    }
};

void require(bool same, const char* kernel) {
    if (same) return;
    std::fprintf(stderr, "%s differs from its reference.\n", kernel);
    std::exit(1);
}

/// The figures of each record by the exact kind of number, one by one.
void check_lanes(const Block& block, const FigureLanes& lanes) {
    for (std::size_t row = 0; row < kBlockRows; ++row) {
        const auto whole = [](double value) { return static_cast<std::int64_t>(value); };
        const Exact mean(whole(block.plain.mean_num[row]), whole(block.plain.mean_den[row]));
        const Hours length = Hours::from_raw(whole(block.hours[row]));
        const Exact attended(whole(block.attended[row]));
        const std::int64_t group = whole(block.learners[row]);
        const Exact received = hours_of(attended, length);
        const Exact rates = sum_of_rates(whole(block.plain.rates[row]));
        const auto people = whole(block.plain.people[row]);
        require(rounded_to<Hours>(hours_of(mean, length))->raw() == lanes.hours_planned[row] &&
                    rounded_to<Hours>(received)->raw() == lanes.hours_received[row] &&
                    rounded_to<Hours>(staff_hours_of(received, people, group))->raw() ==
                        lanes.staff_hours[row] &&
                    rounded_to<Money>(staff_cost_of(attended, length, rates, group))->raw() ==
                        lanes.staff_cost[row] &&
                    whole(block.capital[row]) == lanes.capital_cost[row],
                "compute_lanes");
    }
}

void compute(benchmark::State& state) {
    static const Block block;
    static FigureLanes lanes;
    const Policy policy;
    compute_lanes(block.cells, block.plain, policy, lanes);
    check_lanes(block, lanes);
    for ([[maybe_unused]] const auto round : state) {
        compute_lanes(block.cells, block.plain, policy, lanes);
        benchmark::DoNotOptimize(lanes);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockRows));
}
BENCHMARK(compute);

void sort(benchmark::State& state) {
    std::mt19937_64 random(7);
    std::vector<std::uint64_t> hashes(static_cast<std::size_t>(state.range(0)));
    for (std::uint64_t& hash : hashes)
        hash = random();
    std::vector<std::uint64_t> sorted = hashes;
    std::vector<std::uint64_t> reference = hashes;
    sort_hashes(sorted, 0);
    std::sort(reference.begin(), reference.end());
    require(sorted == reference, "sort_hashes");
    for ([[maybe_unused]] const auto round : state) {
        sorted = hashes;
        sort_hashes(sorted, 0);
        benchmark::DoNotOptimize(sorted.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sort)->Arg(1000)->Arg(5000)->Arg(1000000);

void find_marks(benchmark::State& state) {
    std::string text;
    for (int row = 0; row < 2000; ++row)
        text += "\"S" + std::to_string(row) + "\",\"weekly\",0.5,\"a, b\"\r\n";
    CsvMarks marks;
    find_csv_marks(text, ',', marks);
    std::vector<std::uint32_t> reference;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        quoted ^= text[i] == '"';
        if (!quoted && (text[i] == ',' || text[i] == '\n')) {
            reference.push_back(static_cast<std::uint32_t>(i));
        }
    }
    require(marks.regular && marks.ends == reference, "find_csv_marks");
    for ([[maybe_unused]] const auto round : state) {
        find_csv_marks(text, ',', marks);
        benchmark::DoNotOptimize(marks.ends.data());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(find_marks);

}  // namespace
}  // namespace effaith

BENCHMARK_MAIN();
