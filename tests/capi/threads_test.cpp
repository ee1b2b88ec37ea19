// One engine used by eight threads at once, and their roll-ups merged: the same answers as from one
// thread. To be run under the thread sanitizer.
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "support.h"

namespace {

constexpr int kThreads = 8;
constexpr int kRecords = 400;

/// The record of a number, its texts in `place`.
effaith_record record_of(int number, std::string (&place)[2]) {
    place[0] = "r" + std::to_string(number);
    place[1] = "S" + std::to_string(number % 5);
    effaith_record record = good_record();
    record.id = effaith_text_of(place[0].c_str());
    record.school_id = effaith_text_of(place[1].c_str());
    record.cluster_id = effaith_text_of("C1");
    record.sessions_attended = number % 20;  // 0 is rejected
    return record;
}

effaith_rollup* new_rollup(const effaith_engine* engine) {
    effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = nullptr;
    effaith_rollup_create(engine, &by, 1, 1, &rollup, nullptr);
    return rollup;
}

/// Rolls a document up with threads of its own, beside the threads that call it.
bool takes_a_document(const effaith_engine* engine) {
    std::string csv =
        "id,school_id,support_type,delivered_by_1,learners_per_session,frequency,session_hours,"
        "started,ended,sessions_attended,outcome,aim\n";
    for (int number = 0; number < 3000; ++number) {
        csv += "r" + std::to_string(number) +
               ",S1,reading,Teacher,2,weekly,0.5,2023-09,2023-12,9,green,Reads a page\n";
    }
    effaith_options options;
    std::memset(&options, 0, sizeof options);
    options.struct_size = static_cast<std::uint32_t>(sizeof options);
    options.input = EFFAITH_INPUT_CSV;
    options.threads = 2;
    effaith_rollup* rollup = new_rollup(engine);
    const effaith_status added =
        effaith_rollup_add_document(rollup, csv.data(), csv.size(), &options, nullptr);
    effaith_rollup_destroy(rollup);
    return added == EFFAITH_OK;
}

/// Uses the engine in every way, on its share of the records; whether all went well.
bool work(const effaith_engine* engine, effaith_rollup* rollup, int first) {
    bool well = true;
    for (int number = first; number < kRecords; number += kThreads) {
        std::string place[2];
        const effaith_record record = record_of(number, place);
        effaith_impact impact = empty_impact();
        char* text = nullptr;
        std::size_t size = 0;
        effaith_error* error = nullptr;
        well = well &&
               effaith_record_analyse(engine, &record, &impact, nullptr, nullptr) == EFFAITH_OK;
        well = well && impact.rejected == (number % 20 == 0 ? 1 : 0);
        well = well &&
               effaith_rollup_add_records(rollup, &record, 1, sizeof record, nullptr) == EFFAITH_OK;
        well = well && effaith_record_explain(engine, &record, EFFAITH_FORMAT_JSON, &text, &size,
                                              nullptr) == EFFAITH_OK;
        effaith_free(text);
        well = well && effaith_document_analyse(engine, "[", 1, nullptr, &text, &size, &error) ==
                           EFFAITH_ERR_BAD_JSON;
        effaith_error_destroy(error);
    }
    return well && takes_a_document(engine);
}

std::string bytes_of(const effaith_rollup* rollup) {
    char* bytes = nullptr;
    std::size_t size = 0;
    if (effaith_rollup_serialise(rollup, &bytes, &size, nullptr) != EFFAITH_OK) return {};
    std::string copy(bytes, size);
    effaith_free(bytes);
    return copy;
}

}  // namespace

int main() {
    effaith_engine* engine = nullptr;
    effaith_engine_create(kConfig, std::strlen(kConfig), &engine, nullptr);
    std::vector<effaith_rollup*> rollups;
    for (int i = 0; i < kThreads; ++i)
        rollups.push_back(new_rollup(engine));
    std::vector<int> well(kThreads, 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            const auto place = static_cast<std::size_t>(i);
            well[place] = work(engine, rollups[place], i) ? 1 : 0;
        });
    }
    for (std::thread& thread : threads)
        thread.join();

    effaith_rollup* alone = new_rollup(engine);
    for (int number = 0; number < kRecords; ++number) {
        std::string place[2];
        const effaith_record record = record_of(number, place);
        effaith_rollup_add_records(alone, &record, 1, sizeof record, nullptr);
    }
    effaith_rollup* merged = new_rollup(engine);
    effaith_engine_destroy(engine);
    int good = 0;
    for (std::size_t i = rollups.size(); i-- > 0;) {
        good += well[i];
        good += effaith_rollup_merge(merged, rollups[i], nullptr) == EFFAITH_OK ? 1 : 0;
        effaith_rollup_destroy(rollups[i]);
    }
    const std::string expected = bytes_of(alone);
    const bool same = !expected.empty() && bytes_of(merged) == expected;
    effaith_rollup_destroy(merged);
    effaith_rollup_destroy(alone);
    std::printf("%d of %d steps went well; the merged roll-up is %s\n", good, 2 * kThreads,
                same ? "that of one thread" : "ANOTHER");
    return same && good == 2 * kThreads ? 0 : 1;
}
