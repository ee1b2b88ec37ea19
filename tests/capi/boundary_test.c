/* The C interface keeps its promises: structs, documents, roll-ups, calendar questions, and what is
 * answered to whoever misuses them. */
#include "check.h"
#include "support.h"

static effaith_engine* engine_of(const char* config) {
    effaith_engine* engine = NULL;
    effaith_error* error = NULL;
    if (effaith_engine_create(config, strlen(config), &engine, &error) != EFFAITH_OK) {
        printf("no engine: %s\n", effaith_error_message(error));
        effaith_error_destroy(error);
    }
    return engine;
}

/* Takes an error away and checks what it says. */
static void check_error(effaith_error* error, effaith_status status, const char* place) {
    CHECK(error != NULL);
    CHECK(effaith_error_status(error) == status);
    CHECK(strlen(effaith_error_message(error)) > 0);
    CHECK_TEXT(effaith_error_where(error), place);
    effaith_error_destroy(error);
}

static void the_library_says_what_it_is(void) {
    CHECK(effaith_abi_version() == EFFAITH_ABI_VERSION);
    CHECK(effaith_semantics_version() == 1);
    CHECK(strchr(effaith_version(), '.') != NULL);
    CHECK(strstr(effaith_build_info(), effaith_version()) != NULL);
    CHECK_TEXT(effaith_status_name(EFFAITH_OK), "ok");
    CHECK_TEXT(effaith_status_name(EFFAITH_ERR_BAD_ARROW), "bad_arrow");
    CHECK_TEXT(effaith_status_name(77777), "internal");
    CHECK(strlen(effaith_status_message(EFFAITH_ERR_BAD_JSON)) > 0);
    CHECK_TEXT(effaith_field_name(0), "id");
    CHECK_TEXT(effaith_field_name(-1), "");
    CHECK_TEXT(effaith_field_name(1000), "");
    CHECK_TEXT(effaith_issue_name(0), "missing_required");
    CHECK_TEXT(effaith_issue_name(-5), "");
    CHECK_TEXT(effaith_figure_name(EFFAITH_FIGURE_HOURS_RECEIVED), "hours_received");
    CHECK_TEXT(effaith_figure_name(EFFAITH_FIGURE_RELIABLE_CHANGE), "reliable_change");
    CHECK_TEXT(effaith_figure_name(EFFAITH_FIGURE_RELIABLE_CHANGE + 1), "");
    CHECK(effaith_row_figure_count() > 20);
    CHECK_TEXT(effaith_row_figure_name(0), "n_records");
    CHECK_TEXT(effaith_row_figure_name(effaith_row_figure_count()), "");
}

static void a_record_has_the_figures_of_the_documentation(const effaith_engine* engine) {
    effaith_record record = good_record();
    effaith_impact impact = empty_impact();
    effaith_issue issue;
    effaith_issue_list issues = {sizeof issues, sizeof issue, &issue, 1, 77};
    effaith_error* error = NULL;
    CHECK(effaith_record_analyse(engine, &record, &impact, &issues, &error) == EFFAITH_OK);
    CHECK(error == NULL);
    CHECK(issues.count == 0);
    CHECK(impact.rejected == 0 && impact.n_errors + impact.n_warnings + impact.n_notes == 0);
    CHECK(impact.school_days == 75 && impact.school_weeks == 15);
    CHECK(impact.sessions_scheduled == 15 * EFFAITH_SESSION);
    CHECK(impact.sessions_scheduled_min == 8 && impact.sessions_scheduled_max == 15);
    CHECK(impact.attendance_rate == 11.0 / 15.0);
    CHECK(impact.hours_planned == 75000 && impact.hours_received == 55000);
    CHECK(impact.hours_per_week_received == 3667);
    CHECK(impact.staff_hours == 13750);
    CHECK(impact.staff_cost == 19758750 && impact.capital_cost == 25500000);
    CHECK(impact.total_cost == 45258750);
    CHECK(EFFAITH_KNOWN(impact, EFFAITH_FIGURE_TOTAL_COST));
    CHECK(!EFFAITH_KNOWN(impact, EFFAITH_FIGURE_GAIN));
}

