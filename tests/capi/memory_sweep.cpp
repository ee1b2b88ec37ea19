// Every function of the interface, with every allocation made to fail in turn: once, and from there
// on for ever.
//
// A call that cannot have its memory answers EFFAITH_ERR_OUT_OF_MEMORY; it leaks nothing, and what
// it was called on works afterwards, or says that it does not. One that can do without answers as
// ever. The functions are those of effaith.symbols: one that is missing here fails the test.
//
//     memory_sweep SYMBOLS
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <new>
#include <sstream>
#include <string>

#include <atomic>

#include "statistics_sweep.hpp"
#include "support.h"
#include "tiny_stream.h"

namespace {

// The allocations of the whole program; those of the library are its own calls of operator new.
std::atomic<std::int64_t> allocations_live{0};
std::atomic<std::int64_t> allocations_made{0};
std::atomic<std::int64_t> first_to_fail{0};  // 0: none
std::atomic<bool> fails_for_ever{false};
std::atomic<std::int64_t> failed{0};

bool shall_fail() {
    const std::int64_t number = ++allocations_made;
    const std::int64_t first = first_to_fail;
    if (first == 0 || number < first || (number > first && !fails_for_ever)) return false;
    ++failed;
    return true;
}

void* allocate(std::size_t size, std::size_t alignment) {
    if (shall_fail()) return nullptr;
    const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
    void* memory = alignment > alignof(std::max_align_t)
                       ? std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded)
                       : std::malloc(size == 0 ? 1 : size);
    if (memory != nullptr) ++allocations_live;
    return memory;
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
    void* memory = allocate(size, alignment);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void deallocate(void* memory) {
    if (memory == nullptr) return;
    --allocations_live;
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate_or_throw(size, 1);
}
void* operator new[](std::size_t size) {
    return allocate_or_throw(size, 1);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, 1);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, 1);
}
void operator delete(void* memory) noexcept {
    deallocate(memory);
}
void operator delete[](void* memory) noexcept {
    deallocate(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    deallocate(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    deallocate(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    deallocate(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
    deallocate(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    deallocate(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    deallocate(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    deallocate(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    deallocate(memory);
}

namespace {

const char* const kTable =
    "{\"columns\": [\"red\", \"green\"], \"rows\": ["
    "{\"node\": \"LA\", \"parent\": null, \"total\": 22, \"red\": 9, \"green\": 13},"
    "{\"node\": \"S1\", \"parent\": \"LA\", \"total\": 8, \"red\": 2, \"green\": 6},"
    "{\"node\": \"S2\", \"parent\": \"LA\", \"total\": 14, \"red\": 7, \"green\": 7}]}";

/// Handles that a call works on, made anew for each run of it; but for the engine, which never
/// changes.
struct Bench {
    Bench(effaith_engine* shared, bool needs_spare) : engine(shared) {
        effaith_text by[] = {effaith_text_of("cluster_id"), effaith_text_of("school_id")};
        effaith_rollup_create(engine, by, 2, 1, &rollup, nullptr);
        effaith_rollup_create(engine, by, 2, 1, &other, nullptr);
        effaith_rollup_add_document(rollup, kDocument, std::strlen(kDocument), nullptr, nullptr);
        effaith_record record = good_record();
        record.school_id = effaith_text_of("S2");
        effaith_rollup_add_records(other, &record, 1, sizeof record, nullptr);
        effaith_rollup_rows(rollup, &rows, nullptr);
        effaith_release_create(&rollup, 1, nullptr, 0, &release, nullptr);
        effaith_rollup_serialise(rollup, &state, &state_size, nullptr);
        effaith_engine_create("{", 1, &spare, &error);
        if (needs_spare) effaith_engine_create(nullptr, 0, &spare, nullptr);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;
    ~Bench() {
        effaith_error_destroy(error);
        effaith_free(state);
        effaith_release_destroy(release);
        effaith_rows_destroy(rows);
        effaith_rollup_destroy(other);
        effaith_rollup_destroy(rollup);
        effaith_engine_destroy(spare);
    }

    effaith_engine* engine;
    effaith_engine* spare = nullptr;
    effaith_rollup* rollup = nullptr;
    effaith_rollup* other = nullptr;
    effaith_rows* rows = nullptr;
    effaith_release* release = nullptr;
    effaith_error* error = nullptr;
    char* state = nullptr;
    std::size_t state_size = 0;
};

/// What a call answered: its status, and what else can be compared.
struct Answer {
    effaith_status status = EFFAITH_OK;
    std::string text;
};

using Call = std::function<void(Bench&, Answer&, effaith_error**)>;

/// Appends without an allocation of its own: the text has room already.
void note(Answer& answer, const char* text, std::size_t size) {
    const std::size_t room = answer.text.capacity() - answer.text.size();
    answer.text.append(text, size < room ? size : room);
}

/// Takes text that a call has given.
void take(Answer& answer, char* text, std::size_t size) {
    if (answer.status != EFFAITH_OK) return;
    note(answer, text, size);
    effaith_free(text);
}

/// Reads a stream to its end.
effaith_status drain(ArrowArrayStream& stream, Answer& answer) {
    ArrowSchema schema;
    std::memset(&schema, 0, sizeof schema);
    int code = stream.get_schema(&stream, &schema);
    if (code == 0) schema.release(&schema);
    while (code == 0) {
        ArrowArray batch;
        std::memset(&batch, 0, sizeof batch);
        code = stream.get_next(&stream, &batch);
        if (code != 0 || batch.release == nullptr) break;
        char counted[32];
        const int length =
            std::snprintf(counted, sizeof counted, "%d rows;", static_cast<int>(batch.length));
        note(answer, counted, static_cast<std::size_t>(length));
        batch.release(&batch);
    }
    if (code == 0) return EFFAITH_OK;
    return code == ENOMEM ? EFFAITH_ERR_OUT_OF_MEMORY : EFFAITH_ERR_INTERNAL;
}

effaith_options options_of(std::int32_t format, std::int32_t threads) {
    effaith_options options;
    std::memset(&options, 0, sizeof options);
    options.struct_size = static_cast<std::uint32_t>(sizeof options);
    options.format = format;
    options.threads = threads;
    return options;
}

/// A record with issues of every kind of text, so that those are made too.
effaith_record odd_record() {
    effaith_record record = good_record();
    record.learners_per_session = 0;
    record.sessions_attended = -12345678901234;
    record.ended = 203001;
    record.measure = effaith_text_of("a measure that no configuration has, for all that is known");
    return record;
}

const char* const kCsv =
    "id,school_id,cluster_id,support_type,delivered_by,learners_per_session,frequency,"
    "session_hours,started,ended,sessions_attended,outcome,aim,shoe size\n"
    "r1,S3,C1,catch-up literacy,Teaching assistant,4,weekly,0.5,2023-09,2023-12,11,amber,reads,31\n"
    "r2,S3,C1,catch-up literacy,Teacher,none,weekly,0.5,2023-09,2023-12,11,amber,reads,32\n";

using DocumentCall = effaith_status (*)(const effaith_engine*, const char*, std::size_t,
                                        const effaith_options*, char**, std::size_t*,
                                        effaith_error**);

Call document_call(DocumentCall call) {
    return [call](Bench& bench, Answer& answer, effaith_error** error) {
        const char* const documents[] = {kDocument, kCsv};
        for (const char* document : documents) {
            for (const std::int32_t format : {EFFAITH_FORMAT_JSON, EFFAITH_FORMAT_TABLE}) {
                const effaith_options options = options_of(format, 1);
                char* text = nullptr;
                std::size_t size = 0;
                answer.status = call(bench.engine, document, std::strlen(document), &options, &text,
                                     &size, error);
                take(answer, text, size);
                if (answer.status != EFFAITH_OK) return;
            }
        }
    };
}

using ReadCall = effaith_status (*)(const effaith_engine*, const char*, std::size_t, std::int32_t*,
                                    effaith_error**);

/// A reading that succeeds, and one whose error is made, which need not be had.
Call read_call(ReadCall call, const char* good) {
    return [call, good](Bench& bench, Answer& answer, effaith_error** error) {
        std::int32_t number = 0;
        answer.status = call(bench.engine, good, std::strlen(good), &number, error);
        if (answer.status != EFFAITH_OK) return;
        const char* const bad = "neither this nor that, at any length of text whatever";
        effaith_error* made = nullptr;
        const effaith_status status = call(bench.engine, bad, std::strlen(bad), &number, &made);
        if (status == EFFAITH_ERR_OUT_OF_MEMORY) {
            answer.status = status;
            *error = made;
            return;
        }
        effaith_error_destroy(made);
    };
}

/// Functions that answer at once; they may allocate nothing.
Call plain_call(std::function<void(Bench&)> call) {
    return [call](Bench& bench, Answer&, effaith_error**) { call(bench); };
}

const char* const kSheet =
    R"({"id":"sheet","school_id":"S3","intervention":"Catch-up Literacy","lead":"Teacher","weeks":12,
        "support_type":"catch-up literacy","frequency":"weekly","session_hours":0.5,
        "start":"2023-09-04","expected_outcome":"reads the text of the class with nobody's help",
        "pupils":[{"learner_id":"a learner with a long identifier","baseline":{"value":70},
          "target":{"competency":"reads a whole page aloud, alone"},"sessions_attended":11,
          "outcome":"green"},{"learner_id":"L2","sessions_attended":0,"outcome":"red"}]})";

const char* const kJourney =
    R"({"learner_id":"L9","measures":[{"id":"ladder","steps":["through the door","in the class"]},
        {"id":"attends","kind":"percent"}],
        "phases":[{"intervention":"Home tuition","started":"2024-01-15","ended":"2024-02-01"}],
        "observations":[{"measure":"ladder","date":"2024-01-08","value":"through the door"},
          {"measure":"ladder","date":"2024-01-22","value":2},
          {"measure":"attends","date":"2024-01-08","value":"40%"},
          {"measure":"attends","date":"2024-01-08","value":50}]})";

const char* const kRegister =
    R"({"learners":[{"learner_id":"L1","entries":[
          {"tier":"targeted","area_of_need":"communication","from":"2023-09-04","met_exit":true}]},
        {"learner_id":"L2","entries":[{"tier":"universal","from":"2023-09-04","to":"2023-12-01"},
          {"tier":"targeted","from":"2023-11-01"}]}],
        "training":[{"role":"Teacher","intervention":"Another one","date":"2023-01-01"}]})";

