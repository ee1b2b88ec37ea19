/* effaith.h: whether interventions for learners with additional learning needs work, and what they
 * cost. The library's C interface.
 *
 * This header is the contract. It is C99 and includes nothing but <stddef.h> and <stdint.h>; C++
 * and every language with a foreign-function interface can use it. What a figure means is said in
 * the documentation of the library; this header says how to ask for it.
 *
 * A COMPLETE PROGRAM
 *
 *     #include <stdio.h>
 *     #include <string.h>
 *     #include "effaith.h"
 *
 *     int main(void) {
 *         const char *config = "{\"rates\": {\"Teaching assistant\": 14.37}}";
 *         effaith_engine *engine = NULL;
 *         effaith_error *error = NULL;
 *         if (effaith_engine_create(config, strlen(config), &engine, &error) != EFFAITH_OK) {
 *             fprintf(stderr, "%s\n", effaith_error_message(error));
 *             effaith_error_destroy(error);
 *             return 1;
 *         }
 *         effaith_record record = {0};
 *         record.struct_size = sizeof record;
 *         record.support_type = effaith_text_of("catch-up literacy");
 *         record.delivered_by[0] = effaith_text_of("Teaching assistant");
 *         record.aim = effaith_text_of("Reads a page of the class book unaided");
 *         record.frequency = EFFAITH_WEEKLY;
 *         record.started = 202309;
 *         record.ended = 202312;
 *         record.outcome = EFFAITH_OUTCOME_AMBER;
 *         record.has = EFFAITH_HAS_LEARNERS_PER_SESSION | EFFAITH_HAS_SESSION_HOURS |
 *                      EFFAITH_HAS_SESSIONS_ATTENDED;
 *         record.learners_per_session = 4;
 *         record.session_hours = EFFAITH_HOUR / 2;
 *         record.sessions_attended = 11;
 *
 *         effaith_impact impact = {0};
 *         impact.struct_size = sizeof impact;
 *         effaith_status status =
 *             effaith_record_analyse(engine, &record, &impact, NULL, &error);
 *         if (status == EFFAITH_OK && !impact.rejected)
 *             printf("%.4f hours received, %.6f pounds of staff\n",
 *                    (double)impact.hours_received / EFFAITH_HOUR,
 *                    (double)impact.staff_cost / EFFAITH_POUND);
 *         effaith_error_destroy(error);
 *         effaith_engine_destroy(engine);
 *         return status == EFFAITH_OK ? 0 : 1;
 *     }
 *
 * THREE LEVELS
 *
 * 1. Records as structs: one, or many with a stride. For a screen that shows one learner.
 * 2. Documents as text: JSON, NDJSON or CSV in, the answers of the command line out, byte for byte.
 * 3. Columns as Arrow streams, and roll-up handles that are fed by any of the three. For reports.
 *
 * QUANTITIES
 *
 * Exact quantities are whole numbers of their smallest step, never floating point: hours, sessions,
 * episodes and scores count ten-thousandths (EFFAITH_HOUR is one hour), money counts millionths of
 * a pound (EFFAITH_POUND). Rates, ratios and indices are doubles. A month is the number yyyymm
 * (202309), a day is yyyymmdd (20230904); 0 is no date.
 *
 * TEXT
 *
 * Text is UTF-8, a pointer and a length in bytes; it need not end in 0. A null pointer with the
 * length 0 is empty text. Text that the library hands out ends in 0 as well, its length does not
 * count that 0, and it is freed by effaith_free. Text that is not UTF-8 is answered with
 * EFFAITH_ERR_BAD_ENCODING.
 *
 * STATUS AND ERRORS
 *
 * Calls that can fail answer an effaith_status. Their last parameter is where the detail goes; it
 * may be NULL. On failure, and only then, an error object is put there, which is the caller's and
 * is given back by effaith_error_destroy. What was there before is overwritten, not freed. On
 * failure every other out-parameter is as it was before. A status that this header does not name
 * comes from a later library and is to be treated as EFFAITH_ERR_INTERNAL.
 *
 * No call ends the process, prints, throws, or reads the environment or the locale; what runs out
 * of memory answers EFFAITH_ERR_OUT_OF_MEMORY and leaves its handles as they were. One exception: a
 * roll-up that was taking records in may be lost; every later call on it then says so.
 *
 * STRUCTS
 *
 * Every struct begins with struct_size, which the caller sets to sizeof the struct; the rest is
 * best set to 0. Structs grow only at their end. On the way in, a library that knows fewer members
 * than the caller accepts a struct whose unknown bytes are all 0, and one that knows more takes the
 * missing ones as 0; on the way out, members that only the caller knows become 0. So programs and
 * libraries of different versions fit. Members called `reserved`, and bits without a meaning, are
 * 0.
 *
 * HANDLES AND THREADS
 *
 * effaith_engine, effaith_rollup, effaith_rows and effaith_error are handles: what create makes,
 * destroy frees. Destroying NULL does nothing. Handles may be destroyed in any order, for those
 * that need another keep it alive. An engine never changes and may be used by any number of threads
 * at once. A roll-up is used by one thread at a time; rows too. A handle of another kind is
 * answered with EFFAITH_ERR_INVALID_ARGUMENT; a destroyed one is most often, but using it is an
 * error that no library can find for certain.
 *
 * With `threads` other than 1, a call may use threads of its own and calls the caller's functions
 * (progress, and those of an Arrow stream and its batches) from them, one call at a time; with 1,
 * all of them are called in the caller's thread. They must not use the handles of the call that
 * they are called from, nor throw, nor jump; and a thread must not be cancelled while it is in a
 * call.
 *
 * VERSIONS
 *
 * Functions, constants and members carry the version that they came with ("since"). They are never
 * removed or changed in meaning while effaith_abi_version() stays the same.
 */
