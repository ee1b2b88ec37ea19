// One record through the C++ call: nanoseconds and heap allocations, after the answer is checked.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "counted_allocations.hpp"
#include "effaith/effaith.hpp"
#include "effaith/io/config_reader.hpp"

namespace {

using namespace effaith;

/// The worked example of the definitions, with the codes and scores that a full record has.
Record full_record() {
    Record record;
    record.id = "r1";
    record.learner_id = "L1";
    record.school_id = "S1";
    record.area_of_need = "DYSL";
    record.tier = "targeted";
    record.year_group = "4";
    record.support_type = "numeracy";
    record.delivered_by = {"Teaching assistant"};
    record.learners_per_session = 4;
    record.frequency = Frequency::weekly;
    record.session_hours = Hours::from_raw(5000);
    record.started = PeriodEnd(*Month::from_ym(2023, 9));
    record.ended = PeriodEnd(*Month::from_ym(2023, 12));
    record.sessions_attended = 11;
    record.aim = "adds to twenty";
    record.outcome = Outcome::amber;
    record.capital_cost = Money::from_raw(25500000);
    record.measure = "reading_age";
    record.baseline = ScoreValue::known(Score::from_whole(75));
    record.target = ScoreValue::known(Score::from_whole(80));
    record.actual = ScoreValue::known(Score::from_whole(80));
    return record;
}

void measure(const char* name, const Engine& engine, const Record& record, int calls) {
    RecordAnalysis answer;
    for (int i = 0; i < 1000; ++i) {
        answer.clear();
        engine.analyse(record, answer);
    }
    if (answer.rejected() || to_text(*answer.impact.cost->total_cost) != "45.25875") {
        std::puts("The answer is wrong.");
        std::exit(1);
    }
    constexpr int kRounds = 9;
    double best = 1e9;
    const std::size_t before = counted_allocations();
    for (int round = 0; round < kRounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < calls; ++i) {
            answer.clear();
            engine.analyse(record, answer);
        }
        const std::chrono::duration<double, std::nano> spent =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, spent.count() / calls);
    }
    std::printf("%-28s %7.1f ns a record, %zu allocations, %zu issues\n", name, best,
                counted_allocations() - before, answer.issues.list().size());
}

}  // namespace

int main(int count, char** arguments) {
    const int calls = count > 1 ? std::atoi(arguments[1]) : 200000;
    const Result<Config> config = read_config(R"({
        "rates": {"Teaching assistant": 14.37},
        "measures": [{"id": "reading_age", "kind": "age_equivalent", "sd": 15, "reliability": 0.9}]})");
    const Result<Engine> engine = Engine::create(*config);
    const Record full = full_record();
    Record plain = full;
    plain.measure = {};
    plain.area_of_need = plain.tier = plain.year_group = {};
    Record termly = full;
    termly.frequency = Frequency::half_termly;
    termly.sessions_attended = 11;
    measure("dosage and cost", *engine, plain, calls);
    measure("with codes and progress", *engine, full, calls);
    measure("half termly, with a warning", *engine, termly, calls);
    return 0;
}