const char* const kProfile =
    R"({"learner_id":"a learner with a long identifier","school_id":"S3","made":"2023-01-09",
        "views":[{"viewer":"pupil","words":"I like to know beforehand what comes next."}],
        "targets":[{"text":"reads a whole page","target":{"value":80,"date":"2023-12-01"}}],
        "idp":{"has":true},
        "sheets":[{"id":"sheet","school_id":"S3","intervention":"Catch-up Literacy",
          "lead":"Teacher","weeks":12,"support_type":"catch-up literacy","frequency":"weekly",
          "session_hours":0.5,"start":"2023-09-04","expected_outcome":"reads the text of the class",
          "pupils":[{"learner_id":"a learner with a long identifier","baseline":{"value":70},
            "sessions_attended":11,"outcome":"green"},{"learner_id":"another learner"}]}],
        "journeys":[{"title":"to school","measures":[{"id":"attends","kind":"percent"}],
          "observations":[{"date":"2024-01-08","value":40}]}]})";

const char* const kTerms =
    R"({"to_school":"the school that receives the papers","consent":{"given_by":"Parent",
        "date":"2023-10-01","purpose":"so that the next school can plan its support"},
        "leave_out":[{"part":"views","reason":"the learner asked that they stay"}]})";

const char* const kTransition =
    R"({"from_school":"S3","to_school":"S9","made":"2023-11-01","profile":{"learner_id":"L1",
        "journeys":[{"learner_id":"L1","observations":[{"measure":"an own measure",
          "date":"2023-10-01","value":3}]}]},
        "records":[{"learner_id":"L1","tier":"a tier of the sending school","started":"2023-09"}],
        "configuration":{"measures":[{"id":"own","sd":"broad"}]}})";