#ifndef EFFAITH_H
#define EFFAITH_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define EFFAITH_CALL __cdecl
#if defined(EFFAITH_STATIC)
#define EFFAITH_API
#elif defined(EFFAITH_BUILDING)
#define EFFAITH_API __declspec(dllexport)
#else
#define EFFAITH_API __declspec(dllimport)
#endif
#else
#define EFFAITH_CALL
#if defined(__GNUC__)
#define EFFAITH_API __attribute__((visibility("default")))
#else
#define EFFAITH_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The number that effaith_abi_version() answers where library and header fit. Since 0.1. */
#define EFFAITH_ABI_VERSION 0

/* The smallest steps of a unit, since 0.1. */
#define EFFAITH_HOUR ((int64_t)10000)    /* hours, in ten-thousandths */
#define EFFAITH_SESSION ((int64_t)10000) /* sessions, where fractions arise as means */
#define EFFAITH_EPISODE ((int64_t)10000) /* teaching episodes */
#define EFFAITH_SCORE ((int64_t)10000)   /* a value on a measure, in the measure's unit */
#define EFFAITH_POUND ((int64_t)1000000) /* pounds sterling, in millionths */

/* ---- Status --------------------------------------------------------------------------------- */

typedef int32_t effaith_status;

/* Numbers in hundreds by their subject; none is ever used again for something else. */
enum {
    EFFAITH_OK = 0,
    EFFAITH_ERR_INVALID_ARGUMENT = 1, /* NULL, a wrong size, a handle of another kind, misuse */
    EFFAITH_ERR_CANNOT_READ = 2,      /* a stream of the caller broke off */
    EFFAITH_ERR_CANNOT_WRITE = 3,
    EFFAITH_ERR_CANCELLED = 4, /* the progress callback asked to stop */
    EFFAITH_ERR_OUT_OF_MEMORY = 5,
    EFFAITH_ERR_INTERNAL = 99, /* a fault of the library */
    EFFAITH_ERR_NOT_A_NUMBER = 100,
    EFFAITH_ERR_OUT_OF_RANGE = 101, /* a quantity too large to hold */
    EFFAITH_ERR_NOT_A_DATE = 102,
    EFFAITH_ERR_BAD_ENCODING = 103, /* bytes that are not UTF-8 */
    EFFAITH_ERR_BAD_JSON = 104,
    EFFAITH_ERR_BAD_CSV = 105,
    EFFAITH_ERR_BAD_CONFIGURATION = 106,
    EFFAITH_ERR_HIERARCHY_CONFLICT = 107, /* a school in two clusters, say */
    EFFAITH_ERR_BAD_STATE = 109,          /* bytes that are no roll-up of this configuration */
    EFFAITH_ERR_BAD_CALENDAR = 200,
    EFFAITH_ERR_UNKNOWN_CALENDAR = 201,
    EFFAITH_ERR_OUTSIDE_CALENDAR = 202, /* days that the calendar does not know */
    EFFAITH_ERR_WEEKDAYS_MISMATCH = 203,
    EFFAITH_ERR_UNKNOWN_FREQUENCY = 204,
    EFFAITH_ERR_ENDED_BEFORE_STARTED = 205,
    EFFAITH_ERR_BAD_ARROW = 500 /* an Arrow structure that breaks its rules, or a type not read */
};

/* The name of a status, such as "bad_json"; "internal" for one that is not known. Never NULL; the
 * text lives for ever. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_status_name(effaith_status status);

/* What a status means, in one English sentence; likewise. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_status_message(effaith_status status);

/* ---- Errors --------------------------------------------------------------------------------- */

/* What went wrong in one call. Any thread may read it; it never changes. */
typedef struct effaith_error effaith_error;

/* The status of an error; EFFAITH_ERR_INVALID_ARGUMENT where it is none. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_error_status(const effaith_error* error);

/* One sentence for a person: what was found, and what is accepted. It ends in 0, is never NULL
 * ("" where `error` is none) and lives as long as the error. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_error_message(const effaith_error* error);

/* Where it was found: `line 3`, a JSON pointer such as `/rates/Teacher`, a field, `record 17`; ""
 * where it is the whole of what was given. Lives as the message does. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_error_where(const effaith_error* error);

/* Frees an error; NULL does nothing. Since 0.1. */
EFFAITH_API void EFFAITH_CALL effaith_error_destroy(effaith_error* error);

/* ---- The library ---------------------------------------------------------------------------- */

/* The version, such as "0.1.0". Lives for ever. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_version(void);

/* The ABI number: a program built with this header works with every library that answers
 * EFFAITH_ABI_VERSION. Since 0.1. */
EFFAITH_API uint32_t EFFAITH_CALL effaith_abi_version(void);

/* The number of the definitions that figures follow; it is also in every document. Since 0.1. */
EFFAITH_API int32_t EFFAITH_CALL effaith_semantics_version(void);

/* How the library was compiled: compiler, processor, wide integers. For a support line. Lives for
 * ever. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_build_info(void);

/* Frees text that a call put into an out-parameter; NULL does nothing. Since 0.1. */
EFFAITH_API void EFFAITH_CALL effaith_free(char* text);

/* ---- Text ----------------------------------------------------------------------------------- */

