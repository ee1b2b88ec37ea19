/* Answers are the same bytes under a locale with a decimal comma. LOCPATH says where the locale is;
 * without it the program says so and answers 77. */
#include <locale.h>

#include "check.h"
#include "support.h"

enum { ANSWERS = 4 };

/* Documents of every kind, with decimals on the way in and on the way out. */
static void ask(const effaith_engine* engine, char** texts, size_t* sizes) {
    const size_t size = strlen(kDocument);
    const effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = NULL;
    effaith_record record = good_record();
    CHECK(effaith_document_analyse(engine, kDocument, size, NULL, &texts[0], &sizes[0], NULL) ==
          EFFAITH_OK);
    CHECK(effaith_document_validate(engine, kDocument, size, NULL, &texts[1], &sizes[1], NULL) ==
          EFFAITH_OK);
    CHECK(effaith_record_explain(engine, &record, EFFAITH_FORMAT_TABLE, &texts[2], &sizes[2],
                                 NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_create(engine, &by, 1, 1, &rollup, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_add_document(rollup, kDocument, size, NULL, NULL) == EFFAITH_OK);
    CHECK(effaith_rollup_document(rollup, NULL, &texts[3], &sizes[3], NULL) == EFFAITH_OK);
    effaith_rollup_destroy(rollup);
}

static effaith_engine* new_engine(void) {
    effaith_engine* engine = NULL;
    CHECK(effaith_engine_create(kConfig, strlen(kConfig), &engine, NULL) == EFFAITH_OK);
    return engine;
}

int main(void) {
    char* before[ANSWERS];
    char* after[ANSWERS];
    size_t sizes_before[ANSWERS];
    size_t sizes_after[ANSWERS];
    int i;
    effaith_engine* engine = new_engine();
    ask(engine, before, sizes_before);
    effaith_engine_destroy(engine);
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) {
        printf("not run: there is no locale de_DE.UTF-8 (Debian: locales)\n");
        for (i = 0; i < ANSWERS; ++i)
            effaith_free(before[i]);
        return 77;
    }
    CHECK_TEXT(localeconv()->decimal_point, ",");
    engine = new_engine();
    ask(engine, after, sizes_after);
    effaith_engine_destroy(engine);
    for (i = 0; i < ANSWERS; ++i) {
        CHECK(sizes_before[i] > 0 && sizes_before[i] == sizes_after[i]);
        CHECK(memcmp(before[i], after[i], sizes_before[i]) == 0);
        effaith_free(before[i]);
        effaith_free(after[i]);
    }
    return checks_done("locale");
}