static void scores_give_progress(const effaith_engine* engine) {
    effaith_record record = good_record();
    effaith_impact impact = empty_impact();
    record.measure = effaith_text_of("reading_age");
    record.baseline.kind = EFFAITH_SCORE_KNOWN;
    record.baseline.value = 75 * EFFAITH_SCORE;
    record.actual.kind = EFFAITH_SCORE_KNOWN;
    record.actual.value = 83 * EFFAITH_SCORE;
    record.baseline_date = 20230904;
    record.actual_date = 20231218;
    CHECK(effaith_record_analyse(engine, &record, &impact, NULL, NULL) == EFFAITH_OK);
    CHECK(impact.gain == 8 * EFFAITH_SCORE);
    CHECK(EFFAITH_KNOWN(impact, EFFAITH_FIGURE_RATIO_GAIN) && impact.ratio_gain > 2.0);
    CHECK(impact.ratio_gain_band == EFFAITH_BAND_MEDIUM);
    CHECK(impact.reliable_change == EFFAITH_CHANGE_NO_RELIABLE_CHANGE);
    record.actual.kind = EFFAITH_SCORE_ABOVE;
    impact = empty_impact();
    CHECK(effaith_record_analyse(engine, &record, &impact, NULL, NULL) == EFFAITH_OK);
    CHECK(!EFFAITH_KNOWN(impact, EFFAITH_FIGURE_GAIN) && impact.gain == 0);
}

