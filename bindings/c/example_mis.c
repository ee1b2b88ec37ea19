/* A school's management information system in small: its records are in a database, it has each of
 * them analysed, keeps the figures beside them, and publishes a roll-up by school.
 *
 *     example_mis DATABASE CONFIG
 *
 * The database is SQLite and has the table `provision` (see capi/README.md). The table `impact` is
 * filled in, and the roll-up goes to standard output as JSON. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "effaith.h"

/* So many records are read, analysed and written back at a time. */
enum { BATCH = 256, MOST_ISSUES = 16 };

/* The columns of `provision`, in the order of the SELECT. */
enum {
    ROW_KEY,
    RECORD_ID,
    LEARNER,
    SCHOOL,
    CLUSTER,
    AUTHORITY,
    YEAR_GROUP,
    NEED,
    TIER,
    SUPPORT,
    INTERVENTION,
    ROLE_1,
    ROLE_2,
    ROLE_3,
    LEARNERS,
    FREQUENCY,
    HOURS,
    STARTED,
    ENDED,
    ATTENDED,
    DELIVERED,
    EPISODES,
    AIM,
    OUTCOME,
    CAPITAL,
    MEASURE,
    BASELINE,
    BASELINE_DATE,
    TARGET,
    ACTUAL,
    ACTUAL_DATE
};

static const char* const kSelect =
    "SELECT provision_key, record_id, learner_id, school_id, cluster_id, authority_id, year_group,"
    " area_of_need, tier, support_type, intervention, role_1, role_2, role_3,"
    " learners_per_session, frequency, session_hours, started, ended, sessions_attended,"
    " sessions_delivered, episodes_per_session, aim, outcome, capital_cost, measure, baseline,"
    " baseline_date, target, actual, actual_date FROM provision ORDER BY provision_key";

static const char* const kImpactTable =
    "CREATE TABLE IF NOT EXISTS impact (provision_key INTEGER PRIMARY KEY, rejected INTEGER,"
    " sessions_scheduled INTEGER, hours_received INTEGER, staff_hours INTEGER,"
    " staff_cost INTEGER, total_cost INTEGER, gain INTEGER, ratio_gain REAL, issues TEXT)";

static const char* const kInsert =
    "INSERT OR REPLACE INTO impact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/* A row of the batch: what goes to the library, and what comes back. */
typedef struct row {
    sqlite3_int64 key;
    effaith_record record;
    effaith_impact impact;
} row;

/* What the program works with. */
typedef struct mis {
    sqlite3* database;
    sqlite3_stmt* select;
    sqlite3_stmt* insert;
    effaith_engine* engine;
    effaith_rollup* rollup;
    row rows[BATCH];
    char* texts[BATCH * ACTUAL_DATE]; /* copies, for SQLite's own do not last */
    size_t text_count;
    int ended; /* the last row has been read: another step would begin anew */
    effaith_issue_list issues;
    effaith_issue issue_room[BATCH * MOST_ISSUES];
} mis;

/* A column as text that lasts for the batch. */
static effaith_text text_at(mis* self, int column) {
    const char* text = (const char*)sqlite3_column_text(self->select, column);
    effaith_text kept = {NULL, 0};
    if (text == NULL) return kept;
    kept.size = (size_t)sqlite3_column_bytes(self->select, column);
    kept.data = memcpy(malloc(kept.size + 1), text, kept.size + 1);
    self->texts[self->text_count++] = (char*)kept.data;
    return kept;
}

/* A whole number into a quantity; nothing where the column is NULL. */
static void take_count(mis* self, int column, int64_t* value, effaith_record* record,
                       uint32_t has) {
    if (sqlite3_column_type(self->select, column) == SQLITE_NULL) return;
    *value = sqlite3_column_int64(self->select, column);
    record->has |= has;
}

/* A decimal, which the database keeps as text so that it stays exact. */
static void take_decimal(mis* self, int column, int32_t places, int64_t* value,
                         effaith_record* record, uint32_t has) {
    const char* text = (const char*)sqlite3_column_text(self->select, column);
    if (text != NULL && effaith_decimal_read(text, strlen(text), places, value, NULL) == EFFAITH_OK)
        record->has |= has;
}

/* A score such as `83`, or `<72` where the test could not go lower. */
static effaith_score score_at(mis* self, int column) {
    effaith_score score = {0, EFFAITH_SCORE_ABSENT, 0};
    const char* text = (const char*)sqlite3_column_text(self->select, column);
    if (text == NULL) return score;
    score.kind = text[0] == '<'   ? EFFAITH_SCORE_BELOW
                 : text[0] == '>' ? EFFAITH_SCORE_ABOVE
                                  : EFFAITH_SCORE_KNOWN;
    if (score.kind != EFFAITH_SCORE_KNOWN) ++text;
    if (effaith_decimal_read(text, strlen(text), 4, &score.value, NULL) != EFFAITH_OK)
        score.kind = EFFAITH_SCORE_ABSENT;
    return score;
}

static int32_t number_at(mis* self, int column) {
    return sqlite3_column_int(self->select, column);
}