/* A piece of UTF-8 text in the caller's memory, or in a handle's. */
typedef struct effaith_text {
    const char* data; /* may be NULL where size is 0 */
    size_t size;      /* bytes */
} effaith_text;

/* A C string as effaith_text; NULL is empty text. For callers of C and C++. */
static inline effaith_text effaith_text_of(const char* string) {
    effaith_text text = {string, 0};
    while (string != NULL && string[text.size] != '\0')
        ++text.size;
    return text;
}

/* ---- The engine ----------------------------------------------------------------------------- */

/* A configuration made ready: calendars, rates, catalogue, measures, policies. */
typedef struct effaith_engine effaith_engine;

/* Makes an engine of a configuration, as the JSON document that the library describes. With
 * `size` 0 every default is taken.
 * Errors: EFFAITH_ERR_BAD_JSON, _BAD_ENCODING, _BAD_CONFIGURATION, _BAD_CALENDAR,
 * _UNKNOWN_CALENDAR, with the JSON pointer of the place; _OUT_OF_MEMORY, _INVALID_ARGUMENT.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_engine_create(const char* config, size_t size,
                                                              effaith_engine** engine,
                                                              effaith_error** error);

/* Frees an engine; NULL does nothing. Roll-ups and streams made from it go on working. Since 0.1.
 */
EFFAITH_API void EFFAITH_CALL effaith_engine_destroy(effaith_engine* engine);

/* 32 hexadecimal digits that differ where two configurations give different figures; "" where
 * `engine` is none. Ends in 0 and lives as long as the engine. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_engine_digest(const effaith_engine* engine);

/* ---- Records as structs --------------------------------------------------------------------- */

/* How often; 0 is not recorded. Since 0.1. */
enum {
    EFFAITH_DAILY = 1,
    EFFAITH_TERM_DAYS = 2,
    EFFAITH_WEEKLY = 3,
    EFFAITH_TWICE_WEEKLY = 4,
    EFFAITH_THREE_TIMES_WEEKLY = 5,
    EFFAITH_FOUR_TIMES_WEEKLY = 6,
    EFFAITH_FORTNIGHTLY = 7,
    EFFAITH_EVERY_THREE_WEEKS = 8,
    EFFAITH_MONTHLY = 9,
    EFFAITH_HALF_TERMLY = 10,
    EFFAITH_TERMLY = 11
};

/* Weekdays, to be added up; 0 is not recorded. Since 0.1. */
enum {
    EFFAITH_MONDAY = 1,
    EFFAITH_TUESDAY = 2,
    EFFAITH_WEDNESDAY = 4,
    EFFAITH_THURSDAY = 8,
    EFFAITH_FRIDAY = 16
};

/* The outcome against the target: red did not achieve it, amber did, green exceeded it; 0 is not
 * recorded. Since 0.1. */
enum { EFFAITH_OUTCOME_RED = 1, EFFAITH_OUTCOME_AMBER = 2, EFFAITH_OUTCOME_GREEN = 3 };

/* Whether the learner had the intervention, or is compared with those who had it. Since 0.1. */
enum { EFFAITH_COHORT_INTERVENTION = 0, EFFAITH_COHORT_COMPARISON = 1 };

/* Which quantities a record has, to be added up in `has`. Since 0.1. */
enum {
    EFFAITH_HAS_LEARNERS_PER_SESSION = 1,
    EFFAITH_HAS_SESSION_HOURS = 2,
    EFFAITH_HAS_SESSIONS_ATTENDED = 4,
    EFFAITH_HAS_SESSIONS_DELIVERED = 8,
    EFFAITH_HAS_EPISODES_PER_SESSION = 16,
    EFFAITH_HAS_CAPITAL_COST = 32,
    EFFAITH_HAS_OUTCOME_SCORE = 64
};

/* What is known of a value on a measure. Since 0.1. */
enum {
    EFFAITH_SCORE_ABSENT = 0,
    EFFAITH_SCORE_KNOWN = 1,
    EFFAITH_SCORE_BELOW = 2, /* off the foot of the scale: less than value */
    EFFAITH_SCORE_ABOVE = 3
};

/* A value on a measure: at EFFAITH_SCORE, in the measure's unit; ages in months; of a ladder the
 * position of the step, from 1. */
typedef struct effaith_score {
    int64_t value;
    int32_t kind;     /* EFFAITH_SCORE_… */
    int32_t reserved; /* 0 */
} effaith_score;

/* One learner in one intervention, as a school writes it down. Texts are the caller's and are read
 * during the call alone. What is not set (0, empty) is not recorded; the required fields are those
 * of the library's documents. Since 0.1. */
typedef struct effaith_record {
    uint32_t struct_size; /* sizeof(effaith_record) */
    uint32_t has;         /* EFFAITH_HAS_…: the quantities below that are recorded */
    effaith_text id;
    effaith_text learner_id;
    effaith_text school_id;
    effaith_text cluster_id;
    effaith_text authority_id;
    effaith_text year_group;
    effaith_text area_of_need;
    effaith_text tier;
    effaith_text support_type;
    effaith_text intervention;
    effaith_text delivered_by[3]; /* who delivers: one to three roles */
    effaith_text aim;
    effaith_text measure;         /* id of a measure of the configuration */
    int64_t learners_per_session; /* size of the group taught in, >= 1 */
    int64_t session_hours;        /* length of a session, at EFFAITH_HOUR */
    int64_t sessions_attended;
    int64_t sessions_delivered;   /* that ran, this learner there or not */
    int64_t episodes_per_session; /* at EFFAITH_EPISODE */
    int64_t capital_cost;         /* at EFFAITH_POUND */
    effaith_score baseline;
    effaith_score target;
    effaith_score actual;
    int32_t frequency;     /* EFFAITH_DAILY … */
    int32_t weekdays;      /* EFFAITH_MONDAY | … */
    int32_t started;       /* a month (202309) or a day (20230904) */
    int32_t ended;         /* likewise; planned, while it runs */
    int32_t outcome;       /* EFFAITH_OUTCOME_… */
    int32_t outcome_score; /* -2 … +2 against expectation */
    int32_t baseline_date; /* a day */
    int32_t actual_date;   /* a day */
    int32_t cohort;        /* EFFAITH_COHORT_… */
    int32_t reserved;      /* 0 */
} effaith_record;

