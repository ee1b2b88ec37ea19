/* Two records as an Arrow stream whose memory is all static: nothing is allocated to make it. */
#ifndef EFFAITH_TESTS_TINY_STREAM_H
#define EFFAITH_TESTS_TINY_STREAM_H

#include <string.h>

#include "effaith/arrow_c.h"

enum { TINY_COLUMNS = 12, TINY_ROWS = 2 };

typedef struct tiny_column {
    const char* name;
    const char* format;
    const void* buffers[3];
    int64_t n_buffers;
} tiny_column;

#define TINY_TEXT(a, b)                                                         \
    static const int32_t a##_ends[3] = {0, sizeof(b) / 2, 2 * (sizeof(b) / 2)}; \
    static const char a##_text[] = b

/* Each text twice, for the two records. */
TINY_TEXT(tiny_school, "S1S1");
TINY_TEXT(tiny_support, "catch-up literacycatch-up literacy");
TINY_TEXT(tiny_role, "Teaching assistantTeaching assistant");
TINY_TEXT(tiny_often, "weeklyweekly");
TINY_TEXT(tiny_started, "2023-092023-09");
TINY_TEXT(tiny_ended, "2023-122023-12");
TINY_TEXT(tiny_outcome, "ambergreen");
TINY_TEXT(tiny_aim, "Reads a pageReads a page");
TINY_TEXT(tiny_id, "r1r2");
static const int64_t tiny_learners[TINY_ROWS] = {4, 0}; /* the second record is rejected */
static const int64_t tiny_attended[TINY_ROWS] = {11, 12};
static const double tiny_hours[TINY_ROWS] = {0.5, 0.25};

static const tiny_column tiny_columns[TINY_COLUMNS] = {
    {"school_id", "u", {NULL, tiny_school_ends, tiny_school_text}, 3},
    {"support_type", "u", {NULL, tiny_support_ends, tiny_support_text}, 3},
    {"delivered_by", "u", {NULL, tiny_role_ends, tiny_role_text}, 3},
    {"frequency", "u", {NULL, tiny_often_ends, tiny_often_text}, 3},
    {"started", "u", {NULL, tiny_started_ends, tiny_started_text}, 3},
    {"ended", "u", {NULL, tiny_ended_ends, tiny_ended_text}, 3},
    {"outcome", "u", {NULL, tiny_outcome_ends, tiny_outcome_text}, 3},
    {"aim", "u", {NULL, tiny_aim_ends, tiny_aim_text}, 3},
    {"id", "u", {NULL, tiny_id_ends, tiny_id_text}, 3},
    {"learners_per_session", "l", {NULL, tiny_learners, NULL}, 2},
    {"sessions_attended", "l", {NULL, tiny_attended, NULL}, 2},
    {"session_hours", "g", {NULL, tiny_hours, NULL}, 2},
};

static struct ArrowSchema tiny_schemas[TINY_COLUMNS];
static struct ArrowSchema* tiny_schema_list[TINY_COLUMNS];
static struct ArrowArray tiny_arrays[TINY_COLUMNS];
static struct ArrowArray* tiny_array_list[TINY_COLUMNS];
static const void* tiny_no_buffer[1];

static void tiny_release_schema(struct ArrowSchema* schema) {
    schema->release = NULL;
}
static void tiny_release_array(struct ArrowArray* array) {
    array->release = NULL;
}

static int tiny_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
    int i;
    (void)stream;
    memset(out, 0, sizeof *out);
    for (i = 0; i < TINY_COLUMNS; ++i) {
        memset(&tiny_schemas[i], 0, sizeof tiny_schemas[i]);
        tiny_schemas[i].name = tiny_columns[i].name;
        tiny_schemas[i].format = tiny_columns[i].format;
        tiny_schemas[i].release = tiny_release_schema;
        tiny_schema_list[i] = &tiny_schemas[i];
    }
    out->format = "+s";
    out->n_children = TINY_COLUMNS;
    out->children = tiny_schema_list;
    out->release = tiny_release_schema;
    return 0;
}

static int tiny_get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
    int* left = (int*)stream->private_data;
    int i;
    memset(out, 0, sizeof *out);
    if (*left == 0) return 0;
    --*left;
    for (i = 0; i < TINY_COLUMNS; ++i) {
        memset(&tiny_arrays[i], 0, sizeof tiny_arrays[i]);
        tiny_arrays[i].length = TINY_ROWS;
        tiny_arrays[i].n_buffers = tiny_columns[i].n_buffers;
        tiny_arrays[i].buffers = (const void**)(const void*)tiny_columns[i].buffers;
        tiny_arrays[i].release = tiny_release_array;
        tiny_array_list[i] = &tiny_arrays[i];
    }
    out->length = TINY_ROWS;
    out->n_buffers = 1;
    out->buffers = tiny_no_buffer;
    out->n_children = TINY_COLUMNS;
    out->children = tiny_array_list;
    out->release = tiny_release_array;
    return 0;
}

static const char* tiny_get_last_error(struct ArrowArrayStream* stream) {
    (void)stream;
    return NULL;
}

static void tiny_release_stream(struct ArrowArrayStream* stream) {
    stream->release = NULL;
}

/* A stream of one batch; `left` is its memory, and must stay. */
static void tiny_open(struct ArrowArrayStream* stream, int* left) {
    *left = 1;
    stream->get_schema = tiny_get_schema;
    stream->get_next = tiny_get_next;
    stream->get_last_error = tiny_get_last_error;
    stream->release = tiny_release_stream;
    stream->private_data = left;
}

#endif
