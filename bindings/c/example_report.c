/* A small program on the library's C interface: a file of records in, the library's answer out.
 *
 *     example_report analyse|validate|rollup CONFIG RECORDS
 *
 * The roll-up is by school, with totals. The answers are those of the command line of the same name
 * with --format json, byte for byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#endif

#include "effaith.h"

/* A whole file, to be freed; NULL where it cannot be read. */
static char* read_file(const char* path, size_t* size) {
    FILE* file = fopen(path, "rb");
    char* text = NULL;
    size_t room = 0;
    *size = 0;
    if (file == NULL) return NULL;
    do {
        char* larger;
        room += (size_t)1 << 16;
        larger = (char*)realloc(text, room);
        if (larger == NULL) break;
        text = larger;
        *size += fread(text + *size, 1, room - *size, file);
    } while (*size == room);
    fclose(file);
    return text;
}

static effaith_status roll_up(const effaith_engine* engine, const char* records, size_t size,
                              char** text, size_t* text_size, effaith_error** error) {
    const effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    effaith_status status = effaith_rollup_create(engine, &by, 1, 1, &rollup, error);
    if (status == EFFAITH_OK)
        status = effaith_rollup_add_document(rollup, records, size, NULL, error);
    if (status == EFFAITH_OK)
        status = effaith_rollup_document(rollup, NULL, text, text_size, error);
    effaith_rollup_destroy(rollup);
    return status;
}

int main(int argc, char** argv) {
    effaith_engine* engine = NULL;
    effaith_error* error = NULL;
    char* config;
    char* records;
    char* text = NULL;
    size_t config_size;
    size_t size;
    size_t text_size = 0;
    effaith_status status;
    if (argc != 4) {
        fprintf(stderr, "usage: example_report analyse|validate|rollup CONFIG RECORDS\n");
        return 2;
    }
    config = read_file(argv[2], &config_size);
    records = read_file(argv[3], &size);
    if (config == NULL || records == NULL) {
        fprintf(stderr, "%s cannot be read\n", config == NULL ? argv[2] : argv[3]);
        free(config);
        free(records);
        return 3;
    }
    status = effaith_engine_create(config, config_size, &engine, &error);
    if (status == EFFAITH_OK) {
        if (strcmp(argv[1], "analyse") == 0)
            status =
                effaith_document_analyse(engine, records, size, NULL, &text, &text_size, &error);
        else if (strcmp(argv[1], "validate") == 0)
            status =
                effaith_document_validate(engine, records, size, NULL, &text, &text_size, &error);
        else
            status = roll_up(engine, records, size, &text, &text_size, &error);
    }
    if (status == EFFAITH_OK) {
#if defined(_WIN32)
        _setmode(_fileno(stdout), _O_BINARY); /* Windows would change the line ends */
#endif
        fwrite(text, 1, text_size, stdout);
    } else {
        fprintf(stderr, "%s: %s\n", effaith_error_where(error), effaith_error_message(error));
    }
    effaith_free(text);
    effaith_error_destroy(error);
    effaith_engine_destroy(engine);
    free(config);
    free(records);
    return status == EFFAITH_OK ? 0 : 1;
}