/* The figures of a record by their bit in effaith_impact.known. Since 0.1. */
enum {
    EFFAITH_FIGURE_SESSIONS_PER_WEEK = 0,
    EFFAITH_FIGURE_SCHOOL_DAYS = 1,
    EFFAITH_FIGURE_SCHOOL_WEEKS = 2,
    EFFAITH_FIGURE_SESSIONS_SCHEDULED = 3,
    EFFAITH_FIGURE_SESSIONS_SCHEDULED_MIN = 4,
    EFFAITH_FIGURE_SESSIONS_SCHEDULED_MAX = 5,
    EFFAITH_FIGURE_SESSIONS_ATTENDED = 6,
    EFFAITH_FIGURE_ATTENDANCE_RATE = 7,
    EFFAITH_FIGURE_ATTENDANCE_RATE_MIN = 8,
    EFFAITH_FIGURE_ATTENDANCE_RATE_MAX = 9,
    EFFAITH_FIGURE_DELIVERY_RATE = 10,
    EFFAITH_FIGURE_ATTENDED_SHARE = 11,
    EFFAITH_FIGURE_HOURS_PLANNED = 12,
    EFFAITH_FIGURE_HOURS_RECEIVED = 13,
    EFFAITH_FIGURE_HOURS_PER_WEEK_PLANNED = 14,
    EFFAITH_FIGURE_HOURS_PER_WEEK_RECEIVED = 15,
    EFFAITH_FIGURE_STAFF_HOURS = 16,
    EFFAITH_FIGURE_CUMULATIVE_INTENSITY = 17,
    EFFAITH_FIGURE_STAFF_COST = 18,
    EFFAITH_FIGURE_CAPITAL_COST = 19,
    EFFAITH_FIGURE_TOTAL_COST = 20,
    EFFAITH_FIGURE_GAIN = 21,
    EFFAITH_FIGURE_TARGET_GAIN = 22,
    EFFAITH_FIGURE_TARGET_ATTAINMENT = 23,
    EFFAITH_FIGURE_DERIVED_OUTCOME = 24,
    EFFAITH_FIGURE_ELAPSED_MONTHS = 25,
    EFFAITH_FIGURE_RATIO_GAIN = 26,
    EFFAITH_FIGURE_RATIO_GAIN_BAND = 27,
    EFFAITH_FIGURE_GAIN_PER_WEEK = 28,
    EFFAITH_FIGURE_GAIN_PER_HOUR = 29,
    EFFAITH_FIGURE_EXPECTED_GAIN = 30,
    EFFAITH_FIGURE_VALUE_ADDED = 31,
    EFFAITH_FIGURE_RELIABLE_CHANGE_INDEX = 32,
    EFFAITH_FIGURE_RELIABLE_CHANGE = 33
};

/* Whether a figure is known: EFFAITH_KNOWN(impact, EFFAITH_FIGURE_STAFF_COST). */
#define EFFAITH_KNOWN(impact, figure) (((impact).known >> (figure)) & 1U)

/* Ratio gain by its band (Brooks 2016), and reliable change (Jacobson and Truax 1991); 0 is none.
 * Since 0.1. */
enum {
    EFFAITH_BAND_VERY_SMALL = 1, /* below 1.4 */
    EFFAITH_BAND_SMALL = 2,      /* from 1.4 */
    EFFAITH_BAND_MEDIUM = 3,     /* from 2.0 */
    EFFAITH_BAND_LARGE = 4       /* from 3.0 */
};
enum {
    EFFAITH_CHANGE_DETERIORATED = 1,
    EFFAITH_CHANGE_NO_RELIABLE_CHANGE = 2,
    EFFAITH_CHANGE_IMPROVED = 3
};

/* The figures of a record. One that is not known has its bit in `known` clear and is 0: it cannot
 * be told from what was recorded, or the record was rejected, or the configuration withholds it.
 * Since 0.1. */
