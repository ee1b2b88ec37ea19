/* Statistics as structs: answers, reasons, rows, workings, and what is refused. */
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "effaith.h"

static const double kPre[] = {12, 15, 11, 18};
static const double kPost[] = {16, 17, NAN, 24};

static effaith_status change(effaith_reliable_changes* result, effaith_reliable_change_row* rows,
                             size_t row_size, size_t room, effaith_error** error) {
    return effaith_stats_reliable_change(kPre, 4, kPost, 4, 0.9, EFFAITH_BETTER_IS_HIGHER, 5, NAN,
                                         NAN, NAN, result, rows, row_size, room, error);
}

static void test_a_number_or_its_reason(void) {
    effaith_proportion share;
    memset(&share, 0, sizeof share);
    share.struct_size = sizeof share;
    CHECK(effaith_stats_proportion(11, 15, NAN, &share, NULL) == EFFAITH_OK);
    CHECK(share.struct_size == sizeof share);
    CHECK(share.n == 15);
    CHECK(share.estimate.reason == EFFAITH_REASON_NONE);
    CHECK(fabs(share.estimate.value - 11.0 / 15.0) < 1e-15);
    CHECK(share.wilson.low.value > 0.48 && share.wilson.low.value < 0.4805);
    CHECK(strlen(share.method.data) == share.method.size);

    CHECK(effaith_stats_proportion(0, 0, 0.95, &share, NULL) == EFFAITH_OK);
    CHECK(share.estimate.reason == EFFAITH_REASON_TOO_FEW);
    CHECK(share.estimate.value == 0.0);
    CHECK_TEXT(effaith_reason_name(share.estimate.reason), "too_few");
    CHECK(strlen(effaith_reason_message(share.estimate.reason)) > 20);
    CHECK(effaith_stats_proportion(1, 2, 1.5, &share, NULL) == EFFAITH_OK);
    CHECK(share.wilson.high.reason == EFFAITH_REASON_INVALID_ARGUMENT);
}

static void test_rows_go_where_there_is_room(void) {
    effaith_reliable_changes all;
    effaith_reliable_change_row rows[4];
    struct wide {
        effaith_reliable_change_row row;
        double mine;
    } wide[3];
    int i;
    memset(&all, 0, sizeof all);
    memset(rows, 0x55, sizeof rows);
    memset(wide, 0x55, sizeof wide);
    all.struct_size = sizeof all;
    CHECK(change(&all, NULL, 0, 0, NULL) == EFFAITH_OK);
    CHECK(all.rows_count == 3);
    CHECK(change(&all, rows, sizeof rows[0], 2, NULL) == EFFAITH_OK);
    CHECK(all.rows_count == 3);
    CHECK(rows[0].row == 0 && rows[1].row == 1);
    CHECK(rows[2].row == 0x5555555555555555); /* no room for it: as it was */
    CHECK(change(&all, rows, sizeof rows[0], 4, NULL) == EFFAITH_OK);
    CHECK(rows[2].row == 3);
    CHECK(rows[2].category.value == EFFAITH_RELIABLE_CHANGE_IMPROVED);
    CHECK_TEXT(effaith_choice_name(EFFAITH_CHOICE_RELIABLE_CHANGE, rows[2].category.value),
               "improved");
    CHECK(rows[3].row == 0x5555555555555555);
    CHECK(rows[2].category_b.value == 0);
    CHECK(rows[2].category_b.reason == EFFAITH_REASON_NOT_ESTIMABLE);
    /* A program of a later version has larger rows: what it alone knows is 0. */
    CHECK(change(&all, &wide[0].row, sizeof wide[0], 3, NULL) == EFFAITH_OK);
    for (i = 0; i < 3; ++i) {
        CHECK(wide[i].row.row == rows[i].row);
        CHECK(wide[i].mine == 0.0);
    }
}

static void refused(effaith_status status, effaith_error** error, const char* where) {
    CHECK(status == EFFAITH_ERR_INVALID_ARGUMENT);
    CHECK(*error != NULL);
    CHECK_TEXT(effaith_error_where(*error), where);
    effaith_error_destroy(*error);
    *error = NULL;
}