const char* const kMapping =
    R"({"identifiers":[{"kind":"learner","from":"L1","to":"the identifier of the next school"},
        {"kind":"tier","from":"a tier of nobody","to":"targeted"}]})";

const char* const kInterchange =
    R"(<InterchangeStudentIntervention xmlns="urn:a"><Other>kept</Other>
       <StudentInterventionAssociation><StudentReference><StudentIdentity>
         <StudentUniqueId>a learner with quite a long id</StudentUniqueId>
       </StudentIdentity></StudentReference><Dosage>22</Dosage>
       </StudentInterventionAssociation></InterchangeStudentIntervention>)";
const char* const kEdFiRecords =
    "learner_id,school_id,intervention,session_hours,Note\nL1,77,a long name of "
    "something,0.375,kept "
    "as it is in the list\nL2,S1,Reading,,\n";
const char* const kColumnMapping = R"({"columns": [{"field": "learner_id", "columns": ["Who"]}]})";
const char* const kExport = "Who,Start,Review,Note\nL1,soon,5,a note that is carried through\n";
const char* const kResults =
    "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n"
    "r1,an item that belongs to no measure,L1,fully graded,80,2023-09-01\n";

const char* const kQuality =
    R"({"settings":[{"school_id":"S3","visits":["2021-03-01"],"papers":[{"paper":"Provision map"}]}],
        "learners":[{"learner_id":"a learner with a long identifier","school_id":"S3",
          "profile_reviews":["2023-09-04"],"has_idp":true,"targets":2,"smart_targets":1}],
        "moderation":[{"record_id":"a","rating":"amber"}],"checklist":[{"item":"Minutes"}]})";

/// An engine with a day, for the calls that need one.
effaith_engine* dated_engine = nullptr;

/// A call on a document of practice, in both formats.
Call practice_call(DocumentCall call, const char* document) {
    return [call, document](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t format : {EFFAITH_FORMAT_JSON, EFFAITH_FORMAT_TABLE}) {
            const effaith_options options = options_of(format, 1);
            char* text = nullptr;
            std::size_t size = 0;
            answer.status =
                call(bench.engine, document, std::strlen(document), &options, &text, &size, error);
            take(answer, text, size);
            if (answer.status != EFFAITH_OK) return;
        }
    };
}