typedef struct effaith_impact {
    uint32_t struct_size;      /* sizeof(effaith_impact) */
    int32_t rejected;          /* 1: an error keeps the record out of every figure */
    uint64_t known;            /* by bit: EFFAITH_FIGURE_… */
    int64_t sessions_per_week; /* nominal rate, at EFFAITH_SESSION */
    int64_t school_days;
    int64_t school_weeks;
    int64_t sessions_scheduled; /* mean over the possible timetables, at EFFAITH_SESSION */
    int64_t sessions_scheduled_min;
    int64_t sessions_scheduled_max;
    int64_t sessions_attended;
    double attendance_rate; /* attended / scheduled; may exceed 1 */
    double attendance_rate_min;
    double attendance_rate_max;
    double delivery_rate;  /* delivered / scheduled */
    double attended_share; /* attended / delivered */
    int64_t hours_planned; /* at EFFAITH_HOUR, here and below */
    int64_t hours_received;
    int64_t hours_per_week_planned;
    int64_t hours_per_week_received;
    int64_t staff_hours;          /* adult hours that fall to this learner */
    int64_t cumulative_intensity; /* at EFFAITH_EPISODE */
    int64_t staff_cost;           /* at EFFAITH_POUND, here and below */
    int64_t capital_cost;
    int64_t total_cost;
    int64_t gain; /* better is positive, at EFFAITH_SCORE */
    int64_t target_gain;
    double target_attainment;
    double elapsed_months;
    double ratio_gain; /* months of age gained a month */
    double gain_per_week;
    double gain_per_hour;
    double expected_gain;
    double value_added;
    double reliable_change_index;
    int32_t derived_outcome; /* EFFAITH_OUTCOME_…, from target and actual alone */
    int32_t ratio_gain_band; /* EFFAITH_BAND_… */
    int32_t reliable_change; /* EFFAITH_CHANGE_… */
    uint32_t n_errors;       /* issues by severity */
    uint32_t n_warnings;
    uint32_t n_notes;
} effaith_impact;

/* How grave an issue is: an error keeps the record out of every figure. Since 0.1. */
enum { EFFAITH_SEVERITY_NOTE = 0, EFFAITH_SEVERITY_WARNING = 1, EFFAITH_SEVERITY_ERROR = 2 };

/* One thing that is wrong with, or worth knowing about, a record. Since 0.1. */
typedef struct effaith_issue {
    uint64_t record;  /* position of the record among those of the call, from 0 */
    int32_t code;     /* effaith_issue_name() names it */
    int32_t severity; /* EFFAITH_SEVERITY_… */
    int32_t field;    /* effaith_field_name() names it */
    int32_t position; /* among the issues that the record has by itself, from 0, for
                       * effaith_record_message(); -1 for an id that another record has as well */
} effaith_issue;

/* Where the issues of a call go. Since 0.1. */
typedef struct effaith_issue_list {
    uint32_t struct_size;  /* sizeof(effaith_issue_list) */
    uint32_t issue_size;   /* sizeof(effaith_issue) */
    effaith_issue* issues; /* room for them; may be NULL where room is 0 */
    size_t room;           /* how many fit */
    size_t count;          /* becomes how many there are: more than room, perhaps */
} effaith_issue_list;

/* The name of an issue's code, such as "attended_exceeds_scheduled", or of a field, such as
 * "sessions_attended"; "" for a number that is none. Lives for ever. The numbers never change, and
 * new ones come after the others: they may be stored. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_issue_name(int32_t code);
EFFAITH_API const char* EFFAITH_CALL effaith_field_name(int32_t field);

/* The name of a figure of a record by its bit, such as "hours_received"; likewise. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_figure_name(int32_t figure);

/* Analyses one record. A record that cannot be used is no failure of the call: it is `rejected`,
 * and its issues say why. `issues` may be NULL. A record without an issue costs no allocation.
 * Errors: EFFAITH_ERR_INVALID_ARGUMENT, also for a number that is none of its constants,
 * _NOT_A_DATE, _BAD_ENCODING, _OUT_OF_MEMORY; the place is the member's name. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_record_analyse(const effaith_engine* engine,
                                                               const effaith_record* record,
                                                               effaith_impact* impact,
                                                               effaith_issue_list* issues,
                                                               effaith_error** error);

/* Analyses `n` records that lie `stride` bytes apart into impacts that lie `impact_stride` bytes
 * apart; each has its own struct_size. Records with the same id in the same school are duplicates:
 * all but the first are rejected; so that ids are remembered during the call. Issues are those of
 * all records, in order. The rest as above; on an error, whose place begins with the record's
 * (`record 3`, from 0), the impacts are not to be used. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_records_analyse(const effaith_engine* engine, const effaith_record* records, size_t n,
                        size_t stride, effaith_impact* impacts, size_t impact_stride,
                        effaith_issue_list* issues, effaith_error** error);

/* The sentence of one issue of a record, in the configuration's language: `position` is that of the
 * effaith_issue. Text and size are the caller's (effaith_free).
 * Errors: as effaith_record_analyse; EFFAITH_ERR_INVALID_ARGUMENT for a position that is none.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_record_message(const effaith_engine* engine,
                                                               const effaith_record* record,
                                                               int32_t position, char** text,
                                                               size_t* size, effaith_error** error);

/* The form of an answer. Since 0.1. */
enum {
    EFFAITH_FORMAT_JSON = 0,
    EFFAITH_FORMAT_NDJSON = 1,
    EFFAITH_FORMAT_CSV = 2,
    EFFAITH_FORMAT_TABLE = 3 /* for people, in a font of equal widths */
};

