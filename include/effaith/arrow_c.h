/* The Arrow C data interface and C stream interface: tables handed from one library to another in
 * the same process, without a copy and without the Arrow library.
 *
 * The structures are those that Apache Arrow publishes, under the guards that it publishes, so that
 * this header and any other that declares them can be included together.
 * https://arrow.apache.org/docs/format/CDataInterface.html
 * https://arrow.apache.org/docs/format/CStreamInterface.html
 *
 * C99 and C++.
 */
#ifndef EFFAITH_ARROW_C_H
#define EFFAITH_ARROW_C_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/* What the columns are: their names and types. */
struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;

    /* Frees everything above; null in a structure that is released or moved away. */
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

/* The values of a column, or of the columns of a batch. */
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;

    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/* Batches one after another, all of one schema. */
struct ArrowArrayStream {
    /* Each answers 0, or a number of errno.h. At the end, get_next gives a released array. */
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    /* Why the call before failed, or null; valid until the next call. */
    const char* (*get_last_error)(struct ArrowArrayStream*);

    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

#ifdef __cplusplus
}
#endif

#endif /* EFFAITH_ARROW_C_H */
