/* Columns at the C interface: streams outlive what they were made from, failures leave the caller's
 * stream alone, and a stop arrives where it was asked for. */
#include <errno.h>

#include "check.h"
#include "support.h"
#include "tiny_stream.h"

static effaith_engine* new_engine(void) {
    effaith_engine* engine = NULL;
    effaith_engine_create(kConfig, strlen(kConfig), &engine, NULL);
    return engine;
}

/* Reads a stream to its end; the number of its rows, or -1 on an error. */
static long rows_of(struct ArrowArrayStream* stream) {
    long rows = 0;
    struct ArrowArray batch;
    for (;;) {
        if (stream->get_next(stream, &batch) != 0) return -1;
        if (batch.release == NULL) return rows;
        rows += (long)batch.length;
        batch.release(&batch);
    }
}

static void streams_outlive_their_engine(void) {
    effaith_engine* engine = new_engine();
    struct ArrowArrayStream records;
    struct ArrowArrayStream figures;
    struct ArrowArrayStream issues;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    int left = 0;
    tiny_open(&records, &left);
    CHECK(effaith_columns_analyse(engine, &records, NULL, &figures, &issues, NULL) == EFFAITH_OK);
    CHECK(records.release == NULL);
    effaith_engine_destroy(engine);
    CHECK(figures.get_schema(&figures, &schema) == 0);
    CHECK(schema.n_children > 20);
    CHECK(figures.get_next(&figures, &batch) == 0);
    CHECK(batch.length == TINY_ROWS && batch.n_children == schema.n_children);
    figures.release(&figures);
    CHECK(figures.release == NULL);
    /* The batch and the schema are the caller's, the stream of issues reads on. */
    CHECK_TEXT(schema.format, "+s");
    schema.release(&schema);
    batch.release(&batch);
    CHECK(rows_of(&issues) >= 1);
    issues.release(&issues);
}

static int bad_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
    (void)stream;
    memset(out, 0, sizeof *out);
    return EIO;
}
static const char* why_not(struct ArrowArrayStream* stream) {
    (void)stream;
    return "the disk is gone";
}

static void a_stream_that_cannot_be_understood_stays_the_callers(void) {
    effaith_engine* engine = new_engine();
    effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    effaith_error* error = NULL;
    struct ArrowArrayStream records;
    struct ArrowArrayStream figures;
    struct ArrowArrayStream issues;
    struct ArrowArrayStream untouched;
    int left = 0;
    tiny_open(&records, &left);
    records.get_schema = bad_schema;
    records.get_last_error = why_not;
    memset(&figures, 7, sizeof figures);
    memset(&issues, 7, sizeof issues);
    untouched = figures;
    CHECK(effaith_columns_analyse(engine, &records, NULL, &figures, &issues, &error) ==
          EFFAITH_ERR_CANNOT_READ);
    CHECK(strstr(effaith_error_message(error), "the disk is gone") != NULL);
    effaith_error_destroy(error);
    error = NULL;
    CHECK(records.release != NULL);
    CHECK(memcmp(&figures, &untouched, sizeof figures) == 0);
    CHECK(memcmp(&issues, &untouched, sizeof issues) == 0);
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_columns(rollup, &records, NULL, NULL) == EFFAITH_ERR_CANNOT_READ);
    CHECK(records.release != NULL);
    records.release(&records);
    CHECK(effaith_rollup_add_columns(rollup, &records, NULL, NULL) == EFFAITH_ERR_INVALID_ARGUMENT);
    effaith_rollup_destroy(rollup);
    effaith_engine_destroy(engine);
}

static int fails_later(struct ArrowArrayStream* stream, struct ArrowArray* out) {
    (void)stream;
    memset(out, 0, sizeof *out);
    return EIO;
}

static void a_stream_that_fails_goes_on_failing(void) {
    effaith_engine* engine = new_engine();
    struct ArrowArrayStream records;
    struct ArrowArrayStream figures;
    struct ArrowArrayStream issues;
    struct ArrowArray batch;
    int left = 0;
    tiny_open(&records, &left);
    records.get_next = fails_later;
    records.get_last_error = why_not;
    CHECK(effaith_columns_analyse(engine, &records, NULL, &figures, &issues, NULL) == EFFAITH_OK);
    CHECK(figures.get_next(&figures, &batch) == EIO);
    CHECK(strstr(figures.get_last_error(&figures), "the disk is gone") != NULL);
    /* Asked again it is no end, which would look like a table that was read to its last row. */
    CHECK(figures.get_next(&figures, &batch) == EIO);
    figures.release(&figures);
    issues.release(&issues);
    effaith_engine_destroy(engine);
}

typedef struct stopper {
    int64_t seen;
    int stop;
} stopper;

static int32_t EFFAITH_CALL told(void* context, int64_t records) {
    stopper* state = (stopper*)context;
    state->seen = records;
    return state->stop;
}

static void progress_is_told_and_may_stop(void) {
    effaith_engine* engine = new_engine();
    effaith_options options;
    stopper state = {-1, 0};
    struct ArrowArrayStream records;
    struct ArrowArrayStream figures;
    struct ArrowArrayStream issues;
    struct ArrowArray batch;
    effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    char* before = NULL;
    char* after = NULL;
    size_t before_size = 0;
    size_t after_size = 0;
    int left = 0;
    memset(&options, 0, sizeof options);
    options.struct_size = (uint32_t)sizeof options;
    options.threads = 1;
    options.progress = told;
    options.context = &state;

    tiny_open(&records, &left);
    CHECK(effaith_columns_analyse(engine, &records, &options, &figures, &issues, NULL) ==
          EFFAITH_OK);
    CHECK(rows_of(&figures) == TINY_ROWS);
    CHECK(state.seen == TINY_ROWS);
    figures.release(&figures);
    issues.release(&issues);

    state.stop = 1;
    tiny_open(&records, &left);
    CHECK(effaith_columns_analyse(engine, &records, &options, &figures, &issues, NULL) ==
          EFFAITH_OK);
    CHECK(figures.get_next(&figures, &batch) == ECANCELED);
    figures.release(&figures);
    issues.release(&issues);

    /* A roll-up that was stopped has none of the records. */
    CHECK(effaith_rollup_create(engine, &by, 1, 0, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_serialise(rollup, &before, &before_size, NULL) == EFFAITH_OK);
    tiny_open(&records, &left);
    CHECK(effaith_rollup_add_columns(rollup, &records, &options, NULL) == EFFAITH_ERR_CANCELLED);
    CHECK(effaith_rollup_serialise(rollup, &after, &after_size, NULL) == EFFAITH_OK);
    CHECK(before_size == after_size && memcmp(before, after, before_size) == 0);
    if (records.release != NULL) records.release(&records);
    effaith_free(before);
    effaith_free(after);
    effaith_rollup_destroy(rollup);
    effaith_engine_destroy(engine);
}

int main(void) {
    streams_outlive_their_engine();
    a_stream_that_cannot_be_understood_stays_the_callers();
    a_stream_that_fails_goes_on_failing();
    progress_is_told_and_may_stop();
    return checks_done("columns");
}