/* The working of every figure of a record, line by line, as a person would check it by hand; as a
 * table (text) or JSON, the only formats here. Text and size are the caller's. Errors: as
 * effaith_record_analyse. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_record_explain(const effaith_engine* engine,
                                                               const effaith_record* record,
                                                               int32_t format, char** text,
                                                               size_t* size, effaith_error** error);

/* What people write, as the numbers of effaith_record: a frequency ("Twice weekly", "bob
 * pythefnos"), an outcome ("amber", "achieved"), the month or day of a period ("Sep 2023",
 * "04/09/2023"). In English and Welsh, whatever the case.
 * Errors: EFFAITH_ERR_UNKNOWN_FREQUENCY; _INVALID_ARGUMENT for no outcome; _NOT_A_DATE.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_frequency_read(const effaith_engine* engine,
                                                               const char* text, size_t size,
                                                               int32_t* frequency,
                                                               effaith_error** error);
EFFAITH_API effaith_status EFFAITH_CALL effaith_outcome_read(const effaith_engine* engine,
                                                             const char* text, size_t size,
                                                             int32_t* outcome,
                                                             effaith_error** error);
EFFAITH_API effaith_status EFFAITH_CALL effaith_date_read(const effaith_engine* engine,
                                                          const char* text, size_t size,
                                                          int32_t* date, effaith_error** error);

/* A decimal such as "0.75" as a whole number of 10^-places, exactly; 0 <= places <= 18. For hours 4
 * places, for money 6.
 * Errors: EFFAITH_ERR_NOT_A_NUMBER, also for more places; _OUT_OF_RANGE. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_decimal_read(const char* text, size_t size,
                                                             int32_t places, int64_t* value,
                                                             effaith_error** error);

/* ---- Options -------------------------------------------------------------------------------- */

/* Told now and then how many records there are so far; an answer other than 0 stops the call, which
 * then answers EFFAITH_ERR_CANCELLED. It may be called from another thread than the caller's, one
 * call at a time, and must not throw or jump. */
typedef int32_t(EFFAITH_CALL* effaith_progress)(void* context, int64_t records);

/* What a document is. Since 0.1. */
enum {
    EFFAITH_INPUT_GUESS = 0, /* JSON where its first character is [ or {, else CSV */
    EFFAITH_INPUT_JSON = 1,  /* a list of records, an object with `records`, or NDJSON */
    EFFAITH_INPUT_CSV = 2
};

/* How much of Arrow arrays is checked before they are read. Since 0.1. */
enum {
    EFFAITH_VALIDATION_USUAL = 0,   /* also that every value lies where the array says */
    EFFAITH_VALIDATION_TRUSTED = 1, /* counts and pointers alone */
    EFFAITH_VALIDATION_FULL = 2     /* also text and decimals */
};

/* How exact decimals go out in Arrow columns. Since 0.1. */
enum { EFFAITH_DECIMALS_EXACT = 0, EFFAITH_DECIMALS_FLOAT64 = 1 };

/* How a longer call works; NULL in its place is all 0. Since 0.1. */
typedef struct effaith_options {
    uint32_t struct_size;      /* sizeof(effaith_options) */
    int32_t input;             /* EFFAITH_INPUT_… */
    int32_t format;            /* EFFAITH_FORMAT_… of a document that goes out */
    int32_t threads;           /* 0: as many as the machine has; the answer is the same */
    int32_t serial_dates;      /* 1: whole numbers in date columns are Excel's count of days */
    int32_t validation;        /* EFFAITH_VALIDATION_… */
    int32_t decimals;          /* EFFAITH_DECIMALS_… */
    int32_t reserved;          /* 0 */
    effaith_progress progress; /* NULL: not told */
    void* context;             /* handed to progress */
} effaith_options;

/* ---- Documents ------------------------------------------------------------------------------ */

/* Records as text in, the answer of the command line of the same name out, byte for byte. `text`
 * and `text_size` are the caller's (effaith_free). Rejected records are in the answer, with their
 * issues. Errors of all: EFFAITH_ERR_BAD_JSON, _BAD_CSV, _BAD_ENCODING with the line; _CANCELLED,
 * _OUT_OF_MEMORY, _INVALID_ARGUMENT. */

/* Every figure of every record, and its issues. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_document_analyse(const effaith_engine* engine,
                                                                 const char* records, size_t size,
                                                                 const effaith_options* options,
                                                                 char** text, size_t* text_size,
                                                                 effaith_error** error);

/* The issues of every record alone. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_document_validate(const effaith_engine* engine,
                                                                  const char* records, size_t size,
                                                                  const effaith_options* options,
                                                                  char** text, size_t* text_size,
                                                                  effaith_error** error);

/* The working of one record: the first with this id. EFFAITH_ERR_INVALID_ARGUMENT where there is
 * none. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_document_explain(
    const effaith_engine* engine, const char* records, size_t size, const char* id, size_t id_size,
    const effaith_options* options, char** text, size_t* text_size, effaith_error** error);

/* ---- Roll-ups ------------------------------------------------------------------------------- */

/* The exact sums of records, by groups; fed with structs, documents or columns, from many threads
 * by a roll-up for each, merged, saved and read again. Any split of the same records gives the same
 * roll-up to the byte, as long as no id comes twice in a school: a call holds the ids against each
 * other that it is given itself, and no others (that is for the key of your table). */
typedef struct effaith_rollup effaith_rollup;

/* Makes an empty roll-up by `n_by` dimensions: fields of a record (school_id, intervention, tier
 * …), role, academic_year, term, or a column that documents carry. With `totals` 1 there are
 * subtotals and a grand total. Errors: EFFAITH_ERR_INVALID_ARGUMENT for a dimension given twice.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_create(const effaith_engine* engine,
                                                              const effaith_text* by, size_t n_by,
                                                              int32_t totals,
                                                              effaith_rollup** rollup,
                                                              effaith_error** error);

/* Frees a roll-up; NULL does nothing. Its engine may be gone already. Since 0.1. */
EFFAITH_API void EFFAITH_CALL effaith_rollup_destroy(effaith_rollup* rollup);