/// The same where records stand beside the document.
effaith_status evaluate_sheet(const effaith_engine* engine, const char* sheet, std::size_t size,
                              const effaith_options* options, char** text, std::size_t* text_size,
                              effaith_error** error) {
    return effaith_sheet_evaluate(engine, sheet, size, kCsv, std::strlen(kCsv), options, text,
                                  text_size, error);
}
effaith_status profile_with_records(const effaith_engine*, const char* profile, std::size_t size,
                                    const effaith_options* options, char** text,
                                    std::size_t* text_size, effaith_error** error) {
    return effaith_profile(dated_engine, profile, size, kCsv, std::strlen(kCsv), options, text,
                           text_size, error);
}
effaith_status make_of_profile(const effaith_engine*, const char* profile, std::size_t size,
                               const effaith_options* options, char** text, std::size_t* text_size,
                               effaith_error** error) {
    return effaith_transition_make(dated_engine, profile, size, kTerms, std::strlen(kTerms), kCsv,
                                   std::strlen(kCsv), options, text, text_size, error);
}
effaith_status receive_mapped(const effaith_engine* engine, const char* transition,
                              std::size_t size, const effaith_options* options, char** text,
                              std::size_t* text_size, effaith_error** error) {
    return effaith_transition_receive(engine, transition, size, kMapping, std::strlen(kMapping),
                                      options, text, text_size, error);
}
effaith_status map_of_register(const effaith_engine*, const char* list, std::size_t size,
                               const effaith_options* options, char** text, std::size_t* text_size,
                               effaith_error** error) {
    return effaith_provision_map(dated_engine, list, size, kCsv, std::strlen(kCsv), 20230904,
                                 options, text, text_size, error);
}
const char* const kReview = R"({"level":"school","seed":7,"sample_size":2})";
effaith_status review_of_school(const effaith_engine*, const char* quality, std::size_t size,
                                const effaith_options* options, char** text, std::size_t* text_size,
                                effaith_error** error) {
    return effaith_review_pack(dated_engine, quality, size, kCsv, std::strlen(kCsv), kReview,
                               std::strlen(kReview), options, text, text_size, error);
}
effaith_status sample_of_school(const effaith_engine* engine, const char* review, std::size_t size,
                                const effaith_options* options, char** text, std::size_t* text_size,
                                effaith_error** error) {
    return effaith_moderation_sample(engine, kCsv, std::strlen(kCsv), review, size, options, text,
                                     text_size, error);
}
effaith_status records_of_sheet(const effaith_engine* engine, const char* sheet, std::size_t size,
                                const effaith_options*, char** text, std::size_t* text_size,
                                effaith_error** error) {
    return effaith_sheet_records(engine, sheet, size, nullptr, text, text_size, error);
}

effaith_status write_edfi(const effaith_engine* engine, const char* records, std::size_t size,
                          const effaith_options* options, char** text, std::size_t* text_size,
                          effaith_error** error) {
    return effaith_edfi_write(engine, records, size, kColumnMapping, std::strlen(kColumnMapping),
                              options, text, text_size, error);
}
effaith_status read_provision(const effaith_engine* engine, const char* csv, std::size_t size,
                              const effaith_options* options, char** text, std::size_t* text_size,
                              effaith_error** error) {
    return effaith_provision_read(engine, csv, size, kColumnMapping, std::strlen(kColumnMapping),
                                  options, text, text_size, error);
}
effaith_status join_oneroster(const effaith_engine* engine, const char* results, std::size_t size,
                              const effaith_options* options, char** text, std::size_t* text_size,
                              effaith_error** error) {
    return effaith_oneroster_join(engine, kCsv, std::strlen(kCsv), results, size, nullptr, 0,
                                  nullptr, 0, options, text, text_size, error);
}