static void test_what_cannot_be_is_refused(void) {
    effaith_error* error = NULL;
    effaith_kendall tau;
    effaith_eef_cost_band band;
    effaith_reliable_changes all;
    effaith_reliable_change_row rows[2];
    memset(&tau, 0, sizeof tau);
    memset(&band, 0, sizeof band);
    memset(&all, 0, sizeof all);
    refused(effaith_stats_kendall(kPre, 4, kPost, 4, &tau, &error), &error, "result");
    refused(effaith_stats_kendall(kPre, 4, kPost, 4, NULL, &error), &error, "result");
    tau.struct_size = sizeof tau;
    tau.n = 77;
    refused(effaith_stats_kendall(NULL, 4, kPost, 4, &tau, &error), &error, "x");
    refused(effaith_stats_kendall(kPre, 4, kPost, (size_t)-1, &tau, &error), &error, "y");
    CHECK(tau.n == 77);
    CHECK(effaith_stats_kendall(NULL, 0, NULL, 0, &tau, &error) == EFFAITH_OK);
    CHECK(tau.tau_b.reason == EFFAITH_REASON_TOO_FEW);
    CHECK(effaith_stats_kendall(kPre, 4, kPost, 3, &tau, &error) == EFFAITH_OK);
    CHECK(tau.tau_b.reason == EFFAITH_REASON_INVALID_ARGUMENT);

    band.struct_size = sizeof band;
    refused(effaith_stats_eef_cost_band(85.5, 9, &band, &error), &error, "version");
    refused(effaith_stats_eef_cost_band(85.5, -1, &band, &error), &error, "version");
    CHECK(effaith_stats_eef_cost_band(85.5, 0, &band, &error) == EFFAITH_OK);
    CHECK(band.band.value != 0);

    all.struct_size = sizeof all;
    refused(change(&all, NULL, sizeof rows[0], 2, &error), &error, "rows");
    refused(change(&all, rows, sizeof rows[0] - 8, 2, &error), &error, "rows");
    refused(change(&all, rows, sizeof rows[0] + 1, 1, &error), &error, "rows");
}

static void test_structs_of_other_versions(void) {
    struct later {
        effaith_siegel known;
        double unknown;
    } later;
    memset(&later, 0x55, sizeof later);
    later.known.struct_size = sizeof later;
    CHECK(effaith_stats_siegel(kPre, 4, kPre, 4, &later.known, NULL) == EFFAITH_OK);
    CHECK(later.known.struct_size == sizeof later);
    CHECK(later.known.n == 4);
    CHECK(later.unknown == 0.0);
}

static void test_the_working_is_json_with_numbers(void) {
    effaith_error* error = NULL;
    effaith_proportion share;
    char* text = NULL;
    size_t size = 0;
    memset(&share, 0, sizeof share);
    share.struct_size = sizeof share;
    CHECK(effaith_stats_proportion(11, 16, 0.95, &share, NULL) == EFFAITH_OK);
    CHECK(effaith_stats_explain(EFFAITH_RESULT_PROPORTION, &share, &text, &size, NULL) ==
          EFFAITH_OK);
    CHECK(text != NULL && strlen(text) == size);
    CHECK(strstr(text,
                 "{\"path\":\"estimate\",\"how\":\"x / n\",\"working\":\"11 / 16\","
                 "\"value\":0.6875}") != NULL);
    effaith_free(text);
    text = NULL;
    refused(effaith_stats_explain(0, &share, &text, &size, &error), &error, "kind");
    refused(effaith_stats_explain(1000, &share, &text, &size, &error), &error, "kind");
    refused(effaith_stats_explain(EFFAITH_RESULT_TWO_GROUPS, &share, &text, &size, &error), &error,
            "result");
    refused(effaith_stats_explain(EFFAITH_RESULT_PROPORTION, NULL, &text, &size, &error), &error,
            "result");
    share.estimate.reason = 12345;
    refused(effaith_stats_explain(EFFAITH_RESULT_PROPORTION, &share, &text, &size, &error), &error,
            "result");
    refused(effaith_stats_explain(EFFAITH_RESULT_PROPORTION, &share, NULL, &size, &error), &error,
            "");
    CHECK(text == NULL);
}

static void test_names_of_what_is_none_are_empty(void) {
    CHECK_TEXT(effaith_reason_name(-1), "");
    CHECK_TEXT(effaith_reason_name(12345), "");
    CHECK_TEXT(effaith_reason_message(-1), "");
    CHECK_TEXT(effaith_choice_name(0, 1), "");
    CHECK_TEXT(effaith_choice_name(EFFAITH_CHOICE_META_METHOD, 0), "");
    CHECK_TEXT(effaith_choice_name(EFFAITH_CHOICE_META_METHOD, 99), "");
    CHECK_TEXT(effaith_choice_name(EFFAITH_CHOICE_META_METHOD, EFFAITH_META_METHOD_REML), "reml");
}

int main(void) {
    test_a_number_or_its_reason();
    test_rows_go_where_there_is_room();
    test_what_cannot_be_is_refused();
    test_structs_of_other_versions();
    test_the_working_is_json_with_numbers();
    test_names_of_what_is_none_are_empty();
    return checks_done("statistics");
}