/* Adds `n` records that lie `stride` bytes apart. All of them are added, or on an error none. Ids
 * are held against each other within the call. Errors: as effaith_records_analyse, and
 * EFFAITH_ERR_HIERARCHY_CONFLICT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_add_records(effaith_rollup* rollup,
                                                                   const effaith_record* records,
                                                                   size_t n, size_t stride,
                                                                   effaith_error** error);

/* Adds the records of a document. All, or on an error none. Errors: those of documents, and
 * EFFAITH_ERR_HIERARCHY_CONFLICT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_add_document(effaith_rollup* rollup,
                                                                    const char* records,
                                                                    size_t size,
                                                                    const effaith_options* options,
                                                                    effaith_error** error);

/* The Arrow C Data and C Stream interfaces, as Apache Arrow publishes them; whoever uses columns
 * includes any header with them, such as effaith/arrow_c.h. */
struct ArrowArrayStream;

/* Adds the records of an Arrow stream, its columns named as the fields of a record. The stream is
 * moved from, and released, once its columns are understood; on an error before that it stays the
 * caller's (its release is then not NULL). All, or on an error none. Errors: EFFAITH_ERR_BAD_ARROW,
 * _BAD_ENCODING, _CANNOT_READ, _HIERARCHY_CONFLICT, _CANCELLED. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_add_columns(effaith_rollup* rollup,
                                                                   struct ArrowArrayStream* records,
                                                                   const effaith_options* options,
                                                                   effaith_error** error);

/* Adds another roll-up of the same configuration, dimensions and totals; `other` stays as it is.
 * All or nothing. Errors: EFFAITH_ERR_INVALID_ARGUMENT, _HIERARCHY_CONFLICT, _OUT_OF_RANGE. Since
 * 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_merge(effaith_rollup* rollup,
                                                             const effaith_rollup* other,
                                                             effaith_error** error);

/* The roll-up as bytes, the same on every platform for the same records; the caller's
 * (effaith_free). They are personal data: they may hold hashes of learners' ids. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_serialise(const effaith_rollup* rollup,
                                                                 char** bytes, size_t* size,
                                                                 effaith_error** error);

/* A roll-up from those bytes. Errors: EFFAITH_ERR_BAD_STATE where they are cut short, altered, of a
 * later version or of another configuration. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_deserialise(const effaith_engine* engine,
                                                                   const char* bytes, size_t size,
                                                                   effaith_rollup** rollup,
                                                                   effaith_error** error);

/* How many records a roll-up has been given, and what became of them. Since 0.1. */
typedef struct effaith_counts {
    uint32_t struct_size; /* sizeof(effaith_counts) */
    uint32_t reserved;    /* 0 */
    int64_t records;
    int64_t analysed;
    int64_t rejected;
    int64_t comparison; /* of comparison learners, among those analysed */
} effaith_counts;
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_count(const effaith_rollup* rollup,
                                                             effaith_counts* counts,
                                                             effaith_error** error);

/* How many dimensions a roll-up has; 0 where `rollup` is none. Since 0.1. */
EFFAITH_API size_t EFFAITH_CALL effaith_rollup_dimension_count(const effaith_rollup* rollup);

/* The name of a dimension, which lives as long as the roll-up. Errors:
 * EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_dimension(const effaith_rollup* rollup,
                                                                 size_t dimension,
                                                                 effaith_text* name,
                                                                 effaith_error** error);

/* The roll-up as a document, in options->format: the answer of the command line, byte for byte. The
 * caller's (effaith_free). Errors: EFFAITH_ERR_INVALID_ARGUMENT for a dimension that was in no
 * document. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_document(const effaith_rollup* rollup,
                                                                const effaith_options* options,
                                                                char** text, size_t* size,
                                                                effaith_error** error);

/* The rows as an Arrow stream of one batch: the key's columns as text, `level`, every figure, and
 * of each carried column of numbers `NAME n` and `NAME mean`. The stream holds all it needs.
 * Errors: as effaith_rollup_document. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_columns(const effaith_rollup* rollup,
                                                               const effaith_options* options,
                                                               struct ArrowArrayStream* rows,
                                                               effaith_error** error);

/* The rows of a roll-up as it stands, in the order of their keys, subtotals after their members. */
typedef struct effaith_rows effaith_rows;

/* Errors: as effaith_rollup_document. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rollup_rows(const effaith_rollup* rollup,
                                                            effaith_rows** rows,
                                                            effaith_error** error);

/* Frees rows; NULL does nothing. Since 0.1. */
EFFAITH_API void EFFAITH_CALL effaith_rows_destroy(effaith_rows* rows);

/* How many rows there are; 0 where `rows` is none. Since 0.1. */
EFFAITH_API size_t EFFAITH_CALL effaith_rows_count(const effaith_rows* rows);

/* One part of a row's key, by the position of the dimension. `known` becomes 1, or 0 where the
 * records have no value there (`text` is then empty), or -1 in a subtotal over this dimension. The
 * text lives as long as the rows. Errors: EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rows_key(const effaith_rows* rows, size_t row,
                                                         size_t dimension, effaith_text* text,
                                                         int32_t* known, effaith_error** error);

/* What a value is. Since 0.1. */
enum {
    EFFAITH_VALUE_NONE = 0,    /* cannot be known, or is withheld */
    EFFAITH_VALUE_DECIMAL = 1, /* exact: (high * 2^64 + low) / 10^places */
    EFFAITH_VALUE_REAL = 2,
    EFFAITH_VALUE_WORD = 3
};

/* A figure's value. Since 0.1. */
typedef struct effaith_value {
    uint32_t struct_size; /* sizeof(effaith_value) */
    int32_t kind;         /* EFFAITH_VALUE_… */
    int32_t places;       /* of a decimal; 0: a whole number */
    int32_t reserved;     /* 0 */
    uint64_t low;         /* of a decimal: a whole number in two's complement, 128 bits wide */
    int64_t high;
    double real;
    effaith_text word; /* lives for ever */
} effaith_value;