std::map<std::string, Call> calls() {
    std::map<std::string, Call> all;
    all["effaith_version"] = plain_call([](Bench&) { effaith_version(); });
    all["effaith_abi_version"] = plain_call([](Bench&) { effaith_abi_version(); });
    all["effaith_semantics_version"] = plain_call([](Bench&) { effaith_semantics_version(); });
    all["effaith_build_info"] = plain_call([](Bench&) { effaith_build_info(); });
    all["effaith_status_name"] = plain_call([](Bench&) { effaith_status_name(107); });
    all["effaith_status_message"] = plain_call([](Bench&) { effaith_status_message(107); });
    all["effaith_issue_name"] = plain_call([](Bench&) { effaith_issue_name(3); });
    all["effaith_field_name"] = plain_call([](Bench&) { effaith_field_name(3); });
    all["effaith_figure_name"] = plain_call([](Bench&) { effaith_figure_name(3); });
    all["effaith_reason_name"] = plain_call([](Bench&) { effaith_reason_name(1); });
    all["effaith_reason_message"] = plain_call([](Bench&) { effaith_reason_message(1); });
    all["effaith_choice_name"] = plain_call([](Bench&) { effaith_choice_name(1, 1); });
    all["effaith_row_figure_name"] = plain_call([](Bench&) { effaith_row_figure_name(3); });
    all["effaith_row_figure_count"] = plain_call([](Bench&) { effaith_row_figure_count(); });
    all["effaith_free"] = plain_call([](Bench&) { effaith_free(nullptr); });
    all["effaith_error_status"] = plain_call([](Bench& b) { effaith_error_status(b.error); });
    all["effaith_error_message"] = plain_call([](Bench& b) { effaith_error_message(b.error); });
    all["effaith_error_where"] = plain_call([](Bench& b) { effaith_error_where(b.error); });
    all["effaith_engine_digest"] = plain_call([](Bench& b) { effaith_engine_digest(b.engine); });
    all["effaith_rows_count"] = plain_call([](Bench& b) { effaith_rows_count(b.rows); });
    all["effaith_rollup_dimension_count"] =
        plain_call([](Bench& b) { effaith_rollup_dimension_count(b.rollup); });
    all["effaith_rollup_dimension"] = plain_call([](Bench& b) {
        effaith_text name = {nullptr, 0};
        effaith_rollup_dimension(b.rollup, 1, &name, nullptr);
    });
    all["effaith_error_destroy"] = plain_call([](Bench& b) {
        effaith_error_destroy(b.error);
        b.error = nullptr;
    });
    all["effaith_engine_destroy"] = plain_call([](Bench& b) {
        effaith_engine_destroy(b.spare);
        b.spare = nullptr;
    });
    all["effaith_rollup_destroy"] = plain_call([](Bench& b) {
        effaith_rollup_destroy(b.rollup);
        b.rollup = nullptr;
    });
    all["effaith_rows_destroy"] = plain_call([](Bench& b) {
        effaith_rows_destroy(b.rows);
        b.rows = nullptr;
    });

    all["effaith_engine_create"] = [](Bench&, Answer& answer, effaith_error** error) {
        effaith_engine* engine = nullptr;
        answer.status = effaith_engine_create(kConfig, std::strlen(kConfig), &engine, error);
        if (answer.status == EFFAITH_OK) note(answer, effaith_engine_digest(engine), 32);
        effaith_engine_destroy(engine);
    };
    all["effaith_record_analyse"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const effaith_record& record : {good_record(), odd_record()}) {
            effaith_impact impact = empty_impact();
            answer.status = effaith_record_analyse(bench.engine, &record, &impact, nullptr, error);
            if (answer.status != EFFAITH_OK) return;
            note(answer, reinterpret_cast<const char*>(&impact), sizeof impact);
        }
    };
    all["effaith_records_analyse"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_record records[] = {good_record(), odd_record(), good_record()};
        effaith_impact impacts[] = {empty_impact(), empty_impact(), empty_impact()};
        answer.status = effaith_records_analyse(bench.engine, records, 3, sizeof records[0],
                                                impacts, sizeof impacts[0], nullptr, error);
        if (answer.status != EFFAITH_OK) return;
        note(answer, reinterpret_cast<const char*>(impacts), sizeof impacts);
    };
    all["effaith_record_message"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_record record = odd_record();
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_record_message(bench.engine, &record, 1, &text, &size, error);
        take(answer, text, size);
    };
    all["effaith_record_explain"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_record record = good_record();
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_record_explain(bench.engine, &record, EFFAITH_FORMAT_TABLE, &text,
                                               &size, error);
        take(answer, text, size);
    };
    all["effaith_frequency_read"] = read_call(effaith_frequency_read, "Twice  WEEKLY");
    all["effaith_outcome_read"] = read_call(effaith_outcome_read, "Amber ");
    all["effaith_date_read"] = read_call(effaith_date_read, "4 September 2023");
    all["effaith_decimal_read"] = [](Bench&, Answer& answer, effaith_error** error) {
        std::int64_t value = 0;
        answer.status = effaith_decimal_read("0.75", 4, 4, &value, error);
    };
    all["effaith_document_analyse"] = document_call(effaith_document_analyse);
    all["effaith_document_validate"] = document_call(effaith_document_validate);
    all["effaith_document_explain"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_options options = options_of(EFFAITH_FORMAT_JSON, 1);
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_document_explain(bench.engine, kCsv, std::strlen(kCsv), "r1", 2,
                                                 &options, &text, &size, error);
        take(answer, text, size);
    };
    all["effaith_journey_trend"] = practice_call(effaith_journey_trend, kJourney);
    all["effaith_provision_map"] = practice_call(map_of_register, kRegister);
    all["effaith_profile"] = practice_call(profile_with_records, kProfile);
    all["effaith_transition_make"] = practice_call(make_of_profile, kProfile);
    all["effaith_transition_receive"] = practice_call(receive_mapped, kTransition);
    all["effaith_review_pack"] = practice_call(review_of_school, kQuality);
    all["effaith_moderation_sample"] = practice_call(sample_of_school, kReview);
    all["effaith_sheet_check"] = practice_call(effaith_sheet_check, kSheet);
    all["effaith_sheet_records"] = practice_call(records_of_sheet, kSheet);
    all["effaith_sheet_evaluate"] = practice_call(evaluate_sheet, kSheet);
    all["effaith_edfi_read"] = practice_call(effaith_edfi_read, kInterchange);
    all["effaith_edfi_write"] = practice_call(write_edfi, kEdFiRecords);
    all["effaith_provision_read"] = practice_call(read_provision, kExport);
    all["effaith_oneroster_join"] = practice_call(join_oneroster, kResults);
    all["effaith_rollup_create"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_text by[] = {effaith_text_of("a column with quite a long name indeed"),
                                   effaith_text_of("role")};
        effaith_rollup* rollup = nullptr;
        answer.status = effaith_rollup_create(bench.engine, by, 2, 1, &rollup, error);
        effaith_rollup_destroy(rollup);
    };
    all["effaith_rollup_add_records"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_record records[] = {good_record(), odd_record()};
        answer.status =
            effaith_rollup_add_records(bench.rollup, records, 2, sizeof records[0], error);
    };
    all["effaith_rollup_add_document"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t threads : {1, 2}) {
            const effaith_options options = options_of(EFFAITH_FORMAT_JSON, threads);
            answer.status =
                effaith_rollup_add_document(bench.rollup, kCsv, std::strlen(kCsv), &options, error);
            if (answer.status != EFFAITH_OK) return;
        }
        answer.status = effaith_rollup_add_document(bench.rollup, kDocument, std::strlen(kDocument),
                                                    nullptr, error);
    };
    all["effaith_rollup_add_columns"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t threads : {1, 2}) {
            const effaith_options options = options_of(EFFAITH_FORMAT_JSON, threads);
            int left = 0;
            ArrowArrayStream stream;
            tiny_open(&stream, &left);
            answer.status = effaith_rollup_add_columns(bench.rollup, &stream, &options, error);
            if (stream.release != nullptr) stream.release(&stream);
            if (answer.status != EFFAITH_OK) return;
        }
    };
    all["effaith_rollup_merge"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        answer.status = effaith_rollup_merge(bench.rollup, bench.other, error);
    };
    all["effaith_rollup_serialise"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        char* bytes = nullptr;
        std::size_t size = 0;
        answer.status = effaith_rollup_serialise(bench.rollup, &bytes, &size, error);
        take(answer, bytes, size);
    };
    all["effaith_rollup_deserialise"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_rollup* rollup = nullptr;
        answer.status =
            effaith_rollup_deserialise(bench.engine, bench.state, bench.state_size, &rollup, error);
        effaith_rollup_destroy(rollup);
    };
    all["effaith_rollup_count"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_counts counts;
        std::memset(&counts, 0, sizeof counts);
        counts.struct_size = static_cast<std::uint32_t>(sizeof counts);
        answer.status = effaith_rollup_count(bench.rollup, &counts, error);
    };
    all["effaith_rollup_document"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t format : {EFFAITH_FORMAT_JSON, EFFAITH_FORMAT_TABLE}) {
            const effaith_options options = options_of(format, 1);
            char* text = nullptr;
            std::size_t size = 0;
            answer.status = effaith_rollup_document(bench.rollup, &options, &text, &size, error);
            take(answer, text, size);
            if (answer.status != EFFAITH_OK) return;
        }
    };
    all["effaith_rollup_columns"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        ArrowArrayStream rows;
        std::memset(&rows, 0, sizeof rows);
        answer.status = effaith_rollup_columns(bench.rollup, nullptr, &rows, error);
        if (answer.status != EFFAITH_OK) return;
        answer.status = drain(rows, answer);
        rows.release(&rows);
    };
    all["effaith_rollup_rows"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_rows* rows = nullptr;
        answer.status = effaith_rollup_rows(bench.rollup, &rows, error);
        effaith_rows_destroy(rows);
    };
    all["effaith_rows_key"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_text key = {nullptr, 0};
        std::int32_t known = 0;
        answer.status = effaith_rows_key(bench.rows, 0, 0, &key, &known, error);
    };
    all["effaith_rows_figure"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_value value;
        std::memset(&value, 0, sizeof value);
        value.struct_size = static_cast<std::uint32_t>(sizeof value);
        answer.status = effaith_rows_figure(bench.rows, 0, 0, &value, error);
    };
    all["effaith_release_create"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const char* rules = "{\"threshold\": 3, \"rounding\": 5}";
        effaith_release* release = nullptr;
        answer.status =
            effaith_release_create(&bench.rollup, 1, rules, std::strlen(rules), &release, error);
        effaith_release_destroy(release);
    };
    all["effaith_release_document"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t format : {EFFAITH_FORMAT_JSON, EFFAITH_FORMAT_TABLE}) {
            const effaith_options options = options_of(format, 1);
            char* text = nullptr;
            std::size_t size = 0;
            answer.status =
                effaith_release_document(bench.release, 0, &options, &text, &size, error);
            take(answer, text, size);
            if (answer.status != EFFAITH_OK) return;
        }
    };
    all["effaith_release_columns"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        ArrowArrayStream rows;
        std::memset(&rows, 0, sizeof rows);
        answer.status = effaith_release_columns(bench.release, 0, nullptr, &rows, error);
        if (answer.status != EFFAITH_OK) return;
        answer.status = drain(rows, answer);
        rows.release(&rows);
    };
    all["effaith_release_rows"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_rows* rows = nullptr;
        answer.status = effaith_release_rows(bench.release, 0, &rows, error);
        effaith_rows_destroy(rows);
    };
    all["effaith_release_report"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_release_report(bench.release, EFFAITH_FORMAT_JSON, nullptr, &text,
                                               &size, error);
        take(answer, text, size);
    };
    all["effaith_release_destroy"] = plain_call([](Bench& b) {
        effaith_release_destroy(b.release);
        b.release = nullptr;
    });
    all["effaith_table_protect"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_table_protect(bench.engine, kTable, std::strlen(kTable), nullptr, 0,
                                              &text, &size, error);
        take(answer, text, size);
    };
    all["effaith_table_audit"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        char* text = nullptr;
        std::size_t size = 0;
        answer.status = effaith_table_audit(bench.engine, kTable, std::strlen(kTable),
                                            EFFAITH_FORMAT_JSON, nullptr, &text, &size, error);
        take(answer, text, size);
    };
    all["effaith_columns_analyse"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        for (const std::int32_t threads : {1, 2}) {
            const effaith_options options = options_of(EFFAITH_FORMAT_JSON, threads);
            int left = 0;
            ArrowArrayStream stream;
            ArrowArrayStream figures;
            ArrowArrayStream issues;
            tiny_open(&stream, &left);
            answer.status =
                effaith_columns_analyse(bench.engine, &stream, &options, &figures, &issues, error);
            if (stream.release != nullptr) stream.release(&stream);
            if (answer.status != EFFAITH_OK) return;
            answer.status = drain(figures, answer);
            const effaith_status said = drain(issues, answer);
            if (answer.status == EFFAITH_OK) answer.status = said;
            figures.release(&figures);
            issues.release(&issues);
            if (answer.status != EFFAITH_OK) return;
        }
    };
    all["effaith_document_evidence"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_text by = effaith_text_of("intervention");
        for (const std::int32_t format : {EFFAITH_FORMAT_JSON, EFFAITH_FORMAT_TABLE}) {
            const effaith_options options = options_of(format, 1);
            char* text = nullptr;
            std::size_t size = 0;
            answer.status =
                effaith_document_evidence(bench.engine, kDocument, std::strlen(kDocument), &by, 1,
                                          0.9, 0, &options, &text, &size, error);
            take(answer, text, size);
            if (answer.status != EFFAITH_OK) return;
        }
    };
    all["effaith_columns_evidence"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        const effaith_text by = effaith_text_of("intervention");
        int left = 0;
        ArrowArrayStream stream;
        ArrowArrayStream rows;
        tiny_open(&stream, &left);
        answer.status =
            effaith_columns_evidence(bench.engine, &stream, &by, 1, 0.0, nullptr, &rows, error);
        if (stream.release != nullptr) stream.release(&stream);
        if (answer.status != EFFAITH_OK) return;
        answer.status = drain(rows, answer);
        rows.release(&rows);
    };
    all["effaith_schedule_find"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        effaith_schedule due;
        std::memset(&due, 0, sizeof due);
        due.struct_size = static_cast<std::uint32_t>(sizeof due);
        answer.status = effaith_schedule_find(bench.engine, effaith_text_of("S1"), EFFAITH_MONTHLY,
                                              0, 202309, 202407, &due, error);
        note(answer, reinterpret_cast<const char*>(&due), sizeof due);
    };
    all["effaith_calendar_count"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        std::int64_t days = 0;
        answer.status = effaith_calendar_count(bench.engine, effaith_text_of("S1"), 20230904,
                                               20240719, &days, nullptr, error);
    };
    add_statistics(all);
    all["effaith_stats_explain"] = [](Bench&, Answer& answer, effaith_error** error) {
        effaith_proportion result{};
        result.struct_size = static_cast<std::uint32_t>(sizeof result);
        answer.status = effaith_stats_proportion(3, 8, 0.95, &result, error);
        if (answer.status != EFFAITH_OK) return;
        char* text = nullptr;
        std::size_t size = 0;
        answer.status =
            effaith_stats_explain(EFFAITH_RESULT_PROPORTION, &result, &text, &size, error);
        take(answer, text, size);
    };
    all["effaith_calendar_document"] = [](Bench& bench, Answer& answer, effaith_error** error) {
        char* text = nullptr;
        std::size_t size = 0;
        answer.status =
            effaith_calendar_document(bench.engine, effaith_text_of("S1"), effaith_text_of("2023"),
                                      EFFAITH_FORMAT_TABLE, &text, &size, error);
        take(answer, text, size);
    };
    return all;
}