static void a_rejected_record_is_no_failure(const effaith_engine* engine) {
    effaith_record record = good_record();
    effaith_impact impact = empty_impact();
    effaith_issue room[2];
    effaith_issue_list issues = {sizeof issues, sizeof room[0], room, 2, 0};
    char* text = NULL;
    size_t size = 0;
    record.learners_per_session = 0;
    record.outcome = 0;
    record.frequency = 0;
    CHECK(effaith_record_analyse(engine, &record, &impact, &issues, NULL) == EFFAITH_OK);
    CHECK(impact.rejected == 1 && impact.known == 0);
    CHECK(impact.n_errors == 3 && issues.count == 3); /* more than there is room for */
    CHECK_TEXT(effaith_issue_name(room[0].code), "missing_required");
    CHECK_TEXT(effaith_field_name(room[0].field), "frequency");
    CHECK(room[0].severity == EFFAITH_SEVERITY_ERROR && room[0].record == 0 &&
          room[0].position == 0);
    CHECK(room[1].position == 1);
    CHECK(effaith_record_message(engine, &record, 2, &text, &size, NULL) == EFFAITH_OK);
    CHECK(size > 10 && strlen(text) == size);
    effaith_free(text);
    text = NULL;
    CHECK(effaith_record_message(engine, &record, 3, &text, &size, NULL) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(text == NULL);
}

static void records_lie_apart_in_the_callers_own_structs(const effaith_engine* engine) {
    struct row {
        char own[24];
        effaith_record record;
        effaith_impact impact;
    } rows[3];
    effaith_issue found[4];
    effaith_issue_list issues = {sizeof issues, sizeof found[0], found, 4, 0};
    size_t i;
    for (i = 0; i < 3; ++i) {
        rows[i].record = good_record();
        rows[i].impact = empty_impact();
        rows[i].record.sessions_attended = (int64_t)i + 1;
    }
    rows[1].record.id = effaith_text_of("r2");
    CHECK(effaith_records_analyse(engine, &rows[0].record, 3, sizeof rows[0], &rows[0].impact,
                                  sizeof rows[0], &issues, NULL) == EFFAITH_OK);
    CHECK(rows[0].impact.hours_received == 5000 && rows[1].impact.hours_received == 10000);
    CHECK(rows[2].impact.rejected == 1); /* the id of the first again */
    CHECK(issues.count == 1 && found[0].record == 2 && found[0].position == -1);
    CHECK_TEXT(effaith_issue_name(found[0].code), "duplicate_id");
    CHECK(effaith_records_analyse(engine, NULL, 0, 0, NULL, 0, NULL, NULL) == EFFAITH_OK);
}

static void mistakes_in_a_record_name_the_member(const effaith_engine* engine) {
    effaith_record records[2];
    effaith_impact impacts[2];
    effaith_error* error = NULL;
    const effaith_status wrong = EFFAITH_ERR_INVALID_ARGUMENT;
    records[0] = good_record();
    impacts[0] = empty_impact();
    impacts[1] = empty_impact();
#define MISTAKE(member, value, status, place)                                          \
    records[0] = good_record();                                                        \
    records[0].member = value;                                                         \
    CHECK(effaith_record_analyse(engine, records, impacts, NULL, &error) == (status)); \
    check_error(error, status, place)
    MISTAKE(frequency, 12, wrong, "frequency");
    MISTAKE(frequency, -1, wrong, "frequency");
    MISTAKE(weekdays, 32, wrong, "weekdays");
    MISTAKE(outcome, 4, wrong, "outcome");
    MISTAKE(cohort, 2, wrong, "cohort");
    MISTAKE(started, 202313, EFFAITH_ERR_NOT_A_DATE, "started");
    MISTAKE(ended, 20230230, EFFAITH_ERR_NOT_A_DATE, "ended");
    MISTAKE(started, -202309, EFFAITH_ERR_NOT_A_DATE, "started");
    MISTAKE(actual_date, 202309, EFFAITH_ERR_NOT_A_DATE, "actual_date");
    MISTAKE(tier.size, 3, wrong, "tier");
    MISTAKE(has, 128, wrong, "has");
    MISTAKE(has, 31, wrong, "capital_cost"); /* set, and not said to be */
    MISTAKE(sessions_delivered, 3, wrong, "sessions_delivered");
    MISTAKE(episodes_per_session, 3, wrong, "episodes_per_session");
    MISTAKE(outcome_score, 1, wrong, "outcome_score");
    MISTAKE(reserved, 1, wrong, "reserved");
    MISTAKE(target.reserved, 1, wrong, "reserved");
    MISTAKE(aim.size, (size_t)-1, wrong, "aim");
    MISTAKE(struct_size, 0x7fff0000, wrong, "record");
    MISTAKE(struct_size, 8, wrong, "record");
    MISTAKE(struct_size, 0, wrong, "record");
    records[0] = good_record();
    records[0].id.data = "\xFF\xFE";
    records[0].id.size = 2;
    CHECK(effaith_record_analyse(engine, records, impacts, NULL, &error) ==
          EFFAITH_ERR_BAD_ENCODING);
    check_error(error, EFFAITH_ERR_BAD_ENCODING, "id");
    records[0] = good_record();
    records[1] = good_record();
    CHECK(effaith_records_analyse(engine, records, 2, 8, impacts, sizeof impacts[0], NULL,
                                  &error) == wrong);
    check_error(error, wrong, "stride");
    CHECK(effaith_records_analyse(engine, records, 2, sizeof records[0], impacts, 16, NULL,
                                  &error) == wrong);
    check_error(error, wrong, "impact_stride");
    records[1].cohort = 9;
    CHECK(effaith_records_analyse(engine, &records[1], 1, sizeof records[0], impacts,
                                  sizeof impacts[0], NULL, &error) == wrong);
    check_error(error, wrong, "record 0, cohort");
    CHECK(effaith_records_analyse(engine, records, 2, sizeof records[0], impacts, sizeof impacts[0],
                                  NULL, &error) == wrong);
    check_error(error, wrong, "record 1, cohort");
}

static void structs_of_other_versions_fit(const effaith_engine* engine) {
    struct later {
        effaith_record record;
        int64_t member_of_a_later_version;
    } record;
    struct later_impact {
        effaith_impact impact;
        int64_t member_of_a_later_version;
    } impact;
    memset(&record, 0, sizeof record);
    memset(&impact, 0, sizeof impact);
    record.record = good_record();
    record.record.struct_size = (uint32_t)sizeof record;
    impact.impact.struct_size = (uint32_t)sizeof impact;
    impact.member_of_a_later_version = 55;
    CHECK(effaith_record_analyse(engine, &record.record, &impact.impact, NULL, NULL) == EFFAITH_OK);
    CHECK(impact.impact.total_cost == 45258750);
    CHECK(impact.impact.struct_size == sizeof impact && impact.member_of_a_later_version == 0);
    record.member_of_a_later_version = 1;
    CHECK(effaith_record_analyse(engine, &record.record, &impact.impact, NULL, NULL) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
}

static void wrong_handles_are_answered(const effaith_engine* engine) {
    effaith_record record = good_record();
    effaith_impact impact = empty_impact();
    effaith_rollup* rollup = NULL;
    effaith_rows* rows = NULL;
    effaith_error* error = NULL;
    effaith_text by = effaith_text_of("school_id");
    const effaith_status wrong = EFFAITH_ERR_INVALID_ARGUMENT;
    const effaith_engine* no_engine;
    char* text = NULL;
    size_t size = 0;
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_rows(rollup, &rows, NULL) == EFFAITH_OK);
    no_engine = (const effaith_engine*)(const void*)rollup;
    CHECK(effaith_record_analyse(no_engine, &record, &impact, NULL, NULL) == wrong);
    CHECK(effaith_record_analyse(NULL, &record, &impact, NULL, &error) == wrong);
    check_error(error, wrong, "engine");
    CHECK(effaith_rollup_serialise((effaith_rollup*)(void*)rows, &text, &size, NULL) == wrong);
    CHECK(effaith_rows_count((effaith_rows*)(void*)rollup) == 0);
    CHECK_TEXT(effaith_engine_digest(no_engine), "");
    CHECK_TEXT(effaith_error_message((effaith_error*)(void*)rows), "");
    CHECK(effaith_error_status(NULL) == wrong);
    effaith_rollup_destroy((effaith_rollup*)(void*)rows); /* does nothing */
    CHECK(effaith_rows_count(rows) == 0);
    effaith_rows_destroy(rows);
    effaith_rollup_destroy(rollup);
    effaith_engine_destroy(NULL);
    effaith_rollup_destroy(NULL);
    effaith_rows_destroy(NULL);
    effaith_error_destroy(NULL);
    effaith_free(NULL);
}

static void a_bad_configuration_is_placed(void) {
    effaith_engine* engine = NULL;
    effaith_error* error = NULL;
    const char* config = "{\"rates\": {\"Teacher\": -1}}";
    CHECK(effaith_engine_create(config, strlen(config), &engine, &error) ==
          EFFAITH_ERR_BAD_CONFIGURATION);
    CHECK(engine == NULL);
    check_error(error, EFFAITH_ERR_BAD_CONFIGURATION, "/rates/Teacher");
    CHECK(effaith_engine_create("{", 1, &engine, NULL) == EFFAITH_ERR_BAD_JSON);
    CHECK(effaith_engine_create(NULL, 1, &engine, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_engine_create("{}", (size_t)-1, &engine, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_engine_create(NULL, 0, NULL, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_engine_create(NULL, 0, &engine, NULL) == EFFAITH_OK);
    CHECK(strlen(effaith_engine_digest(engine)) == 32);
    effaith_engine_destroy(engine);
}

static int32_t EFFAITH_CALL stop_at_once(void* context, int64_t records) {
    *(int64_t*)context = records;
    return 1;
}

static void documents_are_answered_and_can_be_stopped(const effaith_engine* engine) {
    effaith_options options;
    char* text = NULL;
    char* again = NULL;
    size_t size = 0;
    size_t again_size = 0;
    int64_t told = -1;
    effaith_error* error = NULL;
    const size_t lines = 5000;
    const char* const header = "id,school_id\n";
    char* csv = malloc(lines * 16 + 64);
    size_t i;
    size_t used = strlen(header);
    memcpy(csv, header, used);
    for (i = 0; i < lines; ++i) {
        memcpy(csv + used, "x,S1\n", 5);
        used += 5;
    }
    memset(&options, 0, sizeof options);
    options.struct_size = (uint32_t)sizeof options;
    CHECK(effaith_document_analyse(engine, kDocument, strlen(kDocument), NULL, &text, &size,
                                   NULL) == EFFAITH_OK);
    CHECK(strstr(text, "\"total_cost\":45.25875") != NULL || strstr(text, "45.25875") != NULL);
    CHECK(strlen(text) == size);
    CHECK(effaith_document_analyse(engine, kDocument, strlen(kDocument), &options, &again,
                                   &again_size, NULL) == EFFAITH_OK);
    CHECK(size == again_size && memcmp(text, again, size) == 0);
    effaith_free(text);
    effaith_free(again);
    CHECK(effaith_document_validate(engine, kDocument, strlen(kDocument), NULL, &text, &size,
                                    NULL) == EFFAITH_OK);
    effaith_free(text);
    options.format = EFFAITH_FORMAT_TABLE;
    CHECK(effaith_document_explain(engine, kDocument, strlen(kDocument), "r1", 2, &options, &text,
                                   &size, NULL) == EFFAITH_OK);
    CHECK(strstr(text, "14.37") != NULL);
    effaith_free(text);
    CHECK(effaith_document_explain(engine, kDocument, strlen(kDocument), "r9", 2, &options, &text,
                                   &size, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_document_analyse(engine, "[{", 2, NULL, &text, &size, &error) ==
          EFFAITH_ERR_BAD_JSON);
    check_error(error, EFFAITH_ERR_BAD_JSON, "line 1");
    options.progress = stop_at_once;
    options.context = &told;
    CHECK(effaith_document_validate(engine, csv, used, &options, &text, &size, NULL) ==
          EFFAITH_ERR_CANCELLED);
    CHECK(told > 0 && told <= (int64_t)lines);
    options.format = 99;
    CHECK(effaith_document_validate(engine, csv, used, &options, &text, &size, NULL) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
    free(csv);
}

static void a_roll_up_is_the_same_however_it_is_fed(const effaith_engine* engine) {
    effaith_text by[2];
    effaith_rollup* structs = NULL;
    effaith_rollup* documents = NULL;
    effaith_rollup* read = NULL;
    effaith_record record = good_record();
    effaith_counts counts = {sizeof counts, 0, 0, 0, 0, 0};
    char* one = NULL;
    char* other = NULL;
    size_t one_size = 0;
    size_t other_size = 0;
    effaith_error* error = NULL;
    by[0] = effaith_text_of("cluster_id");
    by[1] = effaith_text_of("school_id");
    CHECK(effaith_rollup_create(engine, by, 2, 1, &structs, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_create(engine, by, 2, 1, &documents, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_records(structs, &record, 1, sizeof record, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_document(documents, kDocument, strlen(kDocument), NULL, NULL) ==
          EFFAITH_OK);
    CHECK(effaith_rollup_serialise(structs, &one, &one_size, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_serialise(documents, &other, &other_size, NULL) == EFFAITH_OK);
    CHECK(one_size == other_size && memcmp(one, other, one_size) == 0);
    CHECK(effaith_rollup_deserialise(engine, one, one_size, &read, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_dimension_count(read) == 2);
    CHECK(effaith_rollup_dimension(read, 1, &by[0], NULL) == EFFAITH_OK);
    CHECK(by[0].size == 9 && memcmp(by[0].data, "school_id", 9) == 0);
    CHECK(effaith_rollup_dimension(read, 2, &by[0], NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_rollup_dimension_count(NULL) == 0);
    CHECK(effaith_rollup_merge(read, structs, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_count(read, &counts, NULL) == EFFAITH_OK);
    CHECK(counts.records == 2 && counts.analysed == 2 && counts.rejected == 0);
    CHECK(effaith_rollup_merge(read, read, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    one[one_size / 2] ^= 1;
    effaith_rollup_destroy(documents);
    documents = NULL;
    CHECK(effaith_rollup_deserialise(engine, one, one_size, &documents, &error) ==
          EFFAITH_ERR_BAD_STATE);
    CHECK(documents == NULL);
    effaith_error_destroy(error);
    effaith_free(one);
    effaith_free(other);
    effaith_rollup_destroy(structs);
    effaith_rollup_destroy(read);
}

static void a_batch_with_a_mistake_adds_nothing(const effaith_engine* engine) {
    effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    effaith_record records[2];
    effaith_counts counts = {sizeof counts, 0, 7, 7, 7, 7};
    effaith_error* error = NULL;
    records[0] = good_record();
    records[1] = good_record();
    records[1].id = effaith_text_of("r2");
    records[1].cluster_id = effaith_text_of("C2"); /* its school is in C1 */
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_records(rollup, records, 2, sizeof records[0], &error) ==
          EFFAITH_ERR_HIERARCHY_CONFLICT);
    check_error(error, EFFAITH_ERR_HIERARCHY_CONFLICT, "record 1");
    CHECK(effaith_rollup_count(rollup, &counts, NULL) == EFFAITH_OK);
    CHECK(counts.records == 0 && counts.analysed == 0);
    effaith_rollup_destroy(rollup);
}

static const char* const kTable =
    "{\"columns\": [], \"rows\": [{\"node\": \"LA\", \"parent\": null, \"total\": 20},"
    "{\"node\": \"A\", \"parent\": \"LA\", \"total\": 1},"
    "{\"node\": \"B\", \"parent\": \"LA\", \"total\": 1},"
    "{\"node\": \"C\", \"parent\": \"LA\", \"total\": 18}]}";

static void tables_leave_when_nothing_can_be_worked_out(const effaith_engine* engine) {
    effaith_text by = effaith_text_of("school_id");
    effaith_text role = effaith_text_of("role");
    effaith_record record = good_record();
    effaith_rollup* rollup = NULL;
    effaith_rollup* roles = NULL;
    effaith_release* release = NULL;
    effaith_rows* rows = NULL;
    effaith_value value;
    effaith_error* error = NULL;
    char* text = NULL;
    size_t size = 0;
    int32_t safe = -1;
    CHECK(effaith_rollup_create(engine, &by, 1, 1, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_records(rollup, &record, 1, sizeof record, NULL) == EFFAITH_OK);
    CHECK(effaith_release_create((const effaith_rollup* const*)&rollup, 1, NULL, 0, &release,
                                 NULL) == EFFAITH_OK);
    effaith_rollup_destroy(rollup);
    CHECK(effaith_release_rows(release, 0, &rows, NULL) == EFFAITH_OK);
    memset(&value, 0, sizeof value);
    value.struct_size = sizeof value;
    CHECK(effaith_rows_figure(rows, 0, 0, &value, NULL) == EFFAITH_OK);
    CHECK(value.kind == EFFAITH_VALUE_WORD && value.word.size == 10);
    CHECK(memcmp(value.word.data, "suppressed", 10) == 0);
    CHECK(effaith_release_report(release, EFFAITH_FORMAT_JSON, &safe, &text, &size, NULL) ==
          EFFAITH_OK);
    CHECK(safe == 1 && strstr(text, "\"n_counts_hidden\"") != NULL);
    effaith_free(text);
    CHECK(effaith_release_document(release, 0, NULL, &text, &size, NULL) == EFFAITH_OK);
    CHECK(strstr(text, "\"n_records\":\"suppressed\"") != NULL);
    effaith_free(text);
    CHECK(effaith_release_document(release, 1, NULL, &text, &size, &error) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
    check_error(error, EFFAITH_ERR_INVALID_ARGUMENT, "table");
    effaith_rows_destroy(rows);
    effaith_release_destroy(release);
    effaith_release_destroy(NULL);
    release = NULL;
    CHECK(effaith_rollup_create(engine, &role, 1, 1, &roles, NULL) == EFFAITH_OK);
    CHECK(effaith_release_create((const effaith_rollup* const*)&roles, 1, NULL, 0, &release,
                                 &error) == EFFAITH_ERR_DISCLOSURE_NOT_ADDITIVE);
    check_error(error, EFFAITH_ERR_DISCLOSURE_NOT_ADDITIVE, "role");
    CHECK(release == NULL);
    effaith_rollup_destroy(roles);
    CHECK(effaith_table_audit(engine, kTable, strlen(kTable), EFFAITH_FORMAT_JSON, &safe, &text,
                              &size, NULL) == EFFAITH_OK);
    CHECK(safe == 1); /* nothing is hidden */
    effaith_free(text);
    CHECK(effaith_table_protect(engine, kTable, strlen(kTable), NULL, 0, &text, &size, NULL) ==
          EFFAITH_OK);
    CHECK(strstr(text, "\"node\":\"C\",\"parent\":\"LA\",\"total\":\"suppressed\"") != NULL);
    effaith_free(text);
    CHECK(effaith_table_protect(engine, "{", 1, NULL, 0, &text, &size, NULL) ==
          EFFAITH_ERR_BAD_JSON);
}

static int32_t figure_named(const char* name) {
    int32_t i;
    for (i = 0; i < effaith_row_figure_count(); ++i) {
        if (strcmp(effaith_row_figure_name(i), name) == 0) return i;
    }
    return -1;
}

static void rows_have_keys_and_exact_figures(const effaith_engine* engine) {
    effaith_text by[2];
    effaith_text key;
    effaith_rollup* rollup = NULL;
    effaith_rows* rows = NULL;
    effaith_record record = good_record();
    effaith_value value;
    int32_t known = 9;
    memset(&value, 0, sizeof value);
    value.struct_size = (uint32_t)sizeof value;
    by[0] = effaith_text_of("school_id");
    by[1] = effaith_text_of("tier");
    CHECK(effaith_rollup_create(engine, by, 2, 1, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_records(rollup, &record, 1, sizeof record, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_rows(rollup, &rows, NULL) == EFFAITH_OK);
    effaith_rollup_destroy(rollup); /* the rows stand by themselves */
    CHECK(effaith_rows_count(rows) == 3);
    CHECK(effaith_rows_key(rows, 0, 0, &key, &known, NULL) == EFFAITH_OK);
    CHECK(known == 1 && key.size == 2 && memcmp(key.data, "S1", 2) == 0);
    CHECK(effaith_rows_key(rows, 0, 1, &key, &known, NULL) == EFFAITH_OK);
    CHECK(known == 0 && key.size == 0); /* the record has no tier */
    CHECK(effaith_rows_key(rows, 1, 1, &key, &known, NULL) == EFFAITH_OK);
    CHECK(known == -1); /* the subtotal of the school */
    CHECK(effaith_rows_key(rows, 0, 2, &key, &known, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_rows_key(rows, 3, 0, &key, &known, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_rows_figure(rows, 0, figure_named("total_cost"), &value, NULL) == EFFAITH_OK);
    CHECK(value.kind == EFFAITH_VALUE_DECIMAL && value.places == 6);
    CHECK(value.low == 45258750 && value.high == 0);
    CHECK(effaith_rows_figure(rows, 0, figure_named("gain_mean"), &value, NULL) == EFFAITH_OK ||
          figure_named("gain_mean") < 0);
    CHECK(effaith_rows_figure(rows, 0, figure_named("achieved_rate"), &value, NULL) == EFFAITH_OK);
    CHECK(value.kind == EFFAITH_VALUE_REAL && value.real == 1.0);
    CHECK(effaith_rows_figure(rows, 0, -1, &value, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    effaith_rows_destroy(rows);
}

static void handles_may_be_destroyed_in_any_order(void) {
    effaith_engine* engine = engine_of(kConfig);
    effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    effaith_record record = good_record();
    char* text = NULL;
    size_t size = 0;
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    effaith_engine_destroy(engine);
    CHECK(effaith_rollup_add_records(rollup, &record, 1, sizeof record, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_document(rollup, NULL, &text, &size, NULL) == EFFAITH_OK);
    effaith_rollup_destroy(rollup);
    CHECK(strstr(text, "\"S1\"") != NULL);
    effaith_free(text);
}

static void an_unknown_dimension_is_said_when_rows_are_asked_for(const effaith_engine* engine) {
    effaith_text by = effaith_text_of("shoe_size");
    effaith_text twice[2];
    effaith_rollup* rollup = NULL;
    effaith_rows* rows = NULL;
    effaith_error* error = NULL;
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_rows(rollup, &rows, &error) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(strstr(effaith_error_message(error), "shoe_size") != NULL);
    effaith_error_destroy(error);
    effaith_rollup_destroy(rollup);
    rollup = NULL;
    twice[0] = twice[1] = effaith_text_of("school_id");
    CHECK(effaith_rollup_create(engine, twice, 2, 0, &rollup, NULL) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(rollup == NULL);
}

static void what_people_write_is_read(const effaith_engine* engine) {
    int32_t number = 0;
    int64_t value = 0;
    CHECK(effaith_frequency_read(engine, "Twice weekly", 12, &number, NULL) == EFFAITH_OK);
    CHECK(number == EFFAITH_TWICE_WEEKLY);
    CHECK(effaith_frequency_read(engine, "often", 5, &number, NULL) ==
          EFFAITH_ERR_UNKNOWN_FREQUENCY);
    CHECK(number == EFFAITH_TWICE_WEEKLY);
    CHECK(effaith_outcome_read(engine, "green", 5, &number, NULL) == EFFAITH_OK);
    CHECK(number == EFFAITH_OUTCOME_GREEN);
    CHECK(effaith_outcome_read(engine, "so so", 5, &number, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(effaith_date_read(engine, "Sep 2023", 8, &number, NULL) == EFFAITH_OK);
    CHECK(number == 202309);
    CHECK(effaith_date_read(engine, "04/09/2023", 10, &number, NULL) == EFFAITH_OK);
    CHECK(number == 20230904);
    CHECK(effaith_date_read(engine, "soon", 4, &number, NULL) == EFFAITH_ERR_NOT_A_DATE);
    CHECK(effaith_decimal_read("0.75", 4, 4, &value, NULL) == EFFAITH_OK && value == 7500);
    CHECK(effaith_decimal_read("0.12345", 7, 4, &value, NULL) == EFFAITH_ERR_NOT_A_NUMBER);
    CHECK(effaith_decimal_read("99999999999999999999", 20, 0, &value, NULL) ==
          EFFAITH_ERR_OUT_OF_RANGE);
    CHECK(effaith_decimal_read("1", 1, 19, &value, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
}

static void the_calendar_answers(const effaith_engine* engine) {
    const effaith_text school = effaith_text_of("S1");
    const effaith_text none = {NULL, 0};
    effaith_schedule due = {sizeof due, 0, 0, 0, 0, 0, 0, 0};
    int64_t days = 0;
    int64_t weeks = 0;
    char* text = NULL;
    size_t size = 0;
    effaith_error* error = NULL;
    CHECK(effaith_schedule_find(engine, school, EFFAITH_WEEKLY, 0, 202309, 202312, &due, NULL) ==
          EFFAITH_OK);
    CHECK(due.known == 1 && due.sessions_per_week == EFFAITH_SESSION);
    CHECK(due.sessions_scheduled == 15 * EFFAITH_SESSION);
    CHECK(due.sessions_scheduled_min == 8 && due.sessions_scheduled_max == 15);
    CHECK(due.school_days == 75 && due.school_weeks == 15);
    CHECK(effaith_schedule_find(engine, none, 0, 0, 202309, 202312, &due, NULL) ==
          EFFAITH_ERR_UNKNOWN_FREQUENCY);
    CHECK(effaith_schedule_find(engine, none, EFFAITH_WEEKLY, 0, 202312, 202309, &due, NULL) ==
          EFFAITH_ERR_ENDED_BEFORE_STARTED);
    CHECK(effaith_schedule_find(engine, none, EFFAITH_WEEKLY, EFFAITH_MONDAY | EFFAITH_FRIDAY,
                                202309, 202312, &due, &error) == EFFAITH_ERR_WEEKDAYS_MISMATCH);
    check_error(error, EFFAITH_ERR_WEEKDAYS_MISMATCH, "weekdays");
    CHECK(effaith_schedule_find(engine, none, EFFAITH_WEEKLY, 0, 190001, 190002, &due, NULL) ==
          EFFAITH_ERR_OUTSIDE_CALENDAR);
    CHECK(effaith_calendar_count(engine, none, 20230901, 20231231, &days, &weeks, NULL) ==
          EFFAITH_OK);
    CHECK(days == 75 && weeks == 15);
    CHECK(effaith_calendar_count(engine, none, 20230901, 20230831, &days, NULL, NULL) ==
          EFFAITH_ERR_ENDED_BEFORE_STARTED);
    CHECK(effaith_calendar_count(engine, none, 202309, 20231231, &days, NULL, NULL) ==
          EFFAITH_ERR_NOT_A_DATE);
    CHECK(effaith_calendar_document(engine, none, effaith_text_of("2023"), EFFAITH_FORMAT_NDJSON,
                                    &text, &size, NULL) == EFFAITH_OK);
    CHECK(strstr(text, "2023/24") != NULL);
    effaith_free(text);
    CHECK(effaith_calendar_document(engine, none, effaith_text_of("1066"), EFFAITH_FORMAT_NDJSON,
                                    &text, &size, NULL) == EFFAITH_ERR_OUTSIDE_CALENDAR);
}

static void words_that_are_not_utf8_are_refused(const effaith_engine* engine) {
    const effaith_text bad = {"Ysgol \xff", 7};
    effaith_error* error = NULL;
    char* text = NULL;
    size_t size = 0;
    int64_t value = 5;
    CHECK(effaith_calendar_document(engine, bad, effaith_text_of(""), EFFAITH_FORMAT_TABLE, &text,
                                    &size, &error) == EFFAITH_ERR_BAD_ENCODING);
    check_error(error, EFFAITH_ERR_BAD_ENCODING, "school_id");
    error = NULL;
    CHECK(effaith_decimal_read(bad.data, bad.size, 4, &value, &error) == EFFAITH_ERR_BAD_ENCODING);
    check_error(error, EFFAITH_ERR_BAD_ENCODING, "text");
    error = NULL;
    CHECK(effaith_document_explain(engine, kDocument, strlen(kDocument), bad.data, bad.size, NULL,
                                   &text, &size, &error) == EFFAITH_ERR_BAD_ENCODING);
    check_error(error, EFFAITH_ERR_BAD_ENCODING, "id");
    CHECK(text == NULL && size == 0 && value == 5);
}

static void a_record_is_explained(const effaith_engine* engine) {
    effaith_record record = good_record();
    char* text = NULL;
    size_t size = 0;
    CHECK(effaith_record_explain(engine, &record, EFFAITH_FORMAT_TABLE, &text, &size, NULL) ==
          EFFAITH_OK);
    CHECK(strstr(text, "14.37") != NULL && strlen(text) == size);
    effaith_free(text);
    CHECK(effaith_record_explain(engine, &record, EFFAITH_FORMAT_TABLE, NULL, &size, NULL) ==
          EFFAITH_ERR_INVALID_ARGUMENT);
}

static void a_missing_text_is_named_as_its_argument(const effaith_engine* engine) {
    char* text = NULL;
    size_t size = 0;
    effaith_error* error = NULL;
    effaith_journey_trend(engine, NULL, 5, NULL, &text, &size, &error);
    check_error(error, EFFAITH_ERR_INVALID_ARGUMENT, "journey");
    error = NULL;
    effaith_review_pack(engine, NULL, 0, "[]", 2, NULL, 7, NULL, &text, &size, &error);
    check_error(error, EFFAITH_ERR_INVALID_ARGUMENT, "review");
    CHECK(text == NULL);
}

int main(void) {
    effaith_engine* engine = engine_of(kConfig);
    if (engine == NULL) return 1;
    the_library_says_what_it_is();
    a_record_has_the_figures_of_the_documentation(engine);
    scores_give_progress(engine);
    a_rejected_record_is_no_failure(engine);
    records_lie_apart_in_the_callers_own_structs(engine);
    mistakes_in_a_record_name_the_member(engine);
    structs_of_other_versions_fit(engine);
    wrong_handles_are_answered(engine);
    a_bad_configuration_is_placed();
    documents_are_answered_and_can_be_stopped(engine);
    a_roll_up_is_the_same_however_it_is_fed(engine);
    tables_leave_when_nothing_can_be_worked_out(engine);
    a_batch_with_a_mistake_adds_nothing(engine);
    rows_have_keys_and_exact_figures(engine);
    handles_may_be_destroyed_in_any_order();
    an_unknown_dimension_is_said_when_rows_are_asked_for(engine);
    what_people_write_is_read(engine);
    the_calendar_answers(engine);
    words_that_are_not_utf8_are_refused(engine);
    a_record_is_explained(engine);
    a_missing_text_is_named_as_its_argument(engine);
    effaith_engine_destroy(engine);
    return checks_done("boundary");
}
