/* What the C tests check with: each failure is printed with its place, and counted. */
#ifndef EFFAITH_TESTS_CHECK_H
#define EFFAITH_TESTS_CHECK_H

#include <stdio.h>
#include <string.h>

static int checks_made = 0;
static int checks_failed = 0;

static void note_check(int held, const char* what, const char* file, int line) {
    ++checks_made;
    if (held) return;
    ++checks_failed;
    printf("%s:%d: does not hold: %s\n", file, line, what);
}

#define CHECK(condition) note_check((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define CHECK_TEXT(found, expected) \
    note_check(strcmp((found), (expected)) == 0, #found " is " #expected, __FILE__, __LINE__)

/* The exit code of a test program. */
static int checks_done(const char* name) {
    printf("%s: %d checks, %d failed\n", name, checks_made, checks_failed);
    return checks_failed == 0 && checks_made > 0 ? 0 : 1;
}

#endif