/* The row at hand as the library knows it. */
static void read_row(mis* self, row* into) {
    effaith_record* record = &into->record;
    effaith_text frequency;
    effaith_text outcome;
    memset(into, 0, sizeof *into);
    into->key = sqlite3_column_int64(self->select, ROW_KEY);
    into->impact.struct_size = (uint32_t)sizeof into->impact;
    record->struct_size = (uint32_t)sizeof *record;
    record->id = text_at(self, RECORD_ID);
    record->learner_id = text_at(self, LEARNER);
    record->school_id = text_at(self, SCHOOL);
    record->cluster_id = text_at(self, CLUSTER);
    record->authority_id = text_at(self, AUTHORITY);
    record->year_group = text_at(self, YEAR_GROUP);
    record->area_of_need = text_at(self, NEED);
    record->tier = text_at(self, TIER);
    record->support_type = text_at(self, SUPPORT);
    record->intervention = text_at(self, INTERVENTION);
    record->delivered_by[0] = text_at(self, ROLE_1);
    record->delivered_by[1] = text_at(self, ROLE_2);
    record->delivered_by[2] = text_at(self, ROLE_3);
    record->aim = text_at(self, AIM);
    record->measure = text_at(self, MEASURE);
    take_count(self, LEARNERS, &record->learners_per_session, record,
               EFFAITH_HAS_LEARNERS_PER_SESSION);
    take_count(self, ATTENDED, &record->sessions_attended, record, EFFAITH_HAS_SESSIONS_ATTENDED);
    take_count(self, DELIVERED, &record->sessions_delivered, record,
               EFFAITH_HAS_SESSIONS_DELIVERED);
    take_decimal(self, HOURS, 4, &record->session_hours, record, EFFAITH_HAS_SESSION_HOURS);
    take_decimal(self, EPISODES, 4, &record->episodes_per_session, record,
                 EFFAITH_HAS_EPISODES_PER_SESSION);
    take_decimal(self, CAPITAL, 6, &record->capital_cost, record, EFFAITH_HAS_CAPITAL_COST);
    record->baseline = score_at(self, BASELINE);
    record->target = score_at(self, TARGET);
    record->actual = score_at(self, ACTUAL);
    record->started = number_at(self, STARTED);
    record->ended = number_at(self, ENDED);
    record->baseline_date = number_at(self, BASELINE_DATE);
    record->actual_date = number_at(self, ACTUAL_DATE);
    frequency = text_at(self, FREQUENCY);
    outcome = text_at(self, OUTCOME);
    /* What cannot be read stays 0: then the record is rejected, for that is missing. */
    (void)effaith_frequency_read(self->engine, frequency.data, frequency.size, &record->frequency,
                                 NULL);
    (void)effaith_outcome_read(self->engine, outcome.data, outcome.size, &record->outcome, NULL);
}

/* A figure into a parameter; NULL where it is not known. */
static void bind_figure(mis* self, int parameter, const effaith_impact* impact, int figure,
                        int64_t value) {
    if (EFFAITH_KNOWN(*impact, figure))
        sqlite3_bind_int64(self->insert, parameter, value);
    else
        sqlite3_bind_null(self->insert, parameter);
}

/* Appends a line to a text that grows. */
static void append_line(char** all, size_t* used, const char* text, size_t size) {
    char* longer = (char*)realloc(*all, *used + size + 1);
    if (longer == NULL) return;
    *all = longer;
    memcpy(longer + *used, text, size);
    *used += size;
    longer[(*used)++] = '\n';
}

/* The sentences of the issues of a row of the batch, a line each. */
static void bind_issues(mis* self, size_t row_in_batch) {
    static const char kTwice[] = "Another record of the school has the same id.";
    const effaith_record* record = &self->rows[row_in_batch].record;
    char* all = (char*)calloc(1, 1);
    size_t used = 0;
    size_t i;
    for (i = 0; i < self->issues.count && i < self->issues.room; ++i) {
        const effaith_issue* issue = &self->issue_room[i];
        char* text = NULL;
        size_t size = 0;
        if (issue->record != row_in_batch) continue;
        if (issue->position < 0)
            append_line(&all, &used, kTwice, sizeof kTwice - 1);
        else if (effaith_record_message(self->engine, record, issue->position, &text, &size,
                                        NULL) == EFFAITH_OK)
            append_line(&all, &used, text, size);
        effaith_free(text);
    }
    sqlite3_bind_text(self->insert, 10, all, (int)used, free);
}