/// What the sweep has found.
struct Tally {
    std::int64_t functions = 0;
    std::int64_t failures_made = 0;
    std::int64_t problems = 0;

    void problem(const std::string& function, std::int64_t at, const char* what) {
        if (++problems <= 40)
            std::printf("%s, allocation %lld: %s\n", function.c_str(), static_cast<long long>(at),
                        what);
    }
};

/// Whether the roll-ups of the bench work, or say that they are lost.
bool works(Bench& bench) {
    if (bench.rollup == nullptr) return true;
    char* bytes = nullptr;
    std::size_t size = 0;
    const effaith_status status = effaith_rollup_serialise(bench.rollup, &bytes, &size, nullptr);
    effaith_free(bytes);
    if (status == EFFAITH_ERR_INVALID_ARGUMENT) return true;
    effaith_record record = good_record();
    return status == EFFAITH_OK && effaith_rollup_add_records(bench.rollup, &record, 1,
                                                              sizeof record, nullptr) == EFFAITH_OK;
}

/// A call to be swept.
struct Swept {
    std::string name;
    Call call;
    effaith_engine* engine;

    bool needs_spare() const { return name == "effaith_engine_destroy"; }
};

/// One run of a call with the allocation `at` failing; whether any did.
bool run(const Swept& swept, std::int64_t at, bool for_ever, const Answer& expected, Tally& tally) {
    const std::string& name = swept.name;
    bool any = false;
    const std::int64_t live_before = allocations_live;
    {
        Bench bench(swept.engine, swept.needs_spare());
        Answer answer;
        answer.text.reserve(1 << 16);
        effaith_error* error = nullptr;
        failed = 0;
        allocations_made = 0;
        fails_for_ever = for_ever;
        first_to_fail = at;
        swept.call(bench, answer, &error);
        first_to_fail = 0;
        any = failed > 0;
        tally.failures_made += failed;
        const bool no_memory = answer.status == EFFAITH_ERR_OUT_OF_MEMORY;
        if (!no_memory && answer.status != EFFAITH_OK) tally.problem(name, at, "another status");
        if (no_memory && !any) tally.problem(name, at, "no memory, and yet nothing failed");
        if (!no_memory && answer.text != expected.text) tally.problem(name, at, "another answer");
        if (error != nullptr && effaith_error_status(error) != answer.status)
            tally.problem(name, at, "the error says another thing than the status");
        effaith_error_destroy(error);
        if (no_memory && !works(bench)) tally.problem(name, at, "the handle is of no more use");
    }
    if (allocations_live != live_before) tally.problem(name, at, "memory has leaked");
    return any;
}