/* How many figures a row has, and the name of each, such as "cost_per_hour"; "" for a number that
 * is none. Lives for ever. Later libraries may have more: ask by name. Since 0.1. */
EFFAITH_API int32_t EFFAITH_CALL effaith_row_figure_count(void);
EFFAITH_API const char* EFFAITH_CALL effaith_row_figure_name(int32_t figure);

/* A figure of a row. Errors: EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_rows_figure(const effaith_rows* rows, size_t row,
                                                            int32_t figure, effaith_value* value,
                                                            effaith_error** error);

/* ---- Columns -------------------------------------------------------------------------------- */

/* The figures of every record of an Arrow stream as columns, in the order of the records; a
 * rejected record's are null. `issues` is a stream with the issues of the records that `figures`
 * has given so far (row, code, severity, field, message), so it is read after `figures`. Both
 * streams hold all they need and are released by the caller; progress and its context are used
 * until then, and a stop arrives as ECANCELED from the stream. `records` is moved from as above.
 * Errors: EFFAITH_ERR_BAD_ARROW, _BAD_ENCODING, _CANNOT_READ; what is found later comes out of the
 * streams. Since
 * 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_columns_analyse(
    const effaith_engine* engine, struct ArrowArrayStream* records, const effaith_options* options,
    struct ArrowArrayStream* figures, struct ArrowArrayStream* issues, effaith_error** error);

/* ---- Evidence ------------------------------------------------------------------------------- */

/* Whether interventions work: for each group of records by `n_by` dimensions (as of a roll-up, but
 * for `role`), and each measure in it, outcomes and gains with their intervals, effect sizes, gain
 * by hour of dose, schools combined by random effects, cost of a unit of gain, and, where records
 * are of the comparison cohort, the adjusted effect and months of progress. What the records cannot
 * say is null, with a reason; below five learners there is nothing but counts. */

/* As a document: the answer of the command line, byte for byte. `level` is that of the intervals,
 * between 0 and 1; 0 is 0.95. With `working` 1 JSON has the working of every figure. Errors: those
 * of documents; EFFAITH_ERR_INVALID_ARGUMENT for a dimension that is none. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_document_evidence(
    const effaith_engine* engine, const char* records, size_t size, const effaith_text* by,
    size_t n_by, double level, int32_t working, const effaith_options* options, char** text,
    size_t* text_size, effaith_error** error);

/* As an Arrow stream of one batch, a row for each group and measure: the parts of its key and
 * `measure` as text, then every figure by its path, such as `paired.t_test.p`. `records` is moved
 * from as above; the answer holds all it needs. Errors: EFFAITH_ERR_BAD_ARROW, _BAD_ENCODING,
 * _CANNOT_READ, _CANCELLED, _INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_columns_evidence(
    const effaith_engine* engine, struct ArrowArrayStream* records, const effaith_text* by,
    size_t n_by, double level, const effaith_options* options, struct ArrowArrayStream* rows,
    effaith_error** error);

/* ---- Calendar and schedule ------------------------------------------------------------------ */

/* How many sessions are due. Since 0.1. */
typedef struct effaith_schedule {
    uint32_t struct_size;       /* sizeof(effaith_schedule) */
    int32_t known;              /* 1 where sessions_per_week is known */
    int64_t sessions_per_week;  /* at EFFAITH_SESSION */
    int64_t sessions_scheduled; /* mean over the possible timetables, at EFFAITH_SESSION */
    int64_t sessions_scheduled_min;
    int64_t sessions_scheduled_max;
    int64_t school_days;
    int64_t school_weeks;
} effaith_schedule;

/* The sessions that a frequency means from `started` to `ended` (months or days, both included) in
 * the calendar of a school; with an empty school_id in the engine's. `weekdays` may be 0. An
 * `as_of` of the configuration cuts the period. Errors: EFFAITH_ERR_UNKNOWN_FREQUENCY, _NOT_A_DATE,
 * _WEEKDAYS_MISMATCH, _ENDED_BEFORE_STARTED, _OUTSIDE_CALENDAR. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_schedule_find(
    const effaith_engine* engine, effaith_text school_id, int32_t frequency, int32_t weekdays,
    int32_t started, int32_t ended, effaith_schedule* schedule, effaith_error** error);

/* School days and school weeks from the day `first` to the day `last` (yyyymmdd, both included) in
 * the calendar of a school. Either out-parameter may be NULL.
 * Errors: EFFAITH_ERR_NOT_A_DATE, _ENDED_BEFORE_STARTED, _OUTSIDE_CALENDAR. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_calendar_count(const effaith_engine* engine,
                                                               effaith_text school_id,
                                                               int32_t first, int32_t last,
                                                               int64_t* days, int64_t* weeks,
                                                               effaith_error** error);

/* The years, terms and closures of the calendar of a school as NDJSON, a line for each academic
 * year, or as a table; no other format. `year` is one year by its first ("2023") or its name
 * ("2023/24"); empty is all. The caller's (effaith_free). Errors: EFFAITH_ERR_OUTSIDE_CALENDAR for
 * a year that it does not know. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_calendar_document(const effaith_engine* engine,
                                                                  effaith_text school_id,
                                                                  effaith_text year, int32_t format,
                                                                  char** text, size_t* size,
                                                                  effaith_error** error);

#ifdef __cplusplus
}
#endif

#endif /* EFFAITH_H */