static int write_row(mis* self, size_t row_in_batch) {
    const row* from = &self->rows[row_in_batch];
    const effaith_impact* impact = &from->impact;
    sqlite3_reset(self->insert);
    sqlite3_bind_int64(self->insert, 1, from->key);
    sqlite3_bind_int(self->insert, 2, impact->rejected);
    bind_figure(self, 3, impact, EFFAITH_FIGURE_SESSIONS_SCHEDULED, impact->sessions_scheduled);
    bind_figure(self, 4, impact, EFFAITH_FIGURE_HOURS_RECEIVED, impact->hours_received);
    bind_figure(self, 5, impact, EFFAITH_FIGURE_STAFF_HOURS, impact->staff_hours);
    bind_figure(self, 6, impact, EFFAITH_FIGURE_STAFF_COST, impact->staff_cost);
    bind_figure(self, 7, impact, EFFAITH_FIGURE_TOTAL_COST, impact->total_cost);
    bind_figure(self, 8, impact, EFFAITH_FIGURE_GAIN, impact->gain);
    if (EFFAITH_KNOWN(*impact, EFFAITH_FIGURE_RATIO_GAIN))
        sqlite3_bind_double(self->insert, 9, impact->ratio_gain);
    else
        sqlite3_bind_null(self->insert, 9);
    bind_issues(self, row_in_batch);
    return sqlite3_step(self->insert) == SQLITE_DONE;
}

/* Reads up to BATCH rows; how many there were. */
static size_t read_batch(mis* self) {
    size_t count = 0;
    while (self->text_count > 0)
        free(self->texts[--self->text_count]);
    while (count < BATCH && !self->ended) {
        self->ended = sqlite3_step(self->select) != SQLITE_ROW;
        if (!self->ended) read_row(self, &self->rows[count++]);
    }
    return count;
}

/* All records: analysed, written back, and added to the roll-up. */
static effaith_status analyse_all(mis* self, effaith_error** error) {
    effaith_status status = EFFAITH_OK;
    size_t count = read_batch(self);
    while (count > 0 && status == EFFAITH_OK) {
        size_t i;
        status = effaith_records_analyse(self->engine, &self->rows[0].record, count,
                                         sizeof self->rows[0], &self->rows[0].impact,
                                         sizeof self->rows[0], &self->issues, error);
        if (status == EFFAITH_OK)
            status = effaith_rollup_add_records(self->rollup, &self->rows[0].record, count,
                                                sizeof self->rows[0], error);
        for (i = 0; i < count && status == EFFAITH_OK; ++i) {
            if (!write_row(self, i)) {
                fprintf(stderr, "%s\n", sqlite3_errmsg(self->database));
                return EFFAITH_ERR_CANNOT_WRITE;
            }
        }
        count = read_batch(self);
    }
    return status;
}

static effaith_status publish(mis* self, effaith_error** error) {
    char* text = NULL;
    size_t size = 0;
    const effaith_status status = effaith_rollup_document(self->rollup, NULL, &text, &size, error);
    if (status == EFFAITH_OK) fwrite(text, 1, size, stdout);
    effaith_free(text);
    return status;
}

static char* read_file(const char* path, size_t* size) {
    FILE* file = fopen(path, "rb");
    char* text = (char*)malloc((size_t)1 << 20);
    *size = 0;
    if (file == NULL || text == NULL) {
        free(text);
        return NULL;
    }
    *size = fread(text, 1, (size_t)1 << 20, file);
    fclose(file);
    return text;
}

static int open_database(mis* self, const char* path) {
    return sqlite3_open(path, &self->database) == SQLITE_OK &&
           sqlite3_exec(self->database, kImpactTable, NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(self->database, kSelect, -1, &self->select, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(self->database, kInsert, -1, &self->insert, NULL) == SQLITE_OK &&
           sqlite3_exec(self->database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
}

int main(int argc, char** argv) {
    mis* self = (mis*)calloc(1, sizeof *self);
    effaith_error* error = NULL;
    effaith_status status = EFFAITH_OK;
    const effaith_text by = effaith_text_of("school_id");
    size_t size = 0;
    char* config = argc == 3 ? read_file(argv[2], &size) : NULL;
    if (self == NULL || config == NULL) {
        fprintf(stderr, "usage: example_mis DATABASE CONFIG\n");
        free(self);
        return 2;
    }
    self->issues.struct_size = (uint32_t)sizeof self->issues;
    self->issues.issue_size = (uint32_t)sizeof self->issue_room[0];
    self->issues.issues = self->issue_room;
    self->issues.room = sizeof self->issue_room / sizeof self->issue_room[0];
    if (!open_database(self, argv[1])) {
        fprintf(stderr, "%s: %s\n", argv[1], sqlite3_errmsg(self->database));
        status = EFFAITH_ERR_CANNOT_READ;
    }
    if (status == EFFAITH_OK) status = effaith_engine_create(config, size, &self->engine, &error);
    if (status == EFFAITH_OK)
        status = effaith_rollup_create(self->engine, &by, 1, 1, &self->rollup, &error);
    if (status == EFFAITH_OK) status = analyse_all(self, &error);
    if (status == EFFAITH_OK) status = publish(self, &error);
    if (error != NULL)
        fprintf(stderr, "%s: %s\n", effaith_error_where(error), effaith_error_message(error));
    sqlite3_finalize(self->select);
    sqlite3_finalize(self->insert);
    sqlite3_exec(self->database, status == EFFAITH_OK ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(self->database);
    while (self->text_count > 0)
        free(self->texts[--self->text_count]);
    effaith_error_destroy(error);
    effaith_rollup_destroy(self->rollup);
    effaith_engine_destroy(self->engine);
    free(config);
    free(self);
    return status == EFFAITH_OK ? 0 : 1;
}
