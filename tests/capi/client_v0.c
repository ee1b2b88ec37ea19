/* A program of the first release: it is built against the header of that release (v0/effaith.h) and
 * runs with every later library. Neither this file nor that header is ever changed. */
#include <stdio.h>
#include <string.h>

#include "effaith.h"

static int failures = 0;

static void expect(int held, const char* what) {
    if (held) return;
    ++failures;
    printf("client of version 0: does not hold: %s\n", what);
}

int main(void) {
    const char* config = "{\"rates\": {\"Teaching assistant\": 14.37}}";
    effaith_engine* engine = NULL;
    effaith_rollup* rollup = NULL;
    effaith_rows* rows = NULL;
    effaith_record record;
    effaith_impact impact;
    effaith_issue issue;
    effaith_issue_list issues;
    effaith_options options;
    effaith_schedule due;
    effaith_value value;
    effaith_counts counts;
    effaith_text by = effaith_text_of("school_id");
    char* text = NULL;
    size_t size = 0;
    memset(&record, 0, sizeof record);
    memset(&impact, 0, sizeof impact);
    memset(&issues, 0, sizeof issues);
    memset(&options, 0, sizeof options);
    memset(&due, 0, sizeof due);
    memset(&value, 0, sizeof value);
    memset(&counts, 0, sizeof counts);
    record.struct_size = (uint32_t)sizeof record;
    impact.struct_size = (uint32_t)sizeof impact;
    issues.struct_size = (uint32_t)sizeof issues;
    issues.issue_size = (uint32_t)sizeof issue;
    issues.issues = &issue;
    issues.room = 1;
    options.struct_size = (uint32_t)sizeof options;
    due.struct_size = (uint32_t)sizeof due;
    value.struct_size = (uint32_t)sizeof value;
    counts.struct_size = (uint32_t)sizeof counts;

    expect(effaith_abi_version() == 0, "the ABI number is 0");
    expect(effaith_engine_create(config, strlen(config), &engine, NULL) == EFFAITH_OK, "engine");
    record.school_id = effaith_text_of("S1");
    record.support_type = effaith_text_of("catch-up literacy");
    record.delivered_by[0] = effaith_text_of("Teaching assistant");
    record.aim = effaith_text_of("Reads a page of the class book unaided");
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
    expect(effaith_record_analyse(engine, &record, &impact, &issues, NULL) == EFFAITH_OK,
           "analyse");
    expect(impact.known == 0x1DF3FFU, "the known figures");
    expect(impact.staff_cost == 19758750 && impact.total_cost == 45258750, "the cost");
    expect(impact.hours_received == 55000 && impact.school_days == 75, "the dosage");
    expect(issues.count == 0, "no issue");

    expect(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK, "roll-up");
    expect(effaith_rollup_add_records(rollup, &record, 1, sizeof record, NULL) == EFFAITH_OK,
           "records added");
    expect(effaith_rollup_count(rollup, &counts, NULL) == EFFAITH_OK && counts.analysed == 1,
           "counts");
    expect(effaith_rollup_rows(rollup, &rows, NULL) == EFFAITH_OK, "rows");
    expect(effaith_rows_count(rows) == 1, "one row");
    expect(effaith_rows_figure(rows, 0, 0, &value, NULL) == EFFAITH_OK, "a figure");
    expect(value.kind == EFFAITH_VALUE_DECIMAL && value.low == 1, "its value");
    options.format = EFFAITH_FORMAT_CSV;
    expect(effaith_rollup_document(rollup, &options, &text, &size, NULL) == EFFAITH_OK,
           "the document");
    expect(text != NULL && strstr(text, "S1") != NULL, "its school");
    effaith_free(text);
    expect(effaith_schedule_find(engine, by, EFFAITH_WEEKLY, 0, 202309, 202312, &due, NULL) ==
               EFFAITH_OK,
           "a schedule");
    expect(due.sessions_scheduled_min == 8 && due.sessions_scheduled_max == 15, "its bounds");
    effaith_rows_destroy(rows);
    effaith_rollup_destroy(rollup);
    effaith_engine_destroy(engine);
    printf("client of version 0: %s\n", failures == 0 ? "all as it was" : "FAILED");
    return failures == 0 ? 0 : 1;
}