/// Which allocations are made to fail: the first ones, and from there on every so many. Where
/// EFFAITH_PROPERTY_SHARE (in percent) is 100 that is every one, but of a call that makes very
/// many: each failure is a call, so that all of them would take their number squared.
class Steps {
  public:
    Steps() {
        const char* share = std::getenv("EFFAITH_PROPERTY_SHARE");
        const int percent = share == nullptr ? 10 : std::atoi(share);
        if (percent > 0 && percent < 100) stride_ = 500 / percent;
    }
    /// The one after `at` in a call that makes `n` allocations.
    std::int64_t after(std::int64_t at, std::int64_t n) const {
        if (at < kAllOf) return at + 1;
        // Odd, so that of allocations that come in pairs both are met.
        return at + std::max(stride_, n <= kMost ? 1 : n / kMost | 1);
    }
    std::int64_t stride() const { return stride_; }

  private:
    static constexpr std::int64_t kAllOf = 300;
    static constexpr std::int64_t kMost = 4000;
    std::int64_t stride_ = 1;
};

void sweep(const Swept& swept, const Steps& steps, Tally& tally) {
    ++tally.functions;
    Answer expected;
    std::int64_t allocations = 0;
    {
        Bench bench(swept.engine, swept.needs_spare());
        expected.text.reserve(1 << 16);
        effaith_error* error = nullptr;
        allocations_made = 0;
        swept.call(bench, expected, &error);
        allocations = allocations_made;
        if (expected.status != EFFAITH_OK) {
            tally.problem(swept.name, 0, effaith_error_message(error));
            effaith_error_destroy(error);
            return;
        }
    }
    for (const bool for_ever : {false, true}) {
        std::int64_t at = 1;
        while (run(swept, at, for_ever, expected, tally))
            at = steps.after(at, allocations);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::printf("memory_sweep SYMBOLS\n");
        return 2;
    }
    const std::map<std::string, Call> all = calls();
    const Steps steps;
    Tally tally;
    effaith_engine* engine = nullptr;
    if (effaith_engine_create(kConfig, std::strlen(kConfig), &engine, nullptr) != EFFAITH_OK)
        return 1;
    const char* const dated = R"({"as_of": "2023-12-15"})";
    if (effaith_engine_create(dated, std::strlen(dated), &dated_engine, nullptr) != EFFAITH_OK)
        return 1;
    std::ifstream symbols(argv[1]);
    std::string line;
    std::int64_t listed = 0;
    while (std::getline(symbols, line)) {
        if (line.empty() || line[0] == '#') continue;
        ++listed;
        const std::string name = line.substr(0, line.find(' '));
        const auto found = all.find(name);
        if (found == all.end()) {
            tally.problem(name, 0, "is not in the sweep");
            continue;
        }
        sweep({name, found->second, engine}, steps, tally);
    }
    effaith_engine_destroy(dated_engine);
    effaith_engine_destroy(engine);
    std::printf(
        "%lld of %lld functions, %lld allocations made to fail (beyond the first 300 of a call "
        "every %lld., or up to 4,000 of them), %lld problems\n",
        static_cast<long long>(tally.functions), static_cast<long long>(listed),
        static_cast<long long>(tally.failures_made), static_cast<long long>(steps.stride()),
        static_cast<long long>(tally.problems));
    return tally.problems == 0 && listed > 0 ? 0 : 1;
}
