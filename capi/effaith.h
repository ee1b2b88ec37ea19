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
    EFFAITH_ERR_HIERARCHY_CONFLICT = 107,      /* a school in two clusters, say */
    EFFAITH_ERR_BAD_STATE = 109,               /* bytes that are no roll-up of this configuration */
    EFFAITH_ERR_DISCLOSURE_NOT_ADDITIVE = 110, /* a table to be published that does not add up */
    EFFAITH_ERR_BAD_XML = 111, /* text that is not XML, or not of the shape asked for */
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

/* ---- Disclosure control --------------------------------------------------------------------- */

/* Tables that may leave the building: nothing about fewer children than a threshold can be worked
 * out from them. What is hidden is the word "suppressed" in documents and rows, and null in
 * columns. */
typedef struct effaith_release effaith_release;

/* Protects `n` roll-ups of one engine and of the same records that leave together; the release has
 * copies of them. `rules` is JSON, {"threshold": 5, "rounding": "none", "hide_class": false}, each
 * of which may be left out; empty text stands for the rules of the configuration. Errors:
 * EFFAITH_ERR_DISCLOSURE_NOT_ADDITIVE for a roll-up by role with totals; _BAD_CONFIGURATION,
 * _BAD_JSON for the rules; _INVALID_ARGUMENT, also for different records. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_release_create(const effaith_rollup* const* rollups,
                                                               size_t n, const char* rules,
                                                               size_t rules_size,
                                                               effaith_release** release,
                                                               effaith_error** error);

/* Frees a release; NULL does nothing. Its roll-ups may be gone already. Since 0.1. */
EFFAITH_API void EFFAITH_CALL effaith_release_destroy(effaith_release* release);

/* A table of a release, by its position, as a document in options->format; the caller's
 * (effaith_free). Errors: EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_release_document(const effaith_release* release,
                                                                 size_t table,
                                                                 const effaith_options* options,
                                                                 char** text, size_t* size,
                                                                 effaith_error** error);

/* A table of a release as an Arrow stream of one batch, as effaith_rollup_columns; a last column,
 * `suppressed`, names the hidden figures of a row, blanks between. Errors:
 * EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_release_columns(const effaith_release* release,
                                                                size_t table,
                                                                const effaith_options* options,
                                                                struct ArrowArrayStream* rows,
                                                                effaith_error** error);

/* The rows of a table of a release; a hidden figure is an EFFAITH_VALUE_WORD, "suppressed". Errors:
 * EFFAITH_ERR_INVALID_ARGUMENT. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_release_rows(const effaith_release* release,
                                                             size_t table, effaith_rows** rows,
                                                             effaith_error** error);

/* What was hidden, how safe the release is and what is not covered, in sentences (a table) or as
 * JSON; for the person who signs it off, and not to be published. `safe` becomes 0 where the
 * release must not leave; it may be NULL. Text and size are the caller's. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_release_report(const effaith_release* release,
                                                               int32_t format, int32_t* safe,
                                                               char** text, size_t* size,
                                                               effaith_error** error);

/* A table of counts, as JSON, with what has to be hidden replaced by "suppressed": {"columns":
 * ["red", "green"], "rows": [{"node": "LA", "parent": null, "total": 20, "red": 8, "green": 12},
 * ...]}. `rules` as above. Errors: EFFAITH_ERR_BAD_JSON, _DISCLOSURE_NOT_ADDITIVE where the counts
 * do not add up, _BAD_CONFIGURATION. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_table_protect(const effaith_engine* engine,
                                                              const char* table, size_t table_size,
                                                              const char* rules, size_t rules_size,
                                                              char** text, size_t* size,
                                                              effaith_error** error);

/* The least and the greatest value that every hidden count can have, of such a table or of the JSON
 * document of a table of a release. `safe` becomes 0 where a count is known too well; it may be
 * NULL. Errors: EFFAITH_ERR_BAD_JSON; _DISCLOSURE_NOT_ADDITIVE where the counts contradict each
 * other; _INVALID_ARGUMENT for rounded counts. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_table_audit(const effaith_engine* engine,
                                                            const char* table, size_t table_size,
                                                            int32_t format, int32_t* safe,
                                                            char** text, size_t* size,
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

/* ---- Practice ------------------------------------------------------------------------------- */

/* Documents of practice as JSON (src/data/schema/) in, answers out as JSON or a table, the ones of
 * the command line. `text` and `text_size` are the caller's (effaith_free). A document that is not
 * as its schema says is EFFAITH_ERR_BAD_JSON with the place as a JSON pointer; what it lacks or
 * contradicts is in the answer. Errors of all: also EFFAITH_ERR_BAD_ENCODING, _OUT_OF_MEMORY,
 * _INVALID_ARGUMENT, the last for another format as well. */

/* What an intervention sheet lacks at its stage, and what contradicts itself. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_sheet_check(const effaith_engine* engine,
                                                            const char* sheet, size_t size,
                                                            const effaith_options* options,
                                                            char** text, size_t* text_size,
                                                            effaith_error** error);

/* A sheet's records as a list of JSON objects, for any other call that takes records. `options` is
 * there for its format, which has to be JSON. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_sheet_records(const effaith_engine* engine,
                                                              const char* sheet, size_t size,
                                                              const effaith_options* options,
                                                              char** text, size_t* text_size,
                                                              effaith_error** error);

/* A sheet worked out, with advice and the rules and figures that it rests on. `against` are records
 * of other interventions (CSV or JSON) whose cost per outcome this one's is held against; NULL and 0
 * for none. Errors: also those of the records. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_sheet_evaluate(
    const effaith_engine* engine, const char* sheet, size_t size, const char* against,
    size_t against_size, const effaith_options* options, char** text, size_t* text_size,
    effaith_error** error);

/* A learner's journey: for each measure the verdict, the rate with its interval, and the phases
 * before, during and after each intervention compared. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_journey_trend(const effaith_engine* engine,
                                                              const char* journey, size_t size,
                                                              const effaith_options* options,
                                                              char** text, size_t* text_size,
                                                              effaith_error** error);

/* The provision map of a register on the engine's `as_of`, with its gaps and, where `since` is no 0,
 * the moves between tiers since that day (yyyymmdd). `records` are the records of provision (CSV or
 * JSON); NULL and 0 for none. Errors: also those of the records, EFFAITH_ERR_NOT_A_DATE,
 * _ENDED_BEFORE_STARTED, and _INVALID_ARGUMENT without an `as_of`. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_provision_map(
    const effaith_engine* engine, const char* register_, size_t size, const char* records,
    size_t records_size, int32_t since, const effaith_options* options, char** text,
    size_t* text_size, effaith_error** error);

/* The review pack of a school, a cluster or a local authority, as of the engine's `as_of`: what works
 * and what does not, schools and clusters against funnel limits, agreement about outcomes, duties,
 * visits, actions, and what was hidden and why. `quality` is the document of quality assurance (JSON,
 * src/data/schema/quality.schema.json; NULL and 0 for none), `records` are the records (CSV or JSON),
 * `review` is a JSON object:
 *
 *     {"level": "cluster", "unit": "C1", "seed": 7, "sample_size": 30, "strata": ["school_id"],
 *      "threshold": 5, "rounding": "none", "hide_class": false, "release": false}
 *
 * Only `level` (school, cluster, authority) is needed; `unit` where the records are of several. A pack
 * of a cluster or an authority may be handed on: it names no learner and no record. That of a school
 * may not, but with `release`. Errors: those of the records, EFFAITH_ERR_BAD_JSON, and
 * _INVALID_ARGUMENT without an `as_of` or for records of several units. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_review_pack(
    const effaith_engine* engine, const char* quality, size_t size, const char* records,
    size_t records_size, const char* review, size_t review_size, const effaith_options* options,
    char** text, size_t* text_size, effaith_error** error);

/* The records that are moderated, drawn at random by the seed of `review` (as above) within strata:
 * the same for the same seed on every machine, in whatever order the records come. A working paper:
 * it names records and is not for publication. Errors: as above, but for `as_of`. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_moderation_sample(
    const effaith_engine* engine, const char* records, size_t size, const char* review,
    size_t review_size, const effaith_options* options, char** text, size_t* text_size,
    effaith_error** error);

/* A pupil profile on the engine's `as_of`: every sheet and record of the learner on one time line,
 * their totals, and the reviews that are due. `records` (CSV or JSON) are read for the learner's;
 * NULL and 0 for none. Errors: also those of the records, and _INVALID_ARGUMENT without an `as_of`.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_profile(
    const effaith_engine* engine, const char* profile, size_t size, const char* records,
    size_t records_size, const effaith_options* options, char** text, size_t* text_size,
    effaith_error** error);

/* What the next school needs of a profile's learner, as one document: profile, sheets, journeys,
 * the learner's `records` (as above), and the measures and codes that they are written in. `terms`
 * (transition_terms.schema.json) has the consent and what stays behind. Errors: also those of the
 * records, and _INVALID_ARGUMENT without an `as_of`, a learner, or a consent that says who, when and
 * for what and holds on that day. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_transition_make(
    const effaith_engine* engine, const char* profile, size_t size, const char* terms,
    size_t terms_size, const char* records, size_t records_size, const effaith_options* options,
    char** text, size_t* text_size, effaith_error** error);

/* A transition as the next school receives it: its own identifiers in place of the sender's by
 * `mapping` (identifier_mapping.schema.json; NULL and 0 for none), with what is not mapped and not
 * known to the engine. Errors: also _INVALID_ARGUMENT where two identifiers would become one.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_transition_receive(
    const effaith_engine* engine, const char* transition, size_t size, const char* mapping,
    size_t mapping_size, const effaith_options* options, char** text, size_t* text_size,
    effaith_error** error);

/* ---- Interoperability ----------------------------------------------------------------------- */

/* What other systems write, in; records with a list of what is in none of them out: as JSON
 * {"records": [...], "loss": [{code, severity, row, line, where, found, message}, ...]}, as CSV or
 * NDJSON the records alone, as a table the loss. What a source does not say is left out, never
 * guessed. `mapping` (src/data/schema/mapping.schema.json) says what columns, words and ids mean;
 * NULL and 0 for the default. `text` and `text_size` are the caller's (effaith_free). Errors of
 * all: EFFAITH_ERR_BAD_ENCODING, _BAD_JSON of a mapping, _OUT_OF_MEMORY, _INVALID_ARGUMENT. */

/* The student-intervention associations of an Ed-Fi interchange, a record each. Errors: also
 * EFFAITH_ERR_BAD_XML with the line. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_edfi_read(const effaith_engine* engine,
                                                          const char* xml, size_t size,
                                                          const effaith_options* options,
                                                          char** text, size_t* text_size,
                                                          effaith_error** error);

/* Records (CSV, JSON or NDJSON) as such an interchange: as JSON {"associations", "xml", "loss"}, as
 * a table the loss; no other format. Errors: also those of the records. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_edfi_write(const effaith_engine* engine,
                                                           const char* records, size_t size,
                                                           const char* mapping, size_t mapping_size,
                                                           const effaith_options* options,
                                                           char** text, size_t* text_size,
                                                           effaith_error** error);

/* The export of a provision map (CSV) with five-point reviews, a record a row. Errors: also
 * EFFAITH_ERR_BAD_CSV with the line. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_provision_read(const effaith_engine* engine, const char* csv, size_t size,
                       const char* mapping, size_t mapping_size, const effaith_options* options,
                       char** text, size_t* text_size, effaith_error** error);

/* Records (CSV, JSON or NDJSON) with OneRoster results (CSV or JSON) joined on as baselines and
 * actual scores. `line_items` gives their titles; NULL and 0 for none. Errors: also those of the
 * records, EFFAITH_ERR_BAD_CSV, _BAD_JSON. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_oneroster_join(
    const effaith_engine* engine, const char* records, size_t records_size, const char* results,
    size_t results_size, const char* line_items, size_t line_items_size, const char* mapping,
    size_t mapping_size, const effaith_options* options, char** text, size_t* text_size,
    effaith_error** error);

/* ---- Statistics ----------------------------------------------------------------------------- */

/* Each statistic is one call: arrays of doubles and plain numbers in, a struct out. It needs no
 * engine, keeps nothing, and may be called from any thread. Its struct begins with struct_size, as
 * every struct does; blocks and rows in it do not, and never grow: what is new comes at the end of
 * the answer.
 *
 * A missing value is NAN; who has none, need not think of it. Arrays belong together place by
 * place; of different lengths they are answered with EFFAITH_REASON_INVALID_ARGUMENT in the
 * figures. A number that a call has a default for may be NAN, and takes it: a `level` is then 0.95.
 *
 * What the data cannot answer is no error: the call is EFFAITH_OK, and the figure has a reason
 * instead of a value. Errors are EFFAITH_ERR_INVALID_ARGUMENT for NULL, sizes and words that cannot
 * be, and _OUT_OF_MEMORY.
 *
 * Rows (one for each learner or unit) go into an array of the caller, of ROWS_room structs of
 * ROWS_size bytes (sizeof the struct): as many as there is room for. The answer says how many there
 * are; with a room of 0 the array may be NULL.
 *
 *     double pre[] = {12, 15, 11, 18}, post[] = {16, 17, NAN, 24};
 *     effaith_reliable_changes change = {sizeof change};
 *     effaith_reliable_change_row rows[4];
 *     if (effaith_stats_reliable_change(pre, 4, post, 4, 0.9, EFFAITH_BETTER_IS_HIGHER, 5, NAN,
 *                                       NAN, NAN, &change, rows, sizeof rows[0], 4,
 *                                       NULL) == EFFAITH_OK)
 *         printf("%d of %d improved\n", (int)change.improved, (int)change.n);
 *
 * Beside each member stands how it is worked, with the names of other members for their values;
 * effaith_stats_explain puts the numbers in. Functions say formula, source and unit above them. */

/* Why there is no number. Since 0.1. */
enum {
    /* There is a number. */
    EFFAITH_REASON_NONE = 0,
    /* There are too few learners or values to say. */
    EFFAITH_REASON_TOO_FEW = 1,
    /* All the values are the same, so there is no spread to measure against. */
    EFFAITH_REASON_NO_VARIATION = 2,
    /* The values do not determine this figure. */
    EFFAITH_REASON_NOT_ESTIMABLE = 3,
    /* It would be a division by zero. */
    EFFAITH_REASON_UNDEFINED_RATIO = 4,
    /* There is no comparison group, so nobody can say what would have happened without it. */
    EFFAITH_REASON_NO_COMPARISON_GROUP = 5,
    /* It was asked with a value that cannot be. */
    EFFAITH_REASON_INVALID_ARGUMENT = 6,
    /* The published table does not reach this far. */
    EFFAITH_REASON_OUTSIDE_TABLE = 7,
    /* This figure is not defined for such data. */
    EFFAITH_REASON_NOT_APPLICABLE = 8,
    /* The steps of a ladder have an order but no distances: count steps and shares, not means. */
    EFFAITH_REASON_ORDINAL_SCALE = 9,
    /* It is withheld: it would give away what is confidential. */
    EFFAITH_REASON_WITHHELD = 10
};

/* Which function, by the names that statisticians' software has for them: quantiles and
 * probabilities of the normal and the t distribution, and the noncentrality of a t. Since 0.1. */
enum {
    EFFAITH_DISTRIBUTION_FUNCTION_QNORM = 1,
    EFFAITH_DISTRIBUTION_FUNCTION_PNORM = 2,
    EFFAITH_DISTRIBUTION_FUNCTION_QT = 3,
    EFFAITH_DISTRIBUTION_FUNCTION_PT = 4,
    EFFAITH_DISTRIBUTION_FUNCTION_NCT_NCP = 5
};

/* Which values are the good ones. Since 0.1. */
enum { EFFAITH_BETTER_IS_HIGHER = 1, EFFAITH_BETTER_IS_LOWER = 2 };

/* How learners came into the groups: whole schools, or learners within schools. Since 0.1. */
enum { EFFAITH_TRIAL_DESIGN_CLUSTER = 1, EFFAITH_TRIAL_DESIGN_MULTISITE = 2 };

/* How the variance between schools is estimated. Since 0.1. */
enum {
    EFFAITH_META_METHOD_FIXED = 1,
    EFFAITH_META_METHOD_DERSIMONIAN_LAIRD = 2,
    EFFAITH_META_METHOD_REML = 3,
    EFFAITH_META_METHOD_ML = 4,
    EFFAITH_META_METHOD_PAULE_MANDEL = 5,
    EFFAITH_META_METHOD_HEDGES = 6,
    EFFAITH_META_METHOD_SIDIK_JONKMAN = 7,
    EFFAITH_META_METHOD_HUNTER_SCHMIDT = 8
};

/* Which way is better. Since 0.1. */
enum { EFFAITH_IMPROVEMENT_INCREASE = 1, EFFAITH_IMPROVEMENT_DECREASE = 2 };

/* What the values are: log ratios and odds depend on it. proportion is 0 to 1, percentage 0 to
 * 100. Since 0.1. */
enum {
    EFFAITH_OUTCOME_SCALE_OTHER = 1,
    EFFAITH_OUTCOME_SCALE_COUNT = 2,
    EFFAITH_OUTCOME_SCALE_RATE = 3,
    EFFAITH_OUTCOME_SCALE_PROPORTION = 4,
    EFFAITH_OUTCOME_SCALE_PERCENTAGE = 5
};

/* The words of a reliable change. Since 0.1. */
enum {
    EFFAITH_RELIABLE_CHANGE_DETERIORATED = 1,
    EFFAITH_RELIABLE_CHANGE_NO_RELIABLE_CHANGE = 2,
    EFFAITH_RELIABLE_CHANGE_IMPROVED = 3
};

/* What a learner's change means beside a cut-off between those who need help and those who do
 * not. Since 0.1. */
enum {
    EFFAITH_CLINICAL_CHANGE_RECOVERED = 1,
    EFFAITH_CLINICAL_CHANGE_IMPROVED = 2,
    EFFAITH_CLINICAL_CHANGE_UNCHANGED = 3,
    EFFAITH_CLINICAL_CHANGE_DETERIORATED = 4,
    EFFAITH_CLINICAL_CHANGE_HARMED = 5
};

/* Where a unit lies against the limits of its size. Since 0.1. */
enum { EFFAITH_FUNNEL_PLACE_IN = 1, EFFAITH_FUNNEL_PLACE_LOW = 2, EFFAITH_FUNNEL_PLACE_HIGH = 3 };

/* The words of a ratio set kind. Since 0.1. */
enum {
    EFFAITH_RATIO_SET_KIND_BOUNDED = 1,
    EFFAITH_RATIO_SET_KIND_EXCLUSIVE = 2,
    EFFAITH_RATIO_SET_KIND_WHOLE_LINE = 3
};

/* Where a difference in cost and effect lies. The words say what it means. Since 0.1. */
enum {
    EFFAITH_QUADRANT_NORTH_EAST = 1,
    EFFAITH_QUADRANT_SOUTH_EAST_DOMINANT = 2,
    EFFAITH_QUADRANT_NORTH_WEST_DOMINATED = 3,
    EFFAITH_QUADRANT_SOUTH_WEST = 4
};

/* What an alternative is, among all. Since 0.1. */
enum {
    EFFAITH_STANDING_CHEAPEST = 1,
    EFFAITH_STANDING_WORTH_CONSIDERING = 2,
    EFFAITH_STANDING_DOMINATED = 3,
    EFFAITH_STANDING_EXTENDEDLY_DOMINATED = 4
};

/* The words of a ratio gain band. Since 0.1. */
enum {
    EFFAITH_RATIO_GAIN_BAND_VERY_SMALL = 1,
    EFFAITH_RATIO_GAIN_BAND_SMALL = 2,
    EFFAITH_RATIO_GAIN_BAND_MEDIUM = 3,
    EFFAITH_RATIO_GAIN_BAND_LARGE = 4
};

/* How much progress the table's authors call a number of months. Since 0.1. */
enum {
    EFFAITH_PROGRESS_LABEL_VERY_LOW_OR_NONE = 1,
    EFFAITH_PROGRESS_LABEL_LOW = 2,
    EFFAITH_PROGRESS_LABEL_MODERATE = 3,
    EFFAITH_PROGRESS_LABEL_HIGH = 4,
    EFFAITH_PROGRESS_LABEL_VERY_HIGH = 5
};

/* Which of the Education Endowment Foundation's two tables. Since 0.1. */
enum { EFFAITH_MONTHS_TABLE_TOOLKIT = 1, EFFAITH_MONTHS_TABLE_TRIAL_REPORT = 2 };

/* The words of a cost band. Since 0.1. */
enum {
    EFFAITH_COST_BAND_VERY_LOW = 1,
    EFFAITH_COST_BAND_LOW = 2,
    EFFAITH_COST_BAND_MODERATE = 3,
    EFFAITH_COST_BAND_HIGH = 4,
    EFFAITH_COST_BAND_VERY_HIGH = 5
};

/* The words of a cost table. Since 0.1. */
enum { EFFAITH_COST_TABLE_CURRENT = 1, EFFAITH_COST_TABLE_2014 = 2 };

/* The words of a dose trend. Since 0.1. */
enum {
    EFFAITH_DOSE_TREND_MORE_DOSE_MORE_GAIN = 1,
    EFFAITH_DOSE_TREND_MORE_DOSE_LESS_GAIN = 2,
    EFFAITH_DOSE_TREND_NO_TREND_SHOWN = 3
};

/* The enums above by number, for effaith_choice_name. Since 0.1. */
enum {
    EFFAITH_CHOICE_DISTRIBUTION_FUNCTION = 1,
    EFFAITH_CHOICE_BETTER_IS = 2,
    EFFAITH_CHOICE_TRIAL_DESIGN = 3,
    EFFAITH_CHOICE_META_METHOD = 4,
    EFFAITH_CHOICE_IMPROVEMENT = 5,
    EFFAITH_CHOICE_OUTCOME_SCALE = 6,
    EFFAITH_CHOICE_RELIABLE_CHANGE = 7,
    EFFAITH_CHOICE_CLINICAL_CHANGE = 8,
    EFFAITH_CHOICE_FUNNEL_PLACE = 9,
    EFFAITH_CHOICE_RATIO_SET_KIND = 10,
    EFFAITH_CHOICE_QUADRANT = 11,
    EFFAITH_CHOICE_STANDING = 12,
    EFFAITH_CHOICE_RATIO_GAIN_BAND = 13,
    EFFAITH_CHOICE_PROGRESS_LABEL = 14,
    EFFAITH_CHOICE_MONTHS_TABLE = 15,
    EFFAITH_CHOICE_COST_BAND = 16,
    EFFAITH_CHOICE_COST_TABLE = 17,
    EFFAITH_CHOICE_DOSE_TREND = 18
};

/* The answers below by number, for effaith_stats_explain. Since 0.1. */
enum {
    EFFAITH_RESULT_DISTRIBUTION = 1,
    EFFAITH_RESULT_PAIRED_EFFECT = 2,
    EFFAITH_RESULT_TWO_GROUPS = 3,
    EFFAITH_RESULT_ANCOVA = 4,
    EFFAITH_RESULT_ANCOVA_SCHOOLS = 5,
    EFFAITH_RESULT_META_ANALYSIS = 6,
    EFFAITH_RESULT_LEAVE_ONE_OUT = 7,
    EFFAITH_RESULT_EGGER = 8,
    EFFAITH_RESULT_SINGLE_CASE = 9,
    EFFAITH_RESULT_NAP = 10,
    EFFAITH_RESULT_TREND = 11,
    EFFAITH_RESULT_OLS_TREND = 12,
    EFFAITH_RESULT_THEIL_SEN = 13,
    EFFAITH_RESULT_SIEGEL = 14,
    EFFAITH_RESULT_KENDALL = 15,
    EFFAITH_RESULT_MANN_KENDALL = 16,
    EFFAITH_RESULT_RELIABLE_CHANGES = 17,
    EFFAITH_RESULT_GOAL_ATTAINMENT = 18,
    EFFAITH_RESULT_PROPORTION = 19,
    EFFAITH_RESULT_PROPORTION_DIFFERENCE = 20,
    EFFAITH_RESULT_FUNNEL = 21,
    EFFAITH_RESULT_FUNNEL_UNIT = 22,
    EFFAITH_RESULT_KAPPA = 23,
    EFFAITH_RESULT_INTRACLASS_CORRELATION = 24,
    EFFAITH_RESULT_COST_EFFECTIVENESS = 25,
    EFFAITH_RESULT_ICER = 26,
    EFFAITH_RESULT_RATIO_OF_MEANS = 27,
    EFFAITH_RESULT_COST_PER_SUCCESS = 28,
    EFFAITH_RESULT_COST_BOOTSTRAP = 29,
    EFFAITH_RESULT_ICER_TABLE = 30,
    EFFAITH_RESULT_RATIO_GAIN = 31,
    EFFAITH_RESULT_RATIO_GAIN_GROUP = 32,
    EFFAITH_RESULT_RATIO_GAIN_ROLLUP = 33,
    EFFAITH_RESULT_RATE_OF_IMPROVEMENT = 34,
    EFFAITH_RESULT_EEF_MONTHS = 35,
    EFFAITH_RESULT_EEF_COST_BAND = 36,
    EFFAITH_RESULT_IMPROVEMENT_INDEX = 37,
    EFFAITH_RESULT_CLUSTERED_MEAN = 38,
    EFFAITH_RESULT_CLUSTERED_SHARE = 39,
    EFFAITH_RESULT_CLUSTERED_DIFFERENCE = 40,
    EFFAITH_RESULT_DOSE_RESPONSE = 41,
    EFFAITH_RESULT_REGRESSION_TO_MEAN = 42,
    EFFAITH_RESULT_ADJUSTED_PS = 43
};

/* A number, or the reason why there is none. Since 0.1. */
typedef struct effaith_number {
    double value;     /* 0 where there is none */
    int32_t reason;   /* EFFAITH_REASON_NONE: there is a value */
    int32_t reserved; /* 0 */
} effaith_number;

/* One of the words of an enum, counted from 1; or yes (1) or no (0). Since 0.1. */
typedef struct effaith_choice {
    int32_t value;  /* 0 where there is none */
    int32_t reason; /* EFFAITH_REASON_NONE: there is a value */
} effaith_choice;

/* A confidence interval, of the level of its call. Since 0.1. */
typedef struct effaith_interval {
    effaith_number low;
    effaith_number high;
} effaith_interval;

/* The name of a reason, such as "too_few", and what it means in one English sentence; "" for a
 * number that is none. Lives for ever. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_reason_name(int32_t reason);
EFFAITH_API const char* EFFAITH_CALL effaith_reason_message(int32_t reason);

/* The word of an effaith_choice's value, such as "improved", by its enum (EFFAITH_CHOICE_...); ""
 * for a number that is none. Lives for ever. Since 0.1. */
EFFAITH_API const char* EFFAITH_CALL effaith_choice_name(int32_t choice, int32_t value);

/* The working of an answer, as JSON: a list with an object for each figure, {"path", "how",
 * "working", "value"} and "reason" where value is null. `working` is `how` with numbers put in.
 * `kind` is EFFAITH_RESULT_... of the struct; its rows are not in it, and so not in the working.
 * The caller's (effaith_free). Errors: EFFAITH_ERR_INVALID_ARGUMENT for a kind or a struct that
 * cannot be. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_explain(int32_t kind, const void* result,
                                                              char** text, size_t* size,
                                                              effaith_error** error);

/* What effaith_stats_distribution answers. Since 0.1. */
typedef struct effaith_distribution {
    uint32_t struct_size; /* sizeof(effaith_distribution) */
    int32_t reserved;     /* 0 */
    effaith_number value; /* the function's value at what was asked */
    effaith_text method;  /* which function it is */
} effaith_distribution;

/* A value of a distribution function: qnorm (p), pnorm (q), qt (p, df, ncp), pt (q, df, ncp),
 * and nct_ncp, the noncentrality at which a share p lies below t with df degrees of freedom,
 * which is what limits of a standardised effect are made of. Outside its domain the answer is
 * invalid_argument. Accurate to 1e-12 relative and better; noncentral t 1e-9. Source:
 * Boost.Math; Johnson, Kotz & Balakrishnan (1995) for the distributions.
 *
 * p: a probability, of qnorm, qt and nct_ncp; q: a value, of pnorm and pt; t: a t, of nct_ncp;
 * df: degrees of freedom, of qt, pt and nct_ncp; ncp: the noncentrality of qt and pt;
 * lower_tail: the share below the value, or above it.
 *
 * Arguments: fn is EFFAITH_DISTRIBUTION_FUNCTION_...; p NAN is 0; q NAN is 0; t NAN is 0; df NAN
 * is 0; ncp NAN is 0; lower_tail is 1 or 0, as a rule 1. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_distribution(int32_t fn, double p, double q,
                                                                   double t, double df, double ncp,
                                                                   int32_t lower_tail,
                                                                   effaith_distribution* result,
                                                                   effaith_error** error);

/* A t test of a mean or of a difference of means, two-sided, with the interval of that
 * difference. Since 0.1. */
typedef struct effaith_ttest {
    effaith_number estimate; /* the difference that is tested */
    effaith_number se;       /* standard error of the difference */
    effaith_number df;       /* degrees of freedom */
    effaith_number t;        /* estimate / se */
    effaith_number p;        /* two-sided, by the t distribution */
    effaith_number critical; /* t quantile of the interval */
    effaith_number low;      /* estimate - critical * se */
    effaith_number high;     /* estimate + critical * se */
} effaith_ttest;

/* What effaith_stats_signed_rank answers. Since 0.1. */
typedef struct effaith_signed_rank {
    int64_t n_used;          /* gains that are not 0 */
    effaith_number v;        /* sum of the ranks of the positive gains */
    effaith_number expected; /* n_used * (n_used + 1) / 4 */
    /* n_used * (n_used + 1) * (2 * n_used + 1) / 24, less (t ^ 3 - t) / 48 for each tie of t */
    effaith_number variance;
    effaith_number z;       /* (v - expected, 0.5 nearer to 0) / sqrt(variance) */
    effaith_number p;       /* two-sided, by the normal distribution of z */
    effaith_number p_exact; /* two-sided, by all the equally likely signs */
} effaith_signed_rank;

/* Limits of a standardised effect from the noncentralities at which the t found is at either
 * end. Since 0.1. */
typedef struct effaith_noncentral_limits {
    effaith_number t;        /* the t statistic */
    effaith_number df;       /* its degrees of freedom */
    effaith_number scale;    /* d over t */
    effaith_number j;        /* the exact small-sample factor of df */
    effaith_number ncp_low;  /* noncentrality at which t is the upper quantile */
    effaith_number ncp_high; /* noncentrality at which t is the lower quantile */
    effaith_number d_low;    /* ncp_low * scale */
    effaith_number d_high;   /* ncp_high * scale */
    effaith_number g_low;    /* j * ncp_low * scale */
    effaith_number g_high;   /* j * ncp_high * scale */
} effaith_noncentral_limits;

/* An effect d and its corrected g with normal limits. Since 0.1. */
typedef struct effaith_normal_effect {
    effaith_number d;        /* the standardised difference, uncorrected */
    effaith_number variance; /* large-sample variance of d */
    effaith_number se;       /* sqrt(variance) */
    effaith_number low;      /* d - z * se */
    effaith_number high;     /* d + z * se */
    effaith_number g;        /* j * d */
    effaith_number se_g;     /* j * se */
    effaith_number g_low;    /* j * (d - z * se) */
    effaith_number g_high;   /* j * (d + z * se) */
} effaith_normal_effect;

/* An effect as a meta-analysis takes it: corrected estimate, its variance, normal limits. Since
 * 0.1. */
typedef struct effaith_effect_estimate {
    effaith_number d;        /* uncorrected */
    effaith_number j;        /* its correction */
    effaith_number estimate; /* j * d */
    effaith_number variance; /* large-sample variance of the estimate */
    effaith_number low;      /* estimate - z * sqrt(variance) */
    effaith_number high;     /* estimate + z * sqrt(variance) */
} effaith_effect_estimate;

/* A difference of means, or of their logarithms, with its large-sample variance and normal
 * limits. Since 0.1. */
typedef struct effaith_mean_contrast {
    effaith_number estimate; /* the contrast of the means */
    effaith_number variance; /* large-sample variance of the estimate */
    effaith_number low;      /* estimate - z * sqrt(variance) */
    effaith_number high;     /* estimate + z * sqrt(variance) */
} effaith_mean_contrast;

/* What effaith_stats_paired_effect answers. Since 0.1. */
typedef struct effaith_paired_effect {
    uint32_t struct_size;         /* sizeof(effaith_paired_effect) */
    int32_t reserved;             /* 0 */
    int64_t n_total;              /* pairs given */
    int64_t n;                    /* pairs of which neither value is missing */
    int64_t direction;            /* 1 where higher is better, -1 where lower is */
    effaith_number mean_pre;      /* mean before */
    effaith_number mean_post;     /* mean after */
    effaith_number sd_pre;        /* SD before, with n - 1 */
    effaith_number sd_post;       /* SD after, with n - 1 */
    effaith_number r;             /* correlation of before and after */
    effaith_number gain_mean;     /* direction * (mean_post - mean_pre) */
    effaith_number gain_sd;       /* SD of the gains, with n - 1 */
    effaith_number gain_se;       /* gain_sd / sqrt(n) */
    effaith_ttest t_test;         /* paired t test of the mean gain */
    effaith_signed_rank wilcoxon; /* signed rank test of the gains */
    effaith_number j;        /* gamma((n - 1) / 2) / (sqrt((n - 1) / 2) * gamma((n - 2) / 2)) */
    effaith_number j_approx; /* 1 - 3 / (4 * (n - 1) - 1) */
    effaith_number z;        /* normal quantile of the intervals */
    effaith_number d_z;      /* gain_mean / gain_sd */
    effaith_number g_z;      /* j * d_z */
    effaith_noncentral_limits d_z_noncentral; /* noncentral t limits of d_z and g_z */
    effaith_normal_effect d_z_normal;         /* variance 1 / n + d_z * d_z / (2 * n) */
    effaith_number sd_average;                /* sqrt((sd_pre * sd_pre + sd_post * sd_post) / 2) */
    effaith_number d_av;                      /* gain_mean / sd_average */
    effaith_number g_av;                      /* j * d_av */
    /* variance gain_sd * gain_sd / (n * sd_average * sd_average) */
    effaith_normal_effect d_av_normal;
    effaith_number sd_average_of_sds;   /* (sd_pre + sd_post) / 2 */
    effaith_number d_av_mean_sd;        /* gain_mean / sd_average_of_sds */
    effaith_number g_av_mean_sd;        /* j * d_av_mean_sd */
    effaith_number sd_rm;               /* gain_sd / sqrt(2 * (1 - r)) */
    effaith_number d_rm;                /* gain_mean / sd_rm */
    effaith_number g_rm;                /* j * d_rm */
    effaith_normal_effect d_rm_normal;  /* variance (1 / n + d_rm * d_rm / (2 * n)) * 2 * (1 - r) */
    effaith_number d_pre;               /* gain_mean / sd_pre */
    effaith_number g_pre;               /* j * d_pre */
    effaith_normal_effect d_pre_normal; /* variance 2 * (1 - r) / n + d_pre * d_pre / (2 * n) */
    effaith_effect_estimate smcc;       /* variance 1 / n + g_z * g_z / (2 * n) */
    /* 1 / n + (1 - (n - 3) / ((n - 1) * j * j)) * g_z * g_z */
    effaith_number smcc_variance_unbiased;
    effaith_effect_estimate smcr; /* variance 2 * (1 - r) / n + g_pre * g_pre / (2 * n) */
    /* variance gain_sd * gain_sd / (sd_pre * sd_pre * (n - 1)) + g_pre * g_pre / (2 * (n - 1)) */
    effaith_effect_estimate smcrh;
    /* by sd_average, J of 2 (n - 1) / (1 + r r); variance 2 (1 - r) / n + g g (1 + r r) / (4 n) */
    effaith_effect_estimate smcrp;
    /* by sd_average; the variance of smcrp without equal variances */
    effaith_effect_estimate smcrph;
    effaith_mean_contrast log_ratio; /* direction * log(mean_post / mean_pre) */
    effaith_text method;             /* what was done */
} effaith_paired_effect;

/* The change of learners who were measured twice: pre and post hold one learner in one place;
 * pairs with a missing value are dropped. A gain is direction * (post - pre), so that better is
 * positive.
 *
 * When to use it: to describe how far one group of learners moved. When not: as proof that an
 * intervention did it, for there is nobody here who went without (two_groups, ancova); on the
 * steps of a ladder, which have no distances (the signed rank test alone still holds).
 *
 * The effects differ in the SD that the mean gain is divided by. d_z, by that of the gains, is
 * for power and for tests; it grows with the correlation and is no measure of how far learners
 * moved against other learners. d_av, by sqrt((sd_pre^2 + sd_post^2) / 2), is the one to report
 * (as metafor's SMCRP and effectsize; Cumming 2012 and Lakens 2013 take the mean of the two SDs,
 * which is beside it as d_av_mean_sd). d_rm is d_z * sqrt(2 (1 - r)) (Lakens 2013, equation 9).
 * d_pre, by the SD before, is what control-group designs compare (Becker 1988). Each g is J * d
 * with the exact J of n - 1 degrees of freedom (Hedges 1981).
 *
 * Limits: d_z_noncentral are the exact ones under normality (Steiger & Fouladi 1997), times J
 * for g. The *_normal blocks have d -+ z se, and J times these for g, as effectsize's
 * repeated_measures_d: the variances of Borenstein et al. (2009) for z, rm and pre (that of d_rm
 * multiplies d^2 / (2 n) by 2 (1 - r) too, which the book has and others dispute); for av the
 * error of the mean gain alone (Algina & Keselman 2003), which is what the rows of a roll-up
 * have. That one leaves out that the SD is an estimate too: of a true effect of 0.5 with r = 0.7
 * its 95 per cent interval held 89, 92 and 93 per cent at n = 10, 30 and 100, where that of
 * smcrp held 93, 95 and 95. Prefer smcrp's limits. smcc, smcr, smcrh, smcrp and smcrph are
 * metafor 5.0's escalc measures (variance type LS: the corrected estimate goes into the
 * variance; metafor 3.8 had J^2 times as much for smcrh); log_ratio is its ROMC, of two means
 * above 0, else not_applicable.
 *
 * Below 3 pairs the standardised effects are too_few (J is 0 at n = 2); without spread in what
 * is divided by they are no_variation; d_rm at a correlation of 1 is undefined_ratio. Gains that
 * vary by no more than the rounding of the scores count as constant. Arrays of different
 * lengths, an infinite value, a level outside (0, 1) and a direction other than +1 and -1 are
 * invalid_argument. O(n log n) for the ranks, else O(n).
 *
 * level: of every interval; direction: +1 where higher is better, -1 where lower is.
 *
 * Arguments: level NAN is 0.95; direction as a rule 1. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_paired_effect(
    const double* pre, size_t n_pre, const double* post, size_t n_post, double level,
    int64_t direction, effaith_paired_effect* result, effaith_error** error);

/* What effaith_stats_rank_sum_test answers. Since 0.1. */
typedef struct effaith_rank_sum_test {
    effaith_number w;        /* pairs in which x does better than y, and half of the equal ones */
    effaith_number expected; /* n_x * n_y / 2 */
    /* n_x * n_y / 12 * (n_x + n_y + 1), less (t ^ 3 - t) / ((n_x + n_y) * (n_x + n_y - 1))
     * within the bracket for each tie of t */
    effaith_number variance;
    effaith_number z;       /* (w - expected, 0.5 nearer to 0) / sqrt(variance) */
    effaith_number p;       /* two-sided, by the normal distribution of z */
    effaith_number p_exact; /* two-sided, by all the equally likely orders */
} effaith_rank_sum_test;

/* A figure between bounds of its own, with an interval. Since 0.1. */
typedef struct effaith_bounded_figure {
    effaith_number estimate; /* the figure */
    effaith_number low;      /* lower limit */
    effaith_number high;     /* upper limit */
} effaith_bounded_figure;

/* What effaith_stats_two_groups answers. Since 0.1. */
typedef struct effaith_two_groups {
    uint32_t struct_size;      /* sizeof(effaith_two_groups) */
    int32_t reserved;          /* 0 */
    int64_t n_x;               /* values of x that are not missing */
    int64_t n_y;               /* values of y that are not missing */
    int64_t direction;         /* 1 where higher is better, -1 where lower is */
    effaith_number mean_x;     /* mean of x */
    effaith_number mean_y;     /* mean of y */
    effaith_number sd_x;       /* SD of x, with n_x - 1 */
    effaith_number sd_y;       /* SD of y, with n_y - 1 */
    effaith_number difference; /* direction * (mean_x - mean_y) */
    /* sqrt(((n_x - 1) * sd_x * sd_x + (n_y - 1) * sd_y * sd_y) / (n_x + n_y - 2)) */
    effaith_number sd_pooled;
    effaith_number sd_average;     /* sqrt((sd_x * sd_x + sd_y * sd_y) / 2) */
    effaith_number variance_ratio; /* sd_x * sd_x / (sd_y * sd_y) */
    effaith_ttest t_student;       /* equal variances: se sd_pooled * sqrt(1 / n_x + 1 / n_y) */
    effaith_ttest t_welch; /* unequal variances: se sqrt(sd_x * sd_x / n_x + sd_y * sd_y / n_y) */
    effaith_rank_sum_test mann_whitney;     /* rank sum test */
    effaith_number j;                       /* exact small-sample factor of n_x + n_y - 2 */
    effaith_number j_approx;                /* 1 - 3 / (4 * (n_x + n_y) - 9) */
    effaith_number z;                       /* normal quantile of the intervals */
    effaith_number d;                       /* difference / sd_pooled */
    effaith_number g;                       /* j * d */
    effaith_number wwc_g;                   /* j_approx * d */
    effaith_noncentral_limits d_noncentral; /* noncentral t limits of d and g */
    effaith_normal_effect d_normal; /* variance 1 / n_x + 1 / n_y + d * d / (2 * (n_x + n_y)) */
    effaith_effect_estimate smd;    /* variance 1 / n_x + 1 / n_y + g * g / (2 * (n_x + n_y)) */
    /* 1 / n_x + 1 / n_y + (1 - (n_x + n_y - 4) / ((n_x + n_y - 2) * j * j)) * g * g */
    effaith_number smd_variance_unbiased;
    effaith_number d_unpooled; /* difference / sd_average */
    effaith_number g_unpooled; /* J of Welch's degrees of freedom, times d_unpooled */
    effaith_noncentral_limits unpooled_noncentral; /* limits by Welch's t */
    effaith_effect_estimate smdh; /* d_unpooled corrected by j, variance without equal variances */
    effaith_number glass_delta;   /* difference / sd_y */
    effaith_number glass_delta_corrected;       /* J of n_y - 1, times glass_delta */
    effaith_noncentral_limits glass_noncentral; /* limits by Welch's t with n_y - 1 */
    effaith_effect_estimate smd1;  /* Glass's delta, corrected; variance of equal variances */
    effaith_effect_estimate smd1h; /* Glass's delta, corrected; variance without equal variances */
    effaith_mean_contrast mean_difference; /* variance sd_x * sd_x / n_x + sd_y * sd_y / n_y */
    effaith_mean_contrast log_ratio;       /* direction * log(mean_x / mean_y) */
    /* log_ratio and half the difference of the means' squared relative errors */
    effaith_mean_contrast log_ratio_corrected;
    effaith_bounded_figure cliffs_delta;  /* 2 * w / (n_x * n_y) - 1 */
    effaith_number superiority;           /* w / (n_x * n_y) */
    effaith_bounded_figure p_superiority; /* normal distribution at d / sqrt(2) */
    effaith_bounded_figure cohens_u3;     /* normal distribution at d */
    effaith_text method;                  /* what was done */
} effaith_two_groups;

/* Learners with the intervention (x) against learners without it (y); missing values are dropped
 * from each. The difference is direction * (mean of x - mean of y), so that better is positive.
 *
 * When to use it: with a comparison group that was alike at the start (randomised, or matched).
 * When the groups differ before, or scores before are known, ancova says more. When not: for the
 * same learners twice (paired_effect); for the steps of a ladder only the rank figures
 * (mann_whitney, cliffs_delta, superiority) hold.
 *
 * d is Cohen's, by the pooled SD; g is Hedges's, J * d with the exact J of n_x + n_y - 2 (Hedges
 * 1981), and smd the same with metafor's variance (type LS: g goes into it); wwc_g has the What
 * Works Clearinghouse's approximate J. d_unpooled is by the average variance with Welch's
 * degrees of freedom (Delacre et al. 2021). Glass's delta is by the SD of y, uncorrected as
 * defined (Glass 1976); the corrected one is named apart. *_noncentral are limits from the
 * noncentral t, exact for normal scores of equal variance and approximate without (unpooled,
 * glass); d_normal has d -+ z se (Borenstein et al. 2009, equation 4.20). smdh is Bonett's
 * (2009), smd1 and smd1h Glass's delta, as in metafor 5.0 (3.8 had J^2 times the variance of
 * smdh and smd1h). log_ratio is of the means, both above 0, else not_applicable; metafor 5.0 has
 * the corrected one (Lajeunesse 2015), 3.8 the plain.
 *
 * superiority counts the pairs in which x does better, equal ones half; cliffs_delta is the same
 * on -1 to 1, its interval by Fisher's transformation with the standard error of no difference
 * (as effectsize), not_estimable at -1 and 1. p_superiority and cohens_u3 are d on the scale of
 * shares, for normal scores.
 *
 * With y empty the comparison is no_comparison_group, with x empty too_few; d and Student's test
 * need three values together, g four, Welch's test two in each; without spread they are
 * no_variation. An infinite value, a level outside (0, 1) and a direction other than +1 and -1
 * are invalid_argument. O(n log n) for the ranks, else O(n).
 *
 * level: of every interval; direction: +1 where higher is better, -1 where lower is.
 *
 * Arguments: level NAN is 0.95; direction as a rule 1. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_two_groups(const double* x, size_t n_x,
                                                                 const double* y, size_t n_y,
                                                                 double level, int64_t direction,
                                                                 effaith_two_groups* result,
                                                                 effaith_error** error);

/* What effaith_stats_ancova answers. Since 0.1. */
typedef struct effaith_ancova {
    uint32_t struct_size;                 /* sizeof(effaith_ancova) */
    int32_t reserved;                     /* 0 */
    int64_t n;                            /* learners with pre, post and group */
    int64_t n_group0;                     /* of them in the comparison group */
    int64_t n_group1;                     /* of them in the intervention group */
    effaith_number mean_pre;              /* mean score before, of all */
    effaith_number mean_pre_group0;       /* mean score before */
    effaith_number mean_pre_group1;       /* mean score before */
    effaith_number mean_post_group0;      /* mean score after */
    effaith_number mean_post_group1;      /* mean score after */
    effaith_number unadjusted_difference; /* mean_post_group1 - mean_post_group0 */
    /* sum of (pre - its group's mean) * (post - its group's mean) */
    effaith_number products_within;
    effaith_number squares_pre_within; /* sum of (pre - its group's mean) squared */
    effaith_number slope_pre;          /* products_within / squares_pre_within */
    effaith_number intercept;          /* mean_post_group0 - slope_pre * mean_pre_group0 */
    /* unadjusted_difference - slope_pre * (mean_pre_group1 - mean_pre_group0) */
    effaith_number adjusted_difference;
    effaith_number df;               /* n - 3 */
    effaith_number squares_residual; /* sum of (post - fitted post) squared */
    /* n_group0 * n_group1 / n * unadjusted_difference ^ 2 + slope_pre * products_within */
    effaith_number squares_explained;
    effaith_number residual_sd; /* sqrt(squares_residual / df) */
    effaith_number r_squared;   /* squares_explained / (squares_explained + squares_residual) */
    /* residual_sd * sqrt(1 / n_group0 + 1 / n_group1 + (mean_pre_group1 - mean_pre_group0) ^ 2 /
     * squares_pre_within) */
    effaith_number se;
    effaith_number se_slope_pre; /* residual_sd / sqrt(squares_pre_within) */
    /* residual_sd * sqrt(1 / n_group0 + mean_pre_group0 ^ 2 / squares_pre_within) */
    effaith_number se_intercept;
    effaith_number t;          /* adjusted_difference / se */
    effaith_number p;          /* two-sided p of t with df degrees of freedom */
    effaith_number t_critical; /* quantile of t with df degrees of freedom */
    effaith_interval interval; /* adjusted_difference -+ t_critical * se */
    /* mean_post_group0 - slope_pre * (mean_pre_group0 - mean_pre) */
    effaith_number adjusted_mean_group0;
    /* mean_post_group1 - slope_pre * (mean_pre_group1 - mean_pre) */
    effaith_number adjusted_mean_group1;
    effaith_number sd_post_pooled;    /* sqrt(sum of (post - its group's mean) squared / (n - 2)) */
    effaith_number sd_post_total;     /* standard deviation of post, of all */
    effaith_number es_pooled_post_sd; /* adjusted_difference / sd_post_pooled */
    effaith_interval es_pooled_interval; /* interval / sd_post_pooled */
    effaith_number hedges_factor;        /* 1 - 3 / (4 * (n - 2) - 1) */
    effaith_number es_pooled_hedges;     /* es_pooled_post_sd * hedges_factor */
    effaith_number es_residual_sd;       /* adjusted_difference / residual_sd */
    effaith_number es_total_post_sd;     /* adjusted_difference / sd_post_total */
    effaith_text method;                 /* what was done */
} effaith_ancova;

/* Analysis of covariance of two groups. group is 0 (comparison) or 1 (intervention), one value
 * for each of pre and post; a row that lacks one of the three is left out.
 *
 * For groups that were assigned before the intervention, by chance or otherwise, and one measure
 * before and after. Not for groups whose slopes differ, nor for learners of few schools that
 * were assigned together: ancova_schools. Source: Cochran (1957); effect size: EEF statistical
 * analysis guidance (2022), WWC Procedures 5.0, appendix E. The small-sample factor is the
 * approximation that WWC publishes, with n - 2 degrees of freedom.
 *
 * no_comparison_group where all learners are of one group; too_few below four learners;
 * no_variation where all scores before are the same, not_estimable where they differ between the
 * groups alone. Where the plane meets every score, se and residual_sd are 0 and t and p have no
 * value. A group of one has no spread: what needs the pooled deviation is too_few.
 *
 * O(n), nothing allocated; centred in each group before products are taken.
 *
 * level: of the intervals.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ancova(const double* pre, size_t n_pre,
                                                             const double* post, size_t n_post,
                                                             const double* group, size_t n_group,
                                                             double level, effaith_ancova* result,
                                                             effaith_error** error);

/* The model as one method of likelihood fits it. Since 0.1. */
typedef struct effaith_schools_fit {
    effaith_number intercept;           /* post of the comparison group where pre is 0 */
    effaith_number slope_pre;           /* post for each point of pre */
    effaith_number adjusted_difference; /* post of group 1 less group 0 for equal pre and school */
    effaith_number se_intercept;        /* standard error of intercept */
    effaith_number se_slope_pre;        /* standard error of slope_pre */
    effaith_number se;                  /* standard error of adjusted_difference */
    effaith_number var_school;          /* variance between schools */
    effaith_number var_residual;        /* variance within schools */
    effaith_number icc;                 /* var_school / (var_school + var_residual) */
    effaith_number minus2_loglik;       /* -2 * the largest logarithm of the likelihood */
    effaith_choice boundary;            /* whether var_school is 0, the end of its range: 1 or 0 */
} effaith_schools_fit;

/* The spread of post by itself: the model with neither pre nor group, by REML. Since 0.1. */
typedef struct effaith_schools_spread {
    effaith_number var_school;   /* variance of post between schools */
    effaith_number var_residual; /* variance of post within schools */
    effaith_number icc;          /* var_school / (var_school + var_residual) */
    effaith_choice boundary;     /* whether var_school is 0, the end of its range: 1 or 0 */
} effaith_schools_spread;

/* What effaith_stats_ancova_schools answers. Since 0.1. */
typedef struct effaith_ancova_schools {
    uint32_t struct_size;     /* sizeof(effaith_ancova_schools) */
    int32_t reserved;         /* 0 */
    int64_t n;                /* learners with pre, post, group and school */
    int64_t n_group0;         /* of them in the comparison group */
    int64_t n_group1;         /* of them in the intervention group */
    int64_t n_schools;        /* schools with at least one learner */
    int64_t n_schools_group0; /* schools with learners of group 0 */
    int64_t n_schools_group1; /* schools with learners of group 1 */
    /* cluster where every school has one group alone, else multisite: EFFAITH_TRIAL_DESIGN_... */
    effaith_choice design;
    effaith_schools_fit reml;             /* fit by restricted maximum likelihood */
    effaith_schools_fit ml;               /* fit by maximum likelihood */
    effaith_schools_spread unconditional; /* REML with neither pre nor group */
    effaith_number z;                     /* reml.adjusted_difference / reml.se */
    effaith_number p_z;                   /* two-sided normal p of z */
    effaith_number z_critical;            /* quantile of the normal distribution */
    effaith_interval interval_z;          /* reml.adjusted_difference -+ z_critical * reml.se */
    /* n_schools - 2 where design is cluster, n - n_schools - 2 where it is multisite */
    effaith_number df;
    effaith_number p_t;               /* two-sided p of z as a t with df degrees of freedom */
    effaith_number t_critical;        /* quantile of t with df degrees of freedom */
    effaith_interval interval_t;      /* reml.adjusted_difference -+ t_critical * reml.se */
    effaith_number sd_post_pooled;    /* sqrt(sum of (post - its group's mean) squared / (n - 2)) */
    effaith_number sd_post_total;     /* standard deviation of post, of all */
    effaith_number es_pooled_post_sd; /* reml.adjusted_difference / sd_post_pooled */
    effaith_number es_residual_sd;    /* reml.adjusted_difference / sqrt(reml.var_residual) */
    /* reml.adjusted_difference / sqrt(reml.var_school + reml.var_residual) */
    effaith_number es_total_conditional_sd;
    /* reml.adjusted_difference / sqrt(unconditional.var_school + unconditional.var_residual) */
    effaith_number es_total_unconditional_sd;
    /* reml.adjusted_difference / sqrt(unconditional.var_residual) */
    effaith_number es_within_unconditional_sd;
    /* n_group0 * (sum of squared sizes of group 1's schools) / (n_group1 * n) + n_group1 * (sum
     * of squared sizes of group 0's schools) / (n_group0 * n) */
    effaith_number school_size;
    /* es_total_conditional_sd * sqrt(1 - 2 * (school_size - 1) * reml.icc / (n - 2)) */
    effaith_number es_total_conditional_hedges2007;
    /* es_total_conditional_hedges2007 -+ z_critical * its standard error (Hedges 2007) */
    effaith_interval es_total_conditional_interval;
    /* es_total_unconditional_sd * sqrt(1 - 2 * (school_size - 1) * unconditional.icc / (n - 2)) */
    effaith_number es_total_unconditional_hedges2007;
    /* es_total_unconditional_hedges2007 -+ z_critical * its standard error (Hedges 2007) */
    effaith_interval es_total_unconditional_interval;
    effaith_text method; /* what was done */
} effaith_ancova_schools;

/* Analysis of covariance of two groups with a random intercept of the school. group is 0
 * (comparison) or 1 (intervention); school holds labels, any numbers; a row that lacks one of
 * the four is left out.
 *
 * For trials in which learners of one school share something: whole schools assigned, or
 * learners within schools. Source: Laird & Ware (1982); profile likelihood as Bates et al.
 * (2015), and minus2_loglik counts the same constants. REML is the standard; ML is for comparing
 * models.
 *
 * Effect sizes: by the residual, by the total deviation of this model, and by the one of post
 * alone (EEF asks for the last). Where whole schools were assigned, the total ones are beside it
 * with the correction and the standard error of Hedges (2007); the correction takes the sizes of
 * schools by one average, school_size, and the standard error takes them as they are.
 *
 * interval_z is the normal one that software prints. With few schools it is too narrow:
 * interval_t has the between-within degrees of freedom (Schluchter & Elashoff 1990), schools
 * less 2 where whole schools were assigned, learners less schools less 2 otherwise.
 *
 * Reasons as of ancova; besides too_few with one school, not_estimable where pre and group tell
 * all schools apart already, where no school has two learners to compare, or where post follows
 * without a rest within schools. What is only for whole schools is not_applicable elsewhere.
 *
 * O(n) once, and about 150 times the number of schools; memory for the schools alone.
 *
 * level: of the intervals.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ancova_schools(
    const double* pre, size_t n_pre, const double* post, size_t n_post, const double* group,
    size_t n_group, const double* school, size_t n_school, double level,
    effaith_ancova_schools* result, effaith_error** error);

/* Schools' effects combined. Since 0.1. */
typedef struct effaith_meta_analysis {
    uint32_t struct_size;     /* sizeof(effaith_meta_analysis) */
    int32_t reserved;         /* 0 */
    int64_t n;                /* schools with an effect and its variance */
    int64_t local_maxima;     /* maxima of the likelihood over tau2; the highest is taken */
    effaith_choice estimator; /* how tau2 is estimated: EFFAITH_META_METHOD_... */
    effaith_number estimate;  /* sum(w * y) / sum(w) with w = 1 / (v + tau2) */
    /* sqrt(1 / sum(w)); Knapp-Hartung: sqrt(sum(w * (y - estimate)^2) / ((n - 1) * sum(w))) */
    effaith_number se;
    effaith_number stat;     /* estimate / se */
    effaith_number df;       /* n - 1 with Knapp-Hartung; none of a normal test */
    effaith_number p;        /* two-sided, of stat */
    effaith_number critical; /* two-sided quantile of the test */
    effaith_interval ci;     /* estimate -+ critical * se */
    effaith_number tau2;     /* variance between schools, by the estimator */
    effaith_number se_tau2;  /* its standard error in large samples */
    /* the tau2 at which Q(tau2) is each quantile of chi-squared with n - 1 */
    effaith_interval tau2_ci;
    effaith_number typical_variance; /* (n - 1) * sum(1 / v) / (sum(1 / v)^2 - sum(1 / v^2)) */
    /* 100 * tau2 / (tau2 + typical_variance), per cent; of a fixed effect i2_q */
    effaith_number i2;
    effaith_number h2;            /* tau2 / typical_variance + 1; of a fixed effect q / q_df */
    effaith_number q;             /* sum((y - fixed estimate)^2 / v) */
    effaith_number q_df;          /* n - 1 */
    effaith_number q_p;           /* upper tail of chi-squared with q_df */
    effaith_number i2_q;          /* 100 * (q - q_df) / q, at least 0 */
    effaith_number prediction_df; /* n - 2 */
    effaith_number prediction_critical; /* two-sided t quantile with prediction_df */
    effaith_interval prediction;        /* estimate -+ prediction_critical * sqrt(tau2 + se^2) */
    effaith_number normal_critical;     /* two-sided normal quantile */
    effaith_interval prediction_normal; /* estimate -+ normal_critical * sqrt(tau2 + se^2) */
    effaith_number log_likelihood;      /* at tau2: restricted for reml, full for ml */
    effaith_text method;                /* what was done */
} effaith_meta_analysis;

/* Combines schools' effects yi with sampling variances vi (the same unit, squared).
 *
 * fixed answers for these schools if all had one effect; the others are random effects: schools
 * are a sample, and differ with variance tau2. REML is the default (Viechtbauer 2005). The
 * normal test is too confident with few schools: Knapp & Hartung (2003) widen it by what schools
 * show, with t of k - 1 (no rule keeps it from being the narrower one where schools agree by
 * luck). tau2_ci is the Q profile (Viechtbauer 2007), both ends 0 where schools agree more than
 * chance would have it. i2, h2 and se_tau2 as in metafor's rma, whose fixed effect has i2 from
 * Q. Truncation at 0 is that of every estimator. A pair with a missing value is left out.
 *
 * One school: its effect and normal interval, and too_few for all between schools. Two: all but
 * the prediction by t (too_few). All effects the same with Knapp-Hartung: se 0, and the test has
 * no_variation. A variance of 0 or below, an infinity, different lengths: invalid_argument. Not
 * for schools that share a comparison group. O(k) a step, some hundred steps for likelihoods.
 *
 * Arguments: method is EFFAITH_META_METHOD_...; method 0 is reml; knapp_hartung is 1 or 0, as a
 * rule 0; level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_meta_analysis(
    const double* yi, size_t n_yi, const double* vi, size_t n_vi, int32_t method,
    int32_t knapp_hartung, double level, effaith_meta_analysis* result, effaith_error** error);

/* What remains without one school. Since 0.1. */
typedef struct effaith_left_out_row {
    int64_t school;          /* the school left out: its place, from 0 */
    effaith_number estimate; /* estimate from the other schools */
    effaith_number se;       /* its standard error */
    effaith_number p;        /* of its test */
    effaith_interval ci;     /* its interval */
    effaith_number tau2;     /* variance between the other schools */
    effaith_number i2;       /* per cent, of the other schools */
    effaith_number q;        /* of the other schools */
} effaith_left_out_row;

/* What effaith_stats_leave_one_out answers. Since 0.1. */
typedef struct effaith_leave_one_out {
    uint32_t struct_size;   /* sizeof(effaith_leave_one_out) */
    int32_t reserved;       /* 0 */
    int64_t n;              /* schools with an effect and its variance */
    effaith_number lowest;  /* the lowest estimate without one school */
    effaith_number highest; /* the highest estimate without one school */
    int64_t rows_count;     /* how many rows: each school left out */
    effaith_text method;    /* what was done */
} effaith_leave_one_out;

/* Whether one school carries the result: meta_analysis without each school in turn. Below two
 * schools too_few. A row for each school that has both values; O(k^2) a step.
 *
 * Arguments: method is EFFAITH_META_METHOD_...; method 0 is reml; knapp_hartung is 1 or 0, as a
 * rule 0; level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_leave_one_out(
    const double* yi, size_t n_yi, const double* vi, size_t n_vi, int32_t method,
    int32_t knapp_hartung, double level, effaith_leave_one_out* result, effaith_left_out_row* rows,
    size_t rows_size, size_t rows_room, effaith_error** error);

/* Whether small schools report larger effects. Since 0.1. */
typedef struct effaith_egger {
    uint32_t struct_size;             /* sizeof(effaith_egger) */
    int32_t reserved;                 /* 0 */
    int64_t n;                        /* schools with an effect and its variance */
    effaith_number slope;             /* of effect by standard error, weights 1 / v */
    effaith_number intercept;         /* the effect of a school without sampling error */
    effaith_number residual_variance; /* weighted sum of squared residuals over df */
    effaith_number se;                /* standard error of the slope */
    effaith_number stat;              /* slope / se */
    effaith_number df;                /* n - 2 */
    effaith_number p;                 /* two-sided, of stat with df */
    effaith_text method;              /* what was done */
} effaith_egger;

/* Egger, Davey Smith, Schneider & Minder (1997): a slope away from 0 says that less precise
 * schools tell another story (small ones of which only the good are heard of, say).
 *
 * As metafor's regtest(model = "lm", predictor = "sei"). Below ten schools it finds little.
 * Three schools at least (too_few); all standard errors the same: not_estimable; effects exactly
 * on a line: no_variation for the test. O(k). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_egger_test(const double* yi, size_t n_yi,
                                                                 const double* vi, size_t n_vi,
                                                                 effaith_egger* result,
                                                                 effaith_error** error);

/* What nap() answers. Since 0.1. */
typedef struct effaith_nap_part {
    int64_t n_a;              /* values of phase A */
    int64_t n_b;              /* values of phase B */
    effaith_number positive;  /* pairs in which B is better than A */
    effaith_number tied;      /* pairs in which they are the same */
    effaith_number negative;  /* pairs in which B is worse */
    effaith_number nap;       /* (positive + tied / 2) / (n_a * n_b) */
    effaith_number q1;        /* mean over A of the squared share of B that is better */
    effaith_number q2;        /* mean over B of the squared share of A that is worse */
    effaith_number x;         /* (positive + tied / 4) / (n_a * n_b) */
    effaith_number se;        /* unbiased: from nap, q1, q2 and x */
    effaith_number se_hanley; /* Hanley & McNeil: from nap, q1 and q2 */
    effaith_number se_null;   /* sqrt((n_a + n_b + 1) / (12 * n_a * n_b)) */
    effaith_interval ci;      /* the nap that is z of its own standard errors away */
    effaith_text method;      /* what was done */
} effaith_nap_part;

/* A figure with its standard error and normal limits, or others that its owner names. Since 0.1. */
typedef struct effaith_effect {
    effaith_number estimate; /* the figure */
    effaith_number se;       /* its standard error */
    effaith_interval ci;     /* its confidence interval */
} effaith_effect;

/* Tau after a trend of the baseline is taken out of both phases. Since 0.1. */
typedef struct effaith_tau_corrected {
    effaith_number slope;     /* Theil-Sen slope of A on its session numbers */
    effaith_number intercept; /* median of A - slope * session */
    effaith_number estimate;  /* Tau of what is left of both phases */
    effaith_number se;        /* twice the unbiased standard error of nap */
    effaith_interval ci;      /* twice the limits of nap, less 1 */
    /* Kendall's tau-b of what is left with the phase; se sqrt(2 / n * (1 - tau * tau)) */
    effaith_effect kendall;
} effaith_tau_corrected;

/* A difference of means in standard deviations. Since 0.1. */
typedef struct effaith_case_smd {
    effaith_number sd;          /* the standard deviation that is the unit */
    effaith_number df;          /* its degrees of freedom */
    effaith_number j;           /* 1 - 3 / (4 * df - 1) */
    effaith_effect corrected;   /* j * difference of means / sd */
    effaith_effect uncorrected; /* difference of means / sd */
} effaith_case_smd;

/* The change of mean as a logarithm of a ratio. Since 0.1. */
typedef struct effaith_log_ratio {
    /* uncorrected + half the squared standard error of each log mean, B less A */
    effaith_number estimate;
    effaith_number se;                  /* sqrt of the sum of variance / (n * mean * mean) */
    effaith_interval ci;                /* estimate -+ z * se */
    effaith_number uncorrected;         /* log of the ratio of means */
    effaith_interval uncorrected_ci;    /* uncorrected -+ z * se */
    effaith_number percent_change;      /* 100 * (exp(estimate) - 1) */
    effaith_interval percent_change_ci; /* the limits of the estimate as percentages */
} effaith_log_ratio;

/* What single_case() answers. Since 0.1. */
typedef struct effaith_single_case {
    uint32_t struct_size;         /* sizeof(effaith_single_case) */
    int32_t reserved;             /* 0 */
    int64_t n_a;                  /* sessions of phase A with a value */
    int64_t n_b;                  /* sessions of phase B with a value */
    effaith_number mean_a;        /* mean of A */
    effaith_number mean_b;        /* mean of B */
    effaith_number sd_a;          /* standard deviation of A (n_a - 1) */
    effaith_number sd_b;          /* standard deviation of B (n_b - 1) */
    effaith_number median_a;      /* median of A */
    effaith_number median_b;      /* median of B */
    effaith_nap_part nap;         /* non-overlap of all pairs */
    effaith_effect tau;           /* 2 * nap - 1 */
    effaith_tau_corrected tau_bc; /* Tau after baseline correction */
    effaith_number s_a;           /* pairs of A that improve less pairs that worsen */
    /* (pairs of A and B that improve less those that worsen - s_a) / (n_a * n_b) */
    effaith_number tau_u;
    effaith_number pnd; /* share of B better than the best of A */
    effaith_number pem; /* share of B better than median_a, ties half */
    /* fewest values to remove so that all of B are better than all of A */
    effaith_number min_removed;
    effaith_number pand; /* 1 - min_removed / (n_a + n_b) */
    /* ((n_a + n_b) * (n_a + n_b) * pand - n_a * n_a - n_b * n_b) / (2 * n_a * n_b) */
    effaith_number ird;
    effaith_case_smd smd;           /* difference of means in standard deviations of A */
    effaith_case_smd smd_pooled;    /* difference of means in pooled standard deviations */
    effaith_log_ratio lrri;         /* log of mean_b / mean_a, better is positive */
    effaith_log_ratio lrrd;         /* log of mean_b / mean_a, better is negative */
    effaith_effect lor;             /* log of the odds ratio of the mean proportions */
    effaith_effect lor_uncorrected; /* log of the odds ratio without the correction for bias */
    effaith_effect lrm;             /* log of median_b / median_a, better is positive */
    effaith_text method;            /* what was done */
} effaith_single_case;

/* Every figure that compares a learner's phases: non-overlap (NAP, PND, PEM, PAND, IRD, Tau),
 * Tau without the baseline's trend (Tau-BC, Tau-U), log ratios of means (LRRi, LRRd), of odds
 * (LOR) and of medians (LRM), and differences of means in standard deviations within the case.
 *
 * When: repeated measurements of one learner before and during an intervention. These
 * differences are not on the scale of those between learners; never average the two kinds. NAP
 * and Tau are the safest without a trend in the baseline, Tau-BC with one; PND hangs on a single
 * value of A. Log ratios need a true zero. All take sessions as independent. Where software
 * differs: PEM counts ties half; PAND removes the fewest values wherever they are (Parker,
 * Vannest & Davis 2011), and IRD follows from it; Tau and Tau-U divide by all n_a * n_b pairs;
 * Tau-U takes the pairs of A alone (S_A) off, and may pass 1; limits of NAP and Tau are the true
 * roots also where nothing overlaps; SMDs use 1 - 3 / (4 df - 1). Signs: better is positive;
 * lrrd is positive where it is worse. A proportion or percentage is compared by its distance
 * from the other end where the direction asks for that. Counts with a mean of 0 are lifted to
 * half an occurrence, other scales then have no ratio (undefined_ratio). A phase without values:
 * too_few everywhere. Sources: Parker & Vannest (2009); Parker, Vannest, Davis & Sauber (2011);
 * Tarlow (2017); Pustejovsky (2018, 2019); Gingerich (1984); Bonett & Price Bonett (2020).
 * Expected O((m + n) log(m + n)).
 *
 * Arguments: improvement is EFFAITH_IMPROVEMENT_...; improvement 0 is increase; scale is
 * EFFAITH_OUTCOME_SCALE_...; scale 0 is other; level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_single_case(
    const double* A, size_t n_A, const double* B, size_t n_B, int32_t improvement, int32_t scale,
    double level, effaith_single_case* result, effaith_error** error);

/* What nap() answers. Since 0.1. */
typedef struct effaith_nap {
    uint32_t struct_size;     /* sizeof(effaith_nap) */
    int32_t reserved;         /* 0 */
    int64_t n_a;              /* values of phase A */
    int64_t n_b;              /* values of phase B */
    effaith_number positive;  /* pairs in which B is better than A */
    effaith_number tied;      /* pairs in which they are the same */
    effaith_number negative;  /* pairs in which B is worse */
    effaith_number nap;       /* (positive + tied / 2) / (n_a * n_b) */
    effaith_number q1;        /* mean over A of the squared share of B that is better */
    effaith_number q2;        /* mean over B of the squared share of A that is worse */
    effaith_number x;         /* (positive + tied / 4) / (n_a * n_b) */
    effaith_number se;        /* unbiased: from nap, q1, q2 and x */
    effaith_number se_hanley; /* Hanley & McNeil: from nap, q1 and q2 */
    effaith_number se_null;   /* sqrt((n_a + n_b + 1) / (12 * n_a * n_b)) */
    effaith_interval ci;      /* the nap that is z of its own standard errors away */
    effaith_text method;      /* what was done */
} effaith_nap;

/* Non-overlap of all pairs: how often a value of phase B is better than one of phase A, a tie
 * counting half; 0 to 1, and 0.5 says nothing.
 *
 * (positive + tied / 2) / (n_a * n_b): the same as the area under the ROC curve, and
 * Mann-Whitney's U over the number of pairs. It asks for order alone, so for any scale; it says
 * nothing about how large a change is, and counts a trend that the baseline had already as gain
 * (single_case() has Tau-BC and Tau-U for that). se is the unbiased estimate (Sen 1967; Mee
 * 1990), se_hanley that of Hanley & McNeil (1982), se_null the one without any effect; where
 * nothing overlaps the first two keep half a pair, so that they are not 0. ci are the score
 * limits of Newcombe (2006, method 5), both true roots also at 0 and 1, where some packages
 * answer a point. Values are taken as independent; sessions rarely are. Missing sessions are
 * dropped. scale is not used. Sources: Parker & Vannest (2009); Pustejovsky (2019). O((m + n)
 * log(m + n)) and less.
 *
 * Arguments: improvement is EFFAITH_IMPROVEMENT_...; improvement 0 is increase; scale is
 * EFFAITH_OUTCOME_SCALE_...; scale 0 is other; level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_nap(const double* A, size_t n_A,
                                                          const double* B, size_t n_B,
                                                          int32_t improvement, int32_t scale,
                                                          double level, effaith_nap* result,
                                                          effaith_error** error);

/* What ols_trend() answers. Since 0.1. */
typedef struct effaith_ols_trend_part {
    int64_t n;                       /* pairs of a day and a value, neither missing */
    effaith_number df;               /* n - 2 */
    effaith_number mean_day;         /* mean of the days */
    effaith_number mean_value;       /* mean of the values */
    effaith_number day_squares;      /* sum of (day - mean_day) squared */
    effaith_number value_squares;    /* sum of (value - mean_value) squared */
    effaith_number products;         /* sum of (day - mean_day) times (value - mean_value) */
    effaith_number slope;            /* products / day_squares */
    effaith_number intercept;        /* mean_value - slope * mean_day */
    effaith_number residual_squares; /* sum of the squared distances of the values from the line */
    effaith_number r_squared;        /* 1 - residual_squares / value_squares */
    effaith_number sigma;            /* sqrt(residual_squares / df) */
    effaith_number se_slope;         /* sigma / sqrt(day_squares) */
    effaith_number se_intercept;     /* sigma * sqrt(1 / n + mean_day * mean_day / day_squares) */
    effaith_number t;                /* slope / se_slope */
    effaith_number p;                /* P(|T| > |t|) with df degrees of freedom */
    effaith_interval slope_ci;       /* slope -+ t quantile * se_slope */
    effaith_interval intercept_ci;   /* intercept -+ t quantile * se_intercept */
    effaith_text method;             /* what was done */
} effaith_ols_trend_part;

/* What theil_sen() answers. Since 0.1. */
typedef struct effaith_theil_sen_part {
    int64_t n;                         /* pairs of a day and a value, neither missing */
    int64_t n_slopes;                  /* pairs of points on different days */
    effaith_number slope;              /* median of the slopes between points */
    effaith_number intercept_joint;    /* median of value - slope * day */
    effaith_number intercept_separate; /* median of values - slope * median of days */
    /* standard deviation of Kendall's S, ties in each variable by itself */
    effaith_number sd_s_sen;
    /* slopes of rank (n_slopes - z * sd_s_sen) / 2 and (n_slopes + z * sd_s_sen) / 2 + 1, to
     * whole ranks */
    effaith_interval ci;
    effaith_number sd_s; /* standard deviation of Kendall's S, all ties */
    /* slopes of rank (n_slopes - z * sd_s) / 2 and (n_slopes + z * sd_s) / 2 + 1, interpolated */
    effaith_interval ci_gilbert;
    effaith_text method; /* what was done */
} effaith_theil_sen_part;

/* What siegel() answers. Since 0.1. */
typedef struct effaith_siegel_part {
    int64_t n;            /* pairs of a day and a value, neither missing */
    effaith_number slope; /* median over points of the median slope to the other points */
    effaith_number intercept_hierarchical; /* median of value - slope * day */
    /* median over points of the median intercept of lines to the other points */
    effaith_number intercept_separate;
    effaith_text method; /* what was done */
} effaith_siegel_part;

/* What kendall() answers. Since 0.1. */
typedef struct effaith_kendall_part {
    int64_t n;              /* pairs of values of which neither is missing */
    int64_t concordant;     /* pairs of points in which both rise */
    int64_t discordant;     /* pairs in which one rises, the other falls */
    int64_t tied_x;         /* pairs with equal x */
    int64_t tied_y;         /* pairs with equal y */
    effaith_number s;       /* concordant - discordant */
    effaith_number tau_b;   /* s / sqrt((n * (n - 1) / 2 - tied_x) * (n * (n - 1) / 2 - tied_y)) */
    effaith_number var_s;   /* variance of s without association, ties counted */
    effaith_number z;       /* s / sqrt(var_s) */
    effaith_number p;       /* P(|Z| > |z|) */
    effaith_number z_cc;    /* (s - sign(s)) / sqrt(var_s) */
    effaith_number p_cc;    /* P(|Z| > |z_cc|) */
    effaith_number p_exact; /* share of all orders at least as far from s = 0 */
    effaith_text method;    /* what was done */
} effaith_kendall_part;

/* What mann_kendall() answers. Since 0.1. */
typedef struct effaith_mann_kendall_part {
    int64_t n;            /* days with a value */
    effaith_number s;     /* pairs of days that rise less pairs that fall */
    effaith_number var_s; /* variance of s without a trend, ties counted */
    effaith_number tau_b; /* s over its largest possible size, ties counted */
    effaith_number z;     /* s / sqrt(var_s) */
    effaith_number p;     /* P(|Z| > |z|) */
    effaith_number z_cc;  /* (s - sign(s)) / sqrt(var_s) */
    effaith_number p_cc;  /* P(|Z| > |z_cc|) */
    effaith_text method;  /* what was done */
} effaith_mann_kendall_part;

/* What trend() answers. Since 0.1. */
typedef struct effaith_trend {
    uint32_t struct_size;                   /* sizeof(effaith_trend) */
    int32_t reserved;                       /* 0 */
    int64_t n;                              /* pairs of a day and a value, neither missing */
    effaith_ols_trend_part ols;             /* line of least squares */
    effaith_theil_sen_part theil_sen;       /* median of the slopes between points */
    effaith_siegel_part siegel;             /* repeated medians of slopes */
    effaith_kendall_part kendall;           /* rank correlation of day and value */
    effaith_mann_kendall_part mann_kendall; /* test of a trend in the order of days */
    effaith_text method;                    /* what was done */
} effaith_trend;

/* ols_trend(), theil_sen(), siegel(), kendall() and mann_kendall() of the same days and values,
 * which see for what each is for. Pairs with a missing half are dropped. Orders are worked once.
 * O(n^2) for Siegel's line, O(n log n) expected for all else.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_trend(const double* day, size_t n_day,
                                                            const double* value, size_t n_value,
                                                            double level, effaith_trend* result,
                                                            effaith_error** error);

/* What ols_trend() answers. Since 0.1. */
typedef struct effaith_ols_trend {
    uint32_t struct_size;            /* sizeof(effaith_ols_trend) */
    int32_t reserved;                /* 0 */
    int64_t n;                       /* pairs of a day and a value, neither missing */
    effaith_number df;               /* n - 2 */
    effaith_number mean_day;         /* mean of the days */
    effaith_number mean_value;       /* mean of the values */
    effaith_number day_squares;      /* sum of (day - mean_day) squared */
    effaith_number value_squares;    /* sum of (value - mean_value) squared */
    effaith_number products;         /* sum of (day - mean_day) times (value - mean_value) */
    effaith_number slope;            /* products / day_squares */
    effaith_number intercept;        /* mean_value - slope * mean_day */
    effaith_number residual_squares; /* sum of the squared distances of the values from the line */
    effaith_number r_squared;        /* 1 - residual_squares / value_squares */
    effaith_number sigma;            /* sqrt(residual_squares / df) */
    effaith_number se_slope;         /* sigma / sqrt(day_squares) */
    effaith_number se_intercept;     /* sigma * sqrt(1 / n + mean_day * mean_day / day_squares) */
    effaith_number t;                /* slope / se_slope */
    effaith_number p;                /* P(|T| > |t|) with df degrees of freedom */
    effaith_interval slope_ci;       /* slope -+ t quantile * se_slope */
    effaith_interval intercept_ci;   /* intercept -+ t quantile * se_intercept */
    effaith_text method;             /* what was done */
} effaith_ols_trend;

/* The line of least squares: slope = sum((day - mean)(value - mean)) / sum((day - mean)^2), in
 * the unit of the value per day, with t limits at level.
 *
 * For values that scatter evenly about a straight line and are independent of each other; one
 * wild value moves it, which theil_sen() withstands. Centred computing: day numbers near 738000
 * and values near a million lose nothing, where packages that do not centre lose digits. Pairs
 * with a missing half are dropped. Two points give a line without errors (too_few), one day
 * gives none (no_variation); on an exact line the errors are 0 and t and p have no value. O(n).
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ols_trend(const double* day, size_t n_day,
                                                                const double* value, size_t n_value,
                                                                double level,
                                                                effaith_ols_trend* result,
                                                                effaith_error** error);

/* What theil_sen() answers. Since 0.1. */
typedef struct effaith_theil_sen {
    uint32_t struct_size;              /* sizeof(effaith_theil_sen) */
    int32_t reserved;                  /* 0 */
    int64_t n;                         /* pairs of a day and a value, neither missing */
    int64_t n_slopes;                  /* pairs of points on different days */
    effaith_number slope;              /* median of the slopes between points */
    effaith_number intercept_joint;    /* median of value - slope * day */
    effaith_number intercept_separate; /* median of values - slope * median of days */
    /* standard deviation of Kendall's S, ties in each variable by itself */
    effaith_number sd_s_sen;
    /* slopes of rank (n_slopes - z * sd_s_sen) / 2 and (n_slopes + z * sd_s_sen) / 2 + 1, to
     * whole ranks */
    effaith_interval ci;
    effaith_number sd_s; /* standard deviation of Kendall's S, all ties */
    /* slopes of rank (n_slopes - z * sd_s) / 2 and (n_slopes + z * sd_s) / 2 + 1, interpolated */
    effaith_interval ci_gilbert;
    effaith_text method; /* what was done */
} effaith_theil_sen;

/* The median of the slopes between all pairs of points on different days, in the unit of the
 * value per day.
 *
 * For trends of few or skewed values: up to 29 % of the values may be wild before it breaks
 * down. Days may repeat and need not be sorted or even. intercept_joint is the median of value -
 * slope * day (R's mblm and zyp); intercept_separate is the median value - slope * the median
 * day (scipy, EnvStats). ci is Sen's (1968) with whole ranks rounded half to even and kept
 * within the slopes, and his variance without cross terms of ties, as scipy has it; ci_gilbert
 * interpolates between ranks with the full variance (Gilbert 1987; EnvStats), and has no value
 * where a rank is outside the slopes (too_few). Two points have a slope and no limits. Slopes
 * are selected exactly: every figure is the one that sorting all slopes gives. Sources: Theil
 * (1950), Sen (1968), Gilbert (1987). Expected O(n log n), see slope_ranks.hpp.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_theil_sen(const double* day, size_t n_day,
                                                                const double* value, size_t n_value,
                                                                double level,
                                                                effaith_theil_sen* result,
                                                                effaith_error** error);

/* What siegel() answers. Since 0.1. */
typedef struct effaith_siegel {
    uint32_t struct_size; /* sizeof(effaith_siegel) */
    int32_t reserved;     /* 0 */
    int64_t n;            /* pairs of a day and a value, neither missing */
    effaith_number slope; /* median over points of the median slope to the other points */
    effaith_number intercept_hierarchical; /* median of value - slope * day */
    /* median over points of the median intercept of lines to the other points */
    effaith_number intercept_separate;
    effaith_text method; /* what was done */
} effaith_siegel;

/* Siegel's repeated median: for each point the median of its slopes to the points on other days,
 * and then the median of those, in the unit of the value per day.
 *
 * Nearly half of the values may be wild (Theil-Sen: 29 %), at the price of more scatter where
 * none is. intercept_hierarchical is the median of value - slope * day (scipy's default, R's
 * mblm); intercept_separate the repeated median of the lines' values at day 0. It has no limits.
 * Source: Siegel (1982). O(n^2) time, O(n) memory. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_siegel(const double* day, size_t n_day,
                                                             const double* value, size_t n_value,
                                                             effaith_siegel* result,
                                                             effaith_error** error);

/* What kendall() answers. Since 0.1. */
typedef struct effaith_kendall {
    uint32_t struct_size;   /* sizeof(effaith_kendall) */
    int32_t reserved;       /* 0 */
    int64_t n;              /* pairs of values of which neither is missing */
    int64_t concordant;     /* pairs of points in which both rise */
    int64_t discordant;     /* pairs in which one rises, the other falls */
    int64_t tied_x;         /* pairs with equal x */
    int64_t tied_y;         /* pairs with equal y */
    effaith_number s;       /* concordant - discordant */
    effaith_number tau_b;   /* s / sqrt((n * (n - 1) / 2 - tied_x) * (n * (n - 1) / 2 - tied_y)) */
    effaith_number var_s;   /* variance of s without association, ties counted */
    effaith_number z;       /* s / sqrt(var_s) */
    effaith_number p;       /* P(|Z| > |z|) */
    effaith_number z_cc;    /* (s - sign(s)) / sqrt(var_s) */
    effaith_number p_cc;    /* P(|Z| > |z_cc|) */
    effaith_number p_exact; /* share of all orders at least as far from s = 0 */
    effaith_text method;    /* what was done */
} effaith_kendall;

/* Kendall's rank correlation of two variables; pairs with a missing value are dropped.
 *
 * tau_b = (concordant - discordant) / sqrt((pairs not tied in x) * (pairs not tied in y)), from
 * -1 to 1. It asks for order alone, and an outlier moves it little: for scales with few steps
 * and for skewed values. Not for how much y changes with x (theil_sen), nor for curves that
 * turn. z uses the variance for ties in both variables (Kendall 1970); z_cc moves s by one
 * towards 0, as most packages' trend tests do, z does not, as R's cor.test and scipy. p_exact is
 * there without ties and up to 170 points: the share of all orders whose s is at least as far
 * from 0. Two points have a tau and no variance (too_few); where one variable does not vary,
 * no_variation. Sources: Kendall (1970), Rank Correlation Methods; Knight (1966) for the count.
 * O(n log n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_kendall(const double* x, size_t n_x,
                                                              const double* y, size_t n_y,
                                                              effaith_kendall* result,
                                                              effaith_error** error);

/* What mann_kendall() answers. Since 0.1. */
typedef struct effaith_mann_kendall {
    uint32_t struct_size; /* sizeof(effaith_mann_kendall) */
    int32_t reserved;     /* 0 */
    int64_t n;            /* days with a value */
    effaith_number s;     /* pairs of days that rise less pairs that fall */
    effaith_number var_s; /* variance of s without a trend, ties counted */
    effaith_number tau_b; /* s over its largest possible size, ties counted */
    effaith_number z;     /* s / sqrt(var_s) */
    effaith_number p;     /* P(|Z| > |z|) */
    effaith_number z_cc;  /* (s - sign(s)) / sqrt(var_s) */
    effaith_number p_cc;  /* P(|Z| > |z_cc|) */
    effaith_text method;  /* what was done */
} effaith_mann_kendall;

/* The Mann-Kendall test of a trend: Kendall's s of values against their days, which need not be
 * sorted or evenly spaced; only their order is used.
 *
 * z_cc, with the continuity correction, is the usual one. Three values or more; where two values
 * share a day their order is not known: not_applicable, and kendall() with ties in both is the
 * test to use. For independent values: measurements that carry over from day to day make p too
 * small. Sources: Mann (1945); Kendall (1970). O(n log n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_mann_kendall(const double* day, size_t n_day,
                                                                   const double* value,
                                                                   size_t n_value,
                                                                   effaith_mann_kendall* result,
                                                                   effaith_error** error);

/* One cut-off, and how many learners are what beside it. Since 0.1. */
typedef struct effaith_clinical_cutoff {
    effaith_number cutoff; /* score that divides the two sides */
    int64_t recovered;     /* learners */
    int64_t improved;      /* learners */
    int64_t unchanged;     /* learners */
    int64_t deteriorated;  /* learners */
    int64_t harmed;        /* learners */
} effaith_clinical_cutoff;

/* One learner. Since 0.1. */
typedef struct effaith_reliable_change_row {
    int64_t row;         /* place of the learner in the arrays, from 0 */
    effaith_number pre;  /* score before */
    effaith_number post; /* score after */
    effaith_number rci;  /* (post - pre) / s_diff */
    /* rci towards better or worse, beyond critical_value: EFFAITH_RELIABLE_CHANGE_... */
    effaith_choice category;
    /* category, and pre and post beside cutoff_a: EFFAITH_CLINICAL_CHANGE_... */
    effaith_choice category_a;
    /* category, and pre and post beside cutoff_b: EFFAITH_CLINICAL_CHANGE_... */
    effaith_choice category_b;
    /* category, and pre and post beside cutoff_c: EFFAITH_CLINICAL_CHANGE_... */
    effaith_choice category_c;
} effaith_reliable_change_row;

/* Every learner's change. Since 0.1. */
typedef struct effaith_reliable_changes {
    uint32_t struct_size;                 /* sizeof(effaith_reliable_changes) */
    int32_t reserved;                     /* 0 */
    int64_t n;                            /* learners with both scores */
    effaith_number reliability;           /* of the measure, as given */
    effaith_number m_functional;          /* mean of those who need no help, as given */
    effaith_number sd_functional;         /* their standard deviation, as given */
    effaith_number m_pre;                 /* mean of pre */
    effaith_number sd_used;               /* sd_norm, or the standard deviation of pre */
    effaith_number se_measurement;        /* sd_used * sqrt(1 - reliability) */
    effaith_number s_diff;                /* sd_used * sqrt(2 * (1 - reliability)) */
    effaith_number critical_value;        /* two-sided normal quantile of the significance level */
    effaith_number least_reliable_change; /* critical_value * s_diff */
    int64_t improved;                     /* learners */
    int64_t unchanged;                    /* learners */
    int64_t deteriorated;                 /* learners */
    effaith_clinical_cutoff cutoff_a;     /* m_pre, two sd_used towards better */
    effaith_clinical_cutoff cutoff_b;     /* m_functional, two sd_functional towards worse */
    /* (sd_used * m_functional + sd_functional * m_pre) / (sd_used + sd_functional) */
    effaith_clinical_cutoff cutoff_c;
    int64_t rows_count;  /* how many rows: each learner */
    effaith_text method; /* what was done */
} effaith_reliable_changes;

/* The reliable change of each learner with both scores.
 *
 * s_diff = sd sqrt(2 (1 - reliability)); rci = (post - pre) / s_diff keeps the sign of the raw
 * change; category is for the better or the worse, strictly beyond the critical value. Cut-offs
 * between the side in need and the other: a is two SDs of pre towards better, b two SDs of those
 * who need no help towards worse, c weighs both (Jacobson & Truax 1991). b uses the functional
 * sample's SD, as the paper does (the R package clinicalsignificance 3.0.0 takes the other one).
 * Scores on a cut-off are on neither side. Without m_functional and sd_functional, b and c are
 * not_estimable. A constant pre without sd_norm: no_variation; one learner without it: too_few;
 * reliability 1: undefined_ratio; no or an impossible reliability, arrays of different lengths
 * or infinite scores: invalid_argument. A learner's change is not proof of what caused it, and
 * low scorers drift upwards by themselves. O(n).
 *
 * reliability: of the measure, 0 to 1; must be given; sd_norm: of the norm sample; not given:
 * that of pre; m_functional: mean of those who need no help, for cut-offs b and c;
 * sd_functional: their standard deviation; significance_level: two-sided.
 *
 * Arguments: better_is is EFFAITH_BETTER_IS_...; better_is 0 is higher; sd_norm may be NAN;
 * m_functional may be NAN; sd_functional may be NAN; significance_level NAN is 0.05. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_reliable_change(
    const double* pre, size_t n_pre, const double* post, size_t n_post, double reliability,
    int32_t better_is, double sd_norm, double m_functional, double sd_functional,
    double significance_level, effaith_reliable_changes* result, effaith_reliable_change_row* rows,
    size_t rows_size, size_t rows_room, effaith_error** error);

/* What effaith_stats_goal_attainment answers. Since 0.1. */
typedef struct effaith_goal_attainment {
    uint32_t struct_size;               /* sizeof(effaith_goal_attainment) */
    int32_t reserved;                   /* 0 */
    int64_t n;                          /* goals with a score */
    effaith_number mean_level;          /* mean of the scores, not weighted */
    effaith_number rho;                 /* expected correlation between goals */
    effaith_number sum_weights;         /* sum of the weights */
    effaith_number sum_squared_weights; /* sum of the weights' squares */
    /* sqrt((1 - rho) * sum_squared_weights + rho * sum_weights * sum_weights) */
    effaith_number spread;
    effaith_number weighted_score;    /* sum of each weight times its score */
    effaith_number weighted_baseline; /* sum of each weight times its baseline */
    effaith_number t_achieved;        /* 50 + 10 * weighted_score / spread */
    effaith_number t_baseline;        /* 50 + 10 * weighted_baseline / spread */
    effaith_number t_change;          /* t_achieved - t_baseline */
    effaith_text method;              /* what was done */
} effaith_goal_attainment;

/* The T score of one learner's goals: 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum
 * w)^2).
 *
 * score is each goal's level (-2 to +2 by custom, half levels allowed; not enforced), weight its
 * importance (none: all 1; 0 takes the goal out of T), baseline its level at the start (none: no
 * change). rho is the correlation expected between goals, 0 to 1; 0.3 is Kiresuk & Sherman's. A
 * goal without a score or weight is left out, weights included: a convention, for no source says
 * what to do. A T at the start needs the baseline of every scored goal, for it would else be of
 * other goals: not_estimable. No scored goal: too_few; all weights 0: undefined_ratio; a
 * negative weight, or arrays of different lengths: invalid_argument. T compares a learner with
 * what was expected, not learners with each other. O(goals).
 *
 * Arguments: weight may be NULL; baseline may be NULL; rho NAN is 0.3. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_stats_goal_attainment(const double* score, size_t n_score, const double* weight,
                              size_t n_weight, const double* baseline, size_t n_baseline,
                              double rho, effaith_goal_attainment* result, effaith_error** error);

/* x of n, with its intervals. Since 0.1. */
typedef struct effaith_proportion {
    uint32_t struct_size;    /* sizeof(effaith_proportion) */
    int32_t reserved;        /* 0 */
    int64_t x;               /* learners of whom it is so */
    int64_t n;               /* learners */
    effaith_number estimate; /* x / n */
    effaith_number z;        /* two-sided normal quantile of the level */
    /* (estimate + z * z / (2 * n) -+ z * sqrt(estimate * (1 - estimate) / n + z * z / (4 * n *
     * n))) / (1 + z * z / n) */
    effaith_interval wilson;
    /* the shares at which x or more, and x or fewer, of n are just likely enough */
    effaith_interval clopper_pearson;
    effaith_text method; /* what was done */
} effaith_proportion;

/* The share x / n with two intervals at level.
 *
 * Wilson (1927), without continuity correction, is the one to show: its coverage is near the
 * level on average. Clopper & Pearson (1934), from quantiles of the beta distribution, covers at
 * least the level always, and is wider. At x = 0 the lower limit is 0 and at x = n the upper one
 * is 1, exactly, in both. n = 0: too_few; x outside 0 to n: invalid_argument. The learners must
 * be different ones: several records of one learner make the interval too narrow. O(1).
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_proportion(int64_t x, int64_t n, double level,
                                                                 effaith_proportion* result,
                                                                 effaith_error** error);

/* x1 of n1 against x2 of n2. Since 0.1. */
typedef struct effaith_proportion_difference {
    uint32_t struct_size;      /* sizeof(effaith_proportion_difference) */
    int32_t reserved;          /* 0 */
    int64_t x1;                /* learners of the first group of whom it is so */
    int64_t n1;                /* learners of the first group */
    int64_t x2;                /* learners of the second group of whom it is so */
    int64_t n2;                /* learners of the second group */
    effaith_number p1;         /* x1 / n1 */
    effaith_number p2;         /* x2 / n2 */
    effaith_number difference; /* p1 - p2 */
    effaith_number z;          /* two-sided normal quantile of the level */
    effaith_interval wilson1;  /* Wilson interval of x1 of n1 */
    effaith_interval wilson2;  /* Wilson interval of x2 of n2 */
    /* difference - sqrt((p1 - wilson1.low) ^ 2 + (wilson2.high - p2) ^ 2) and difference +
     * sqrt((wilson1.high - p1) ^ 2 + (p2 - wilson2.low) ^ 2) */
    effaith_interval newcombe;
    effaith_number wald_se;                  /* sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) */
    effaith_interval wald;                   /* difference -+ z * wald_se */
    effaith_interval wald_clipped;           /* wald, cut to -1 and 1 */
    effaith_number agresti_caffo_difference; /* (x1 + 1) / (n1 + 2) - (x2 + 1) / (n2 + 2) */
    /* as wald_se, with one more yes and one more no in each group */
    effaith_number agresti_caffo_se;
    effaith_interval agresti_caffo; /* agresti_caffo_difference -+ z * agresti_caffo_se */
    effaith_number p_pooled;        /* (x1 + x2) / (n1 + n2) */
    /* difference ^ 2 / (p_pooled * (1 - p_pooled) * (1 / n1 + 1 / n2)) */
    effaith_number chi_squared;
    effaith_number p;    /* P(X > chi_squared) with 1 degree of freedom */
    effaith_text method; /* what was done */
} effaith_proportion_difference;

/* The difference of two shares of different learners, p1 - p2, with intervals at level.
 *
 * newcombe: Newcombe (1998), method 10, from the two Wilson intervals without continuity
 * correction: the one to show; it stays within -1 and 1. wald is the textbook normal interval,
 * poor for few learners and of no width at 0 or 1, given uncut and cut to -1 and 1.
 * agresti_caffo: Agresti & Caffo (2000), one learner of each kind added to each group, uncut.
 * chi_squared: Pearson's, pooled, without Yates's correction; no_variation where it is so of
 * everyone or of nobody. Not for the same learners twice (before and after), whose shares depend
 * on each other. A group of nobody: too_few. O(1).
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_stats_proportion_difference(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double level,
                                    effaith_proportion_difference* result, effaith_error** error);

/* The limits of a unit of n learners at one level. Since 0.1. */
typedef struct effaith_funnel_limits {
    effaith_number tail;          /* chance beyond each limit */
    effaith_number quantile_low;  /* the least count whose chance of it or fewer reaches the tail */
    effaith_number quantile_high; /* the least count whose chance of more is within the tail */
    effaith_number at_most_low;   /* chance of quantile_low or fewer */
    effaith_number exactly_low;   /* chance of exactly quantile_low */
    effaith_number above_high;    /* chance of more than quantile_high */
    effaith_number exactly_high;  /* chance of exactly quantile_high */
    effaith_number low;           /* quantile_low / n */
    effaith_number high;          /* quantile_high / n */
    effaith_number low_interpolated; /* (quantile_low - (at_most_low - tail) / exactly_low) / n */
    /* (quantile_high - (tail - above_high) / exactly_high) / n */
    effaith_number high_interpolated;
    /* low where p_le, high where p_ge is below the tail, else in: EFFAITH_FUNNEL_PLACE_... */
    effaith_choice place;
} effaith_funnel_limits;

/* One unit of a funnel: a school, a cluster. Since 0.1. */
typedef struct effaith_funnel_unit_part {
    int64_t unit;                     /* place of the unit in the arrays, from 0 */
    int64_t x;                        /* learners of whom it is so */
    int64_t n;                        /* learners */
    effaith_number estimate;          /* x / n */
    effaith_number target;            /* the share that the units are held against */
    effaith_number p_le;              /* chance of x or fewer of n learners, each by the target */
    effaith_number p_ge;              /* chance of x or more of n learners, each by the target */
    effaith_funnel_limits limits_95;  /* tails of 0.025 */
    effaith_funnel_limits limits_998; /* tails of 0.001 */
    effaith_text method;              /* what was done */
} effaith_funnel_unit_part;

/* Every unit against one target. Since 0.1. */
typedef struct effaith_funnel {
    uint32_t struct_size;  /* sizeof(effaith_funnel) */
    int32_t reserved;      /* 0 */
    int64_t n;             /* units used */
    int64_t total_x;       /* learners of whom it is so, in all units */
    int64_t total_n;       /* learners in all units */
    effaith_number target; /* the target given, or total_x / total_n */
    int64_t outside_95;    /* units outside the 95% limits */
    int64_t outside_998;   /* units outside the 99.8% limits */
    int64_t units_count;   /* how many rows: each unit */
    effaith_text method;   /* what was done */
} effaith_funnel;

/* Units, each x of n learners, against one target share: which lie further from it than chance.
 *
 * target is a share from 0 to 1; NaN, the default, takes the share of all units together. Each
 * row is funnel_limits() of a unit. Units of which a number is missing are left out, and unit
 * says which place in the arrays a row has. Anything that is no count, or x above n, makes every
 * figure invalid_argument. Units are no league table: the funnel says who to look at, not who is
 * better; learners of one unit that resemble each other make the true limits wider. O(units).
 *
 * Arguments: target may be NAN. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_funnel(
    const double* x, size_t n_x, const double* n, size_t n_n, double target, effaith_funnel* result,
    effaith_funnel_unit_part* units, size_t units_size, size_t units_room, effaith_error** error);

/* One unit of a funnel: a school, a cluster. Since 0.1. */
typedef struct effaith_funnel_unit {
    uint32_t struct_size;             /* sizeof(effaith_funnel_unit) */
    int32_t reserved;                 /* 0 */
    int64_t unit;                     /* place of the unit in the arrays, from 0 */
    int64_t x;                        /* learners of whom it is so */
    int64_t n;                        /* learners */
    effaith_number estimate;          /* x / n */
    effaith_number target;            /* the share that the units are held against */
    effaith_number p_le;              /* chance of x or fewer of n learners, each by the target */
    effaith_number p_ge;              /* chance of x or more of n learners, each by the target */
    effaith_funnel_limits limits_95;  /* tails of 0.025 */
    effaith_funnel_limits limits_998; /* tails of 0.001 */
    effaith_text method;              /* what was done */
} effaith_funnel_unit;

/* One unit of x of n against target, at 95% (tails of 0.025) and 99.8% (tails of 0.001).
 *
 * With X binomial of n and the target: low and high are quantiles over n, exact and without
 * interpolation, as R's qbinom. The interpolated ones (Spiegelhalter 2005, Statistics in
 * Medicine 24) draw as smooth curves and may lie a little below 0 or above 1. place is decided
 * by the exact tails, strictly beyond them, never by a drawn curve; a probability that equals a
 * tail up to rounding is in. A target of 0 or 1 leaves nothing to chance: its limits are the
 * target, not interpolated (no_variation). n = 0: too_few. About ten binomial probabilities,
 * whatever n. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_funnel_limits(int64_t x, int64_t n,
                                                                    double target,
                                                                    effaith_funnel_unit* result,
                                                                    effaith_error** error);

/* Kappa under one way to weigh disagreements. Since 0.1. */
typedef struct effaith_weighted_kappa {
    effaith_number observed;   /* mean weight of the pairs given */
    effaith_number expected;   /* mean weight if the raters judged independently */
    effaith_number kappa;      /* (observed - expected) / (1 - expected) */
    effaith_number se;         /* standard error of Fleiss, Cohen & Everitt (1969), equation 13 */
    effaith_interval interval; /* kappa -+ z_level * se */
    effaith_number se_null;    /* standard error where kappa is 0, equation 14 */
    effaith_number z;          /* kappa / se_null */
    effaith_number p;          /* 2 * P(Z > |z|) */
} effaith_weighted_kappa;

/* Agreement of two raters on categories. Since 0.1. */
typedef struct effaith_kappa {
    uint32_t struct_size;              /* sizeof(effaith_kappa) */
    int32_t reserved;                  /* 0 */
    int64_t n;                         /* learners judged by both */
    int64_t categories;                /* categories declared, used or not */
    int64_t equal;                     /* learners put into the same category */
    int64_t within_1;                  /* learners put at most one category apart */
    effaith_number percent_agreement;  /* 100 * equal / n */
    effaith_number percent_within_1;   /* 100 * within_1 / n */
    effaith_number z_level;            /* two-sided normal quantile of the level */
    effaith_weighted_kappa unweighted; /* weight 1 where a = b, else 0 */
    effaith_weighted_kappa linear;     /* weight 1 less |a - b| / (categories - 1) */
    effaith_weighted_kappa quadratic;  /* weight 1 less (a - b) ^ 2 / (categories - 1) ^ 2 */
    effaith_text method;               /* what was done */
} effaith_kappa;

/* Agreement of two raters who put each learner into one of the categories 1, 2 … categories.
 *
 * percent_agreement and percent_within_1 are from 0 to 100. Unweighted kappa (Cohen 1960) is for
 * categories without an order; linear and quadratic ones (Cohen 1968) for steps of a scale,
 * where near misses count as partly right; quadratic kappa is near the intraclass correlation.
 * Standard errors by Fleiss, Cohen & Everitt (1969): se for the interval, which is not cut at 1,
 * and se_null for the test of kappa = 0. All declared categories count in the weights, used or
 * not (psych, vcd and statsmodels do so; irr drops unused ones). Pairs with a missing rating are
 * left out. Both raters always in one category: no_variation. Anything that is no category, or
 * more than 1,000 categories: invalid_argument. O(n + categories^2).
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_kappa(const double* a, size_t n_a,
                                                            const double* b, size_t n_b,
                                                            int64_t categories, double level,
                                                            effaith_kappa* result,
                                                            effaith_error** error);

/* One form of the intraclass correlation, with the test that it is 0. Since 0.1. */
typedef struct effaith_intraclass_form {
    effaith_number icc;        /* the form's formula over mean squares */
    effaith_number f;          /* msr / msw, or msr / mse in the two-way forms */
    effaith_number df1;        /* n - 1 */
    effaith_number df2;        /* degrees of freedom of the divisor */
    effaith_number p;          /* P(F > f) */
    effaith_interval interval; /* from quantiles of F */
} effaith_intraclass_form;

/* Agreement of raters on scores. Since 0.1. */
typedef struct effaith_intraclass_correlation {
    uint32_t struct_size;        /* sizeof(effaith_intraclass_correlation) */
    int32_t reserved;            /* 0 */
    int64_t n;                   /* learners scored by every rater */
    int64_t raters;              /* raters */
    effaith_number msr;          /* mean square between learners */
    effaith_number msc;          /* mean square between raters */
    effaith_number mse;          /* mean square of what is left */
    effaith_number msw;          /* (msc + (n - 1) * mse) / n */
    effaith_number df_agreement; /* Satterthwaite's degrees of freedom for the limits of icc_2_1 */
    effaith_intraclass_form icc_1_1; /* (msr - msw) / (msr + (raters - 1) * msw) */
    /* (msr - mse) / (msr + (raters - 1) * mse + raters * (msc - mse) / n) */
    effaith_intraclass_form icc_2_1;
    effaith_intraclass_form icc_3_1; /* (msr - mse) / (msr + (raters - 1) * mse) */
    effaith_intraclass_form icc_1_k; /* (msr - msw) / msr */
    effaith_intraclass_form icc_2_k; /* (msr - mse) / (msr + (msc - mse) / n) */
    effaith_intraclass_form icc_3_k; /* (msr - mse) / msr */
    effaith_text method;             /* what was done */
} effaith_intraclass_correlation;

/* The intraclass correlations of raters who each scored every learner.
 *
 * ratings is row-major: all raters' scores of the first learner, then of the second. Forms of
 * Shrout & Fleiss (1979): icc_1 for raters who differ from learner to learner, icc_2 for
 * absolute agreement of raters drawn from many, icc_3 for consistency of these raters (a
 * constant offset does not count); _1 is the reliability of one rater, _k of the mean of all.
 * Negative values are not cut. Limits from F; those of icc_2_1 by McGraw & Wong (1996), those of
 * icc_2_k by Spearman-Brown from them, as psych does (irr differs by up to 0.06); a lower limit
 * that would pass through infinity is not_estimable. The test of each form is F on its own mean
 * squares (irr tests icc_2 on Satterthwaite's degrees of freedom instead). Learners with a
 * missing score are left out. Fewer than two learners: too_few; one rater, or a ragged table:
 * invalid_argument; no error variance at all: icc is given, F and its limits are
 * undefined_ratio. O(n raters).
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_intraclass_correlation(
    const double* ratings, size_t n_ratings, int64_t raters, double level,
    effaith_intraclass_correlation* result, effaith_error** error);

/* One test: its p beside the adjusted one. Since 0.1. */
typedef struct effaith_adjusted_p {
    int64_t test;     /* place in the array, from 0 */
    effaith_number p; /* p as it came */
    /* the least, of this p and all larger ones, of p times tests over rank */
    effaith_number p_adjusted;
} effaith_adjusted_p;

/* What effaith_stats_benjamini_hochberg answers. Since 0.1. */
typedef struct effaith_adjusted_ps {
    uint32_t struct_size; /* sizeof(effaith_adjusted_ps) */
    int32_t reserved;     /* 0 */
    int64_t n;            /* tests with a p */
    int64_t tests_count;  /* how many rows: each test, in the order given */
    effaith_text method;  /* what was done */
} effaith_adjusted_ps;

/* p values adjusted for the false discovery rate (Benjamini & Hochberg 1995).
 *
 * Of n sorted p values the k-th becomes the least of n p / k of itself and all larger ones, at
 * most 1. Right for tests that are independent or go together (one school's interventions do);
 * it is no guard against choosing afterwards which tests to count, so give it all of them. A
 * missing p stays missing (not_estimable) and does not count. A p outside 0 to 1:
 * invalid_argument in every figure. Equal to R's p.adjust(method = "BH"). O(n log n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_benjamini_hochberg(
    const double* p, size_t n_p, effaith_adjusted_ps* result, effaith_adjusted_p* tests,
    size_t tests_size, size_t tests_room, effaith_error** error);

/* The ratios that the data are compatible with. Since 0.1. */
typedef struct effaith_ratio_set {
    /* bounded: low to high; exclusive: all but low to high: EFFAITH_RATIO_SET_KIND_... */
    effaith_choice kind;
    effaith_number low;      /* the smaller ratio that the test just does not reject */
    effaith_number high;     /* the larger ratio that the test just does not reject */
    effaith_number critical; /* two-sided quantile at the level */
    effaith_number df;       /* degrees of freedom of the t distribution, if it is t */
} effaith_ratio_set;

/* What the effect of a group is worth above its cost, a learner. Since 0.1. */
typedef struct effaith_net_benefit {
    effaith_number willingness_to_pay; /* what a unit of effect is worth */
    effaith_number nmb;                /* willingness_to_pay * mean_effect - mean_cost */
    /* sqrt((willingness_to_pay^2 * sd_effect^2 - 2 * willingness_to_pay * covariance +
     * sd_cost^2) / n) */
    effaith_number se;
    effaith_number df;       /* n - 1 */
    effaith_number critical; /* two-sided t quantile with df */
    effaith_interval ci;     /* nmb -+ critical * se */
} effaith_net_benefit;

/* Cost, effect and their ratio in one group of learners. Since 0.1. */
typedef struct effaith_cost_effectiveness {
    uint32_t struct_size;        /* sizeof(effaith_cost_effectiveness) */
    int32_t reserved;            /* 0 */
    int64_t n;                   /* learners with a cost and an effect */
    effaith_number mean_cost;    /* total_cost / n */
    effaith_number mean_effect;  /* total_effect / n */
    effaith_number total_cost;   /* sum of costs */
    effaith_number total_effect; /* sum of effects */
    effaith_number sd_cost;      /* standard deviation of cost, with n - 1 */
    effaith_number sd_effect;    /* standard deviation of effect, with n - 1 */
    effaith_number covariance;   /* of cost and effect, with n - 1 */
    effaith_number cer;          /* total_cost / total_effect */
    /* sqrt((sd_cost^2 - 2 * cer * covariance + cer^2 * sd_effect^2) / n) / abs(mean_effect) */
    effaith_number delta_se;
    effaith_ratio_set fieller_t;     /* Fieller's set by t with n - 1 */
    effaith_ratio_set fieller_z;     /* Fieller's set by the normal distribution */
    effaith_net_benefit net_benefit; /* at a stated worth of a unit of effect */
    effaith_text method;             /* what was done */
} effaith_cost_effectiveness;

/* Total cost over total effect of one group, Fieller's sets, and the net monetary benefit.
 *
 * Use it for what a unit of gain cost in a group; it says nothing about what the gain would have
 * been without the intervention (icer does, with a comparison group). cost and effect belong to
 * the same learners, in the same order; pairs with a missing value are left out. The t set has n
 * - 1 degrees of freedom; the z set is the usual one of health economics (Willan & O'Brien
 * 1996). delta_se is the first-order standard error, right only where the effect is clear of 0.
 * Mean effect 0: cer is undefined_ratio, and the sets exist. One learner: ratio without spread
 * (too_few). No worth given: net_benefit is not_applicable. O(n).
 *
 * willingness_to_pay: What a unit of effect is worth, in the unit of cost; 0 or more.
 *
 * Arguments: level NAN is 0.95; willingness_to_pay may be NAN. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_cost_effectiveness(
    const double* cost, size_t n_cost, const double* effect, size_t n_effect, double level,
    double willingness_to_pay, effaith_cost_effectiveness* result, effaith_error** error);

/* What the difference in effect of two groups is worth above the difference in cost, a learner.
 * Since 0.1. */
typedef struct effaith_incremental_net_benefit {
    effaith_number willingness_to_pay; /* what a unit of effect is worth */
    effaith_number inmb;               /* willingness_to_pay * delta_effect - delta_cost */
    /* sqrt(willingness_to_pay^2 * se_delta_effect^2 - 2 * willingness_to_pay * cov_delta +
     * se_delta_cost^2) */
    effaith_number se;
    effaith_number critical;            /* two-sided normal quantile */
    effaith_interval ci_z;              /* inmb -+ critical * se */
    effaith_number prob_cost_effective; /* Phi(inmb / se) */
    effaith_number welch_df;            /* Welch's degrees of freedom */
    effaith_number welch_critical;      /* two-sided t quantile with welch_df */
    effaith_interval ci_welch;          /* inmb -+ welch_critical * se */
    effaith_number p_welch;             /* two-sided, of inmb / se with welch_df */
} effaith_incremental_net_benefit;

/* Cost and effect of a group against those of a comparison group. Since 0.1. */
typedef struct effaith_icer {
    uint32_t struct_size;        /* sizeof(effaith_icer) */
    int32_t reserved;            /* 0 */
    int64_t n1;                  /* learners of the group */
    int64_t n0;                  /* learners of the comparison group */
    effaith_number mean_cost1;   /* mean cost of the group */
    effaith_number mean_effect1; /* mean effect of the group */
    effaith_number mean_cost0;   /* mean cost of the comparison group */
    effaith_number mean_effect0; /* mean effect of the comparison group */
    effaith_number delta_cost;   /* mean_cost1 - mean_cost0 */
    effaith_number delta_effect; /* mean_effect1 - mean_effect0 */
    /* root of the sum of each group's variance of cost over its learners */
    effaith_number se_delta_cost;
    /* root of the sum of each group's variance of effect over its learners */
    effaith_number se_delta_effect;
    /* sum of each group's covariance of cost and effect over its learners */
    effaith_number cov_delta;
    effaith_choice quadrant;     /* signs of delta_cost and delta_effect: EFFAITH_QUADRANT_... */
    effaith_number icer;         /* delta_cost / delta_effect */
    effaith_ratio_set fieller_z; /* Fieller's set by the normal distribution */
    effaith_ratio_set fieller_t; /* Fieller's set by t with n1 + n0 - 2 */
    effaith_incremental_net_benefit net_benefit; /* at a stated worth of a unit of effect */
    effaith_text method;                         /* what was done */
} effaith_icer;

/* Incremental cost-effectiveness of a group (1) against a comparison group (0) of other
 * learners: ratio with its quadrant, Fieller's sets, incremental net benefit.
 *
 * Variances and covariance of the differences are the sums of the groups' own. z sets and z
 * interval are the standard of health economics (Willan & O'Brien 1996; Stinnett & Mullahy
 * 1998); the t set has n1 + n0 - 2 degrees of freedom, and the other interval Welch's.
 * prob_cost_effective is what an acceptability curve shows at that worth. Equal mean effects:
 * icer and quadrant are undefined_ratio. No comparison learner: no_comparison_group; fewer than
 * two in a group: too_few for spreads. Not for the same learners before and after. O(n).
 *
 * willingness_to_pay: What a unit of effect is worth, in the unit of cost; 0 or more.
 *
 * Arguments: level NAN is 0.95; willingness_to_pay may be NAN. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_icer(
    const double* cost1, size_t n_cost1, const double* effect1, size_t n_effect1,
    const double* cost0, size_t n_cost0, const double* effect0, size_t n_effect0, double level,
    double willingness_to_pay, effaith_icer* result, effaith_error** error);

/* The ratio of the means of two groups of different learners. Since 0.1. */
typedef struct effaith_ratio_of_means {
    uint32_t struct_size; /* sizeof(effaith_ratio_of_means) */
    int32_t reserved;     /* 0 */
    int64_t n1;           /* values of the first group */
    int64_t n2;           /* values of the second group */
    effaith_number mean1; /* mean of the first group */
    effaith_number mean2; /* mean of the second group */
    effaith_number sd1;   /* standard deviation of the first group, with n1 - 1 */
    effaith_number sd2;   /* standard deviation of the second group, with n2 - 1 */
    effaith_number ratio; /* mean1 / mean2 */
    /* sqrt(sd1^2 / n1 + sd2^2 / n2), each with the common spread if it is taken equal */
    effaith_number se_difference;
    effaith_number t;      /* (mean1 - mean2) / se_difference */
    effaith_number df;     /* n1 + n2 - 2, or Welch's if spreads are not equal */
    effaith_number p;      /* two-sided, of t with df degrees of freedom */
    effaith_number set_df; /* Welch's degrees of freedom at the ratio */
    effaith_ratio_set set; /* the ratios that a t test does not reject */
    effaith_text method;   /* what was done */
} effaith_ratio_of_means;

/* mean(x) / mean(y) of two independent groups, the test of ratio 1, and Fieller's set.
 *
 * With equal variances the common one has n1 + n2 - 2 degrees of freedom; else each mean has its
 * own, the test has Welch's degrees of freedom at ratio 1, and the set those at the ratio found
 * (n2 - 1 where there is none; Tamhane & Logan 2004; R's mratios does the same). Where that set
 * is not bounded, packages give no numbers: here set.kind says which it is. Not for pairs of one
 * learner: their covariance would be missed (cost_effectiveness has it). Missing values are left
 * out. too_few below two values in a group, no_variation where no value differs. O(n).
 *
 * Arguments: level NAN is 0.95; equal_variances is 1 or 0, as a rule 0. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ratio_of_means(
    const double* x, size_t n_x, const double* y, size_t n_y, double level, int32_t equal_variances,
    effaith_ratio_of_means* result, effaith_error** error);

/* Cost of a success in one unit (a school, an intervention). Since 0.1. */
typedef struct effaith_cost_per_success_row {
    effaith_number cost_per_learner; /* the unit's cost over its learners */
    effaith_number cost_per_success; /* the unit's cost over its successes */
} effaith_cost_per_success_row;

/* Cost of a success over all units. Since 0.1. */
typedef struct effaith_cost_per_success {
    uint32_t struct_size;            /* sizeof(effaith_cost_per_success) */
    int32_t reserved;                /* 0 */
    int64_t n;                       /* units with learners, successes and cost */
    effaith_number total_learners;   /* sum of learners */
    effaith_number total_successes;  /* sum of successes */
    effaith_number total_cost;       /* sum of costs */
    effaith_number cost_per_learner; /* total_cost / total_learners */
    effaith_number cost_per_success; /* total_cost / total_successes */
    int64_t rows_count;              /* how many rows: each unit */
    effaith_text method;             /* what was done */
} effaith_cost_per_success;

/* What a success cost, over units: total cost over total successes, and each unit's own.
 *
 * The mean of the units' ratios is not that: it lets a small unit weigh as much as a large one,
 * and has no place for a unit without a success, whose cost counts all the same (Levin & McEwan
 * 2001). No success at all: undefined_ratio. A unit that lacks a value is left out whole. More
 * successes than learners, anything negative: invalid_argument. O(n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_cost_per_success(
    const double* learners, size_t n_learners, const double* successes, size_t n_successes,
    const double* cost, size_t n_cost, effaith_cost_per_success* result,
    effaith_cost_per_success_row* rows, size_t rows_size, size_t rows_room, effaith_error** error);

/* Percentile limits of a ratio of cost and effect. Since 0.1. */
typedef struct effaith_cost_bootstrap {
    uint32_t struct_size; /* sizeof(effaith_cost_bootstrap) */
    int32_t reserved;     /* 0 */
    int64_t n;            /* learners with a cost and an effect */
    int64_t replicates;   /* resamples drawn */
    int64_t unclear;      /* resamples whose effect is 0 or of the other sign than the sample's */
    effaith_number cer;   /* total cost over total effect of the sample */
    effaith_number boot_mean; /* mean ratio of the resamples */
    effaith_number boot_se;   /* standard deviation of the resamples' ratios */
    effaith_interval ci;      /* quantiles of the resamples' ratios */
    effaith_text method;      /* what was done */
} effaith_cost_bootstrap;

/* Resamples learners with replacement, and takes the ratio of totals of each resample.
 *
 * Learners are drawn one after another by SplitMix64(seed).below(n); the limits are quantiles of
 * type 7. A second view beside Fieller's set where costs are skewed; with few learners Fieller's
 * is the better one. Where more than (1 - level) / 2 of the resamples have an effect of 0 or of
 * the other sign, the ratios have neither a mean nor an order that limits could be read from:
 * not_estimable (Fieller's set is not bounded then). Fewer such ones are left out and counted by
 * unclear. Two learners at least (too_few); effect 0: undefined_ratio. O(n * replicates).
 *
 * replicates: 1 to 1,000,000.
 *
 * Arguments: replicates as a rule 10000; seed as a rule 1; level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_bootstrap_cost_effectiveness(
    const double* cost, size_t n_cost, const double* effect, size_t n_effect, int64_t replicates,
    int64_t seed, double level, effaith_cost_bootstrap* result, effaith_error** error);

/* One alternative, in order of cost. Since 0.1. */
typedef struct effaith_icer_row {
    int64_t alternative;     /* its place in what was given, from 0 */
    effaith_number cost;     /* mean cost of a learner */
    effaith_number effect;   /* mean effect */
    effaith_choice standing; /* by dominance among all alternatives: EFFAITH_STANDING_... */
    /* the next cheaper alternative worth considering; of a dominated one, what dominates it */
    effaith_number compared_with;
    effaith_number delta_cost;            /* cost less that of compared_with */
    effaith_number delta_effect;          /* effect less that of compared_with */
    effaith_number icer;                  /* delta_cost / delta_effect */
    effaith_number delta_cost_cheapest;   /* cost less that of the cheapest */
    effaith_number delta_effect_cheapest; /* effect less that of the cheapest */
    /* signs of the differences from the cheapest: EFFAITH_QUADRANT_... */
    effaith_choice quadrant_cheapest;
    effaith_number icer_cheapest; /* delta_cost_cheapest / delta_effect_cheapest */
} effaith_icer_row;

/* What effaith_stats_icer_table answers. Since 0.1. */
typedef struct effaith_icer_table {
    uint32_t struct_size;      /* sizeof(effaith_icer_table) */
    int32_t reserved;          /* 0 */
    int64_t n;                 /* alternatives with a cost and an effect */
    effaith_choice comparable; /* two or more to choose from: 1 or 0 */
    int64_t rows_count;        /* how many rows: each alternative, the cheapest first */
    effaith_text method;       /* what was done */
} effaith_icer_table;

/* Alternatives (mean cost and mean effect each) in order of cost, dearer ones against cheaper
 * ones.
 *
 * One that costs no less and gains no more than another is dominated. Of the rest, one whose
 * step costs more a unit than the step after it is extendedly_dominated: money spent on a mix of
 * its neighbours buys more (Johannesson & Weinstein 1993). What is left is the frontier, where
 * the price of a unit of effect rises from step to step, and only there icer exists, each
 * against the one before. A dominated row has no ratio (not_applicable), only what dominates it;
 * every row has its differences, quadrant and ratio against the cheapest. Equal ones keep their
 * order, and the later is dominated. Figures are means: the table says nothing about chance. A
 * row that lacks a value is left out. O(n log n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_stats_icer_table(const double* cost, size_t n_cost, const double* effect, size_t n_effect,
                         effaith_icer_table* result, effaith_icer_row* rows, size_t rows_size,
                         size_t rows_room, effaith_error** error);

/* A learner's ratio gain. Since 0.1. */
typedef struct effaith_ratio_gain {
    uint32_t struct_size;          /* sizeof(effaith_ratio_gain) */
    int32_t reserved;              /* 0 */
    int64_t n;                     /* learners */
    effaith_number gain_months;    /* post_age_months - pre_age_months */
    effaith_number months_elapsed; /* months between the two tests */
    effaith_number ratio_gain;     /* gain_months / months_elapsed */
    /* very_small below 1.4, small below 2, medium below 3, large: EFFAITH_RATIO_GAIN_BAND_... */
    effaith_choice band;
    effaith_text method; /* what was done */
} effaith_ratio_gain;

/* Months of age gained in each month that passed (Brooks 2016), for tests that give ages.
 *
 * Ages and time in months. Bands are half-open and decided on the exact decimals, by the rule of
 * every record. 1 is the pace of a learner of that age in general; a ratio above 1 is not proof
 * that the help caused it. A time of 0 or less: the ratio is undefined_ratio; a missing value:
 * too_few. O(1). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ratio_gain(double pre_age_months,
                                                                 double post_age_months,
                                                                 double months_elapsed,
                                                                 effaith_ratio_gain* result,
                                                                 effaith_error** error);

/* A group's ratio gain, in the two ways that are in use. Since 0.1. */
typedef struct effaith_ratio_gain_group {
    uint32_t struct_size;               /* sizeof(effaith_ratio_gain_group) */
    int32_t reserved;                   /* 0 */
    int64_t n;                          /* learners with both ages and a time between above 0 */
    effaith_number total_gain_months;   /* sum of the gains */
    effaith_number total_months;        /* sum of the months elapsed */
    effaith_number ratio_of_means;      /* total_gain_months / total_months */
    effaith_number mean_of_ratios;      /* mean of the learners' ratio gains */
    effaith_choice band_ratio_of_means; /* band of ratio_of_means: EFFAITH_RATIO_GAIN_BAND_... */
    effaith_choice band_mean_of_ratios; /* band of mean_of_ratios: EFFAITH_RATIO_GAIN_BAND_... */
    effaith_text method;                /* what was done */
} effaith_ratio_gain_group;

/* The ratio gain of a group of learners.
 *
 * ratio_of_means is total gain over total time, and the one to use: each month counts the same.
 * mean_of_ratios lets a learner of two months count as much as one of twelve; they are equal
 * where all had the same time. Exact on the decimals as far as 128 bits hold the sums, else the
 * band is of the mean rounded to 15 digits. Learners with a missing value or a time of 0 or less
 * are left out; nobody left: too_few. O(n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ratio_gain_group(
    const double* pre_age_months, size_t n_pre_age_months, const double* post_age_months,
    size_t n_post_age_months, const double* months_elapsed, size_t n_months_elapsed,
    effaith_ratio_gain_group* result, effaith_error** error);

/* The ratio gains of groups, rolled up. Since 0.1. */
typedef struct effaith_ratio_gain_rollup {
    uint32_t struct_size; /* sizeof(effaith_ratio_gain_rollup) */
    int32_t reserved;     /* 0 */
    int64_t groups;       /* groups with a ratio gain */
    int64_t n;            /* learners in them */
    /* sum of each ratio gain times its learners, over all learners */
    effaith_number n_weighted_mean;
    effaith_number unweighted_mean; /* mean of the ratio gains */
    effaith_choice band;            /* band of n_weighted_mean: EFFAITH_RATIO_GAIN_BAND_... */
    effaith_text method;            /* what was done */
} effaith_ratio_gain_rollup;

/* The mean of groups' ratio gains, weighted by their numbers of learners.
 *
 * Singleton (Intervention for Dyslexia, British Dyslexia Association) rolls studies up so; the
 * unweighted mean, beside it, lets five learners count as much as fifty. n are whole numbers.
 * Groups with a missing value are left out; no learner left: too_few. O(groups). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_ratio_gain_rollup(
    const double* n, size_t n_n, const double* ratio_gain, size_t n_ratio_gain,
    effaith_ratio_gain_rollup* result, effaith_error** error);

/* How fast a score rises, per week. Since 0.1. */
typedef struct effaith_rate_of_improvement {
    uint32_t struct_size;              /* sizeof(effaith_rate_of_improvement) */
    int32_t reserved;                  /* 0 */
    int64_t n;                         /* scores */
    effaith_number first_score;        /* score of the first day */
    effaith_number last_score;         /* score of the last day */
    effaith_number weeks;              /* days from the first to the last score, over 7 */
    effaith_number two_point_per_week; /* (last_score - first_score) / weeks */
    effaith_number mean_week;          /* mean of the weeks since the first score */
    effaith_number mean_score;         /* mean of the scores */
    effaith_number sum_squared_weeks;  /* sum of (week - mean_week) ^ 2 */
    effaith_number sum_products;       /* sum of (week - mean_week) * (score - mean_score) */
    effaith_number score_squares;      /* sum of (score - mean_score) ^ 2 */
    effaith_number residual_squares; /* sum of the squared distances of the scores from the line */
    effaith_number ols_slope_per_week;          /* sum_products / sum_squared_weeks */
    effaith_number ols_intercept_at_first_date; /* mean_score - ols_slope_per_week * mean_week */
    effaith_number ols_se_slope; /* sqrt(residual_squares / (n - 2) / sum_squared_weeks) */
    effaith_number r_squared;    /* 1 - residual_squares / score_squares */
    effaith_text method;         /* what was done */
} effaith_rate_of_improvement;

/* How fast a learner's score rises, per week of seven days.
 *
 * days are day numbers in any order, scores the scores of those days. two_point_per_week is what
 * schools work by hand, and rests on two scores alone; it needs one score on the first and one
 * on the last day (not_estimable where there are more). The least-squares slope uses every
 * score; its standard error (n - 2) takes the scores as independent. Days or scores that are
 * missing are left out. One score: too_few; all on one day: no_variation. Two scores have a
 * slope and no standard error. For a test of a trend see the trend functions. O(n). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_rate_of_improvement(
    const double* days, size_t n_days, const double* scores, size_t n_scores,
    effaith_rate_of_improvement* result, effaith_error** error);

/* An effect size as months of additional progress. Since 0.1. */
typedef struct effaith_eef_months {
    uint32_t struct_size;       /* sizeof(effaith_eef_months) */
    int32_t reserved;           /* 0 */
    effaith_number effect_size; /* as given */
    effaith_number es_2dp;      /* effect_size rounded to hundredths */
    effaith_number months;      /* the table's row of es_2dp */
    effaith_choice label; /* what the table calls so many months: EFFAITH_PROGRESS_LABEL_... */
    effaith_choice table; /* which table: EFFAITH_MONTHS_TABLE_... */
    effaith_text method;  /* what was done */
} effaith_eef_months;

/* Months of additional progress of the Education Endowment Foundation, for an effect size that
 * compares two groups.
 *
 * The table turns a difference between learners with and without the help into school time. A
 * gain from before to after is no such difference: it contains all that the learners would have
 * learnt anyway, so without is_two_group_comparison the answer is no_comparison_group. The
 * effect size is rounded to two places, halves away from zero, on its decimal text (0.185 is
 * 0.19); negative ones mirror the table; beyond -1.00 and 1.00, where the table ends,
 * outside_table. O(1).
 *
 * Arguments: is_two_group_comparison is 1 or 0; table is EFFAITH_MONTHS_TABLE_...; table 0 is
 * toolkit. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_eef_months(double effect_size,
                                                                 int32_t is_two_group_comparison,
                                                                 int32_t table,
                                                                 effaith_eef_months* result,
                                                                 effaith_error** error);

/* A cost on the Education Endowment Foundation's scale of one to five pounds signs. Since 0.1. */
typedef struct effaith_eef_cost_band {
    uint32_t struct_size;  /* sizeof(effaith_eef_cost_band) */
    int32_t reserved;      /* 0 */
    effaith_number cost;   /* pounds per year, as given */
    effaith_number rating; /* 1 for very_low to 5 for very_high */
    effaith_choice band;   /* the table's row of cost: EFFAITH_COST_BAND_... */
    effaith_text method;   /* what was done */
} effaith_eef_cost_band;

/* The cost band of pounds per pupil per year.
 *
 * Very low is strictly below 80; the other bands include their upper end: current table 200,
 * 720, 1,200, that of 2014 170, 700, 1,200. A negative cost: invalid_argument; a missing one:
 * too_few. The EEF counts what a school pays beyond what it pays anyway. O(1).
 *
 * Arguments: version is EFFAITH_COST_TABLE_...; version 0 is current. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_eef_cost_band(double cost_per_pupil_per_year,
                                                                    int32_t version,
                                                                    effaith_eef_cost_band* result,
                                                                    effaith_error** error);

/* The cost band of pounds per class of 25 per year: 2,000, 5,000, 18,000 and 30,000, each up to
 * and including. As eef_cost_band() otherwise; it is a table of its own, not 25 times that one.
 * Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_eef_cost_band_class25(
    double cost_per_class_of_25_per_year, effaith_eef_cost_band* result, effaith_error** error);

/* An effect size as percentile points. Since 0.1. */
typedef struct effaith_improvement_index {
    uint32_t struct_size;             /* sizeof(effaith_improvement_index) */
    int32_t reserved;                 /* 0 */
    effaith_number g;                 /* effect size of two groups, as given */
    effaith_number improvement_index; /* 50 erf(g / sqrt(2)) */
    /* improvement_index to a whole number, halves away from 0 */
    effaith_number improvement_index_rounded;
    effaith_number u3_percent; /* 100 * standard normal distribution of g */
    effaith_text method;       /* what was done */
} effaith_improvement_index;

/* Percentile points by which the average learner of a comparison group would move with the help.
 *
 * 50 erf(g / sqrt(2)) is 100 Phi(g) - 50, relatively exact for a small g too (What Works
 * Clearinghouse, Procedures Handbook). u3_percent is the share of the comparison group below the
 * average helped learner, if scores are normal (Cohen's U3). For effect sizes of two groups.
 * O(1). Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_wwc_improvement_index(
    double g, effaith_improvement_index* result, effaith_error** error);

/* What effaith_stats_clustered_mean answers. Since 0.1. */
typedef struct effaith_clustered_mean {
    uint32_t struct_size;    /* sizeof(effaith_clustered_mean) */
    int32_t reserved;        /* 0 */
    int64_t n;               /* values that have a cluster */
    int64_t n_clusters;      /* clusters with at least one value */
    int64_t largest_cluster; /* values in the largest cluster */
    effaith_number mean;     /* sum of the values / n */
    /* sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) / n */
    effaith_number se;
    /* standard deviation / sqrt(n), as if values were independent */
    effaith_number se_independent;
    effaith_number design_effect; /* se ^ 2 / se_independent ^ 2 */
    effaith_number df;            /* Satterthwaite degrees of freedom from the sizes of clusters */
    effaith_number t_critical;    /* quantile of t with df degrees of freedom */
    effaith_interval interval;    /* mean -+ t_critical * se */
    effaith_text method;          /* what was done */
} effaith_clustered_mean;

/* The mean of values that come in clusters; cluster holds labels, any numbers. A value without a
 * label, and a label without a value, is left out. too_few below two clusters.
 *
 * For averages over records where learners have several, and over learners of several schools.
 * Not a model of the clusters: every value counts the same. Source: Bell & McCaffrey (2002),
 * Pustejovsky & Tipton (2018). O(n), memory for the clusters alone.
 *
 * level: of the intervals.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_clustered_mean(
    const double* values, size_t n_values, const double* cluster, size_t n_cluster, double level,
    effaith_clustered_mean* result, effaith_error** error);

/* What effaith_stats_clustered_share answers. Since 0.1. */
typedef struct effaith_clustered_share {
    uint32_t struct_size;    /* sizeof(effaith_clustered_share) */
    int32_t reserved;        /* 0 */
    int64_t n;               /* values that have a cluster */
    int64_t n_clusters;      /* clusters with at least one value */
    int64_t largest_cluster; /* values in the largest cluster */
    effaith_number share;    /* number of ones / n */
    /* sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) / n */
    effaith_number se;
    effaith_number df;         /* Satterthwaite degrees of freedom from the sizes of clusters */
    effaith_number t_critical; /* quantile of t with df degrees of freedom */
    /* share * (1 - share) / se ^ 2, at most n; n_clusters where share is 0 or 1 */
    effaith_number effective_n;
    /* Wilson interval of share in effective_n values, t_critical in place of z */
    effaith_interval interval;
    effaith_text method; /* what was done */
} effaith_clustered_share;

/* The share of ones among values that are 0 or 1 and come in clusters; missing values and labels
 * as in clustered_mean, any other value is invalid_argument.
 *
 * The interval is Wilson's with the effective number of values in place of n and t in place of z
 * (Dean & Pagano 2015), so it stays within 0 and 1. Decision: where the share is 0 or 1 the
 * values cannot say how alike clusters are; the effective number is then that of the clusters,
 * which is as cautious as can be. O(n), memory for the clusters alone.
 *
 * level: of the intervals.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_clustered_share(
    const double* values, size_t n_values, const double* cluster, size_t n_cluster, double level,
    effaith_clustered_share* result, effaith_error** error);

/* What effaith_stats_clustered_difference answers. Since 0.1. */
typedef struct effaith_clustered_difference {
    uint32_t struct_size;       /* sizeof(effaith_clustered_difference) */
    int32_t reserved;           /* 0 */
    int64_t n;                  /* values that have a group and a cluster */
    int64_t n_group0;           /* of them in group 0 */
    int64_t n_group1;           /* of them in group 1 */
    int64_t n_clusters;         /* clusters with at least one value */
    int64_t n_clusters_group0;  /* clusters with values of group 0 */
    int64_t n_clusters_group1;  /* clusters with values of group 1 */
    effaith_number mean_group0; /* mean of group 0 */
    effaith_number mean_group1; /* mean of group 1 */
    effaith_number difference;  /* mean_group1 - mean_group0 */
    /* sqrt of the sum over clusters of (its sum of deviations in group 1 / (n_group1 * sqrt(1 -
     * its part of group 1)) - the same of group 0) squared */
    effaith_number se;
    /* pooled standard deviation * sqrt(1 / n_group0 + 1 / n_group1) */
    effaith_number se_independent;
    effaith_number design_effect; /* se ^ 2 / se_independent ^ 2 */
    effaith_number df;            /* Satterthwaite degrees of freedom from the sizes of clusters */
    effaith_number t;             /* difference / se */
    effaith_number p;             /* two-sided p of t with df degrees of freedom */
    effaith_number t_critical;    /* quantile of t with df degrees of freedom */
    effaith_interval interval;    /* difference -+ t_critical * se */
    effaith_text method;          /* what was done */
} effaith_clustered_difference;

/* The difference of the means of group 1 and group 0 where values come in clusters. group is 0
 * or 1; a cluster may have values of one group or of both. A row that lacks anything is left
 * out.
 *
 * no_comparison_group where all values are of one group; too_few where a group is of one
 * cluster. Source: Bell & McCaffrey (2002) for the regression on the group. O(n), memory for the
 * clusters alone.
 *
 * level: of the intervals.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_clustered_difference(
    const double* values, size_t n_values, const double* group, size_t n_group,
    const double* cluster, size_t n_cluster, double level, effaith_clustered_difference* result,
    effaith_error** error);

/* What effaith_stats_dose_response answers. Since 0.1. */
typedef struct effaith_dose_response {
    uint32_t struct_size;            /* sizeof(effaith_dose_response) */
    int32_t reserved;                /* 0 */
    int64_t n;                       /* learners with hours and gain */
    effaith_number total_hours;      /* sum of the hours */
    effaith_number total_gain;       /* sum of the gains */
    effaith_number gain_per_hour;    /* total_gain / total_hours */
    effaith_number mean_hours;       /* total_hours / n */
    effaith_number mean_gain;        /* total_gain / n */
    effaith_number squares_hours;    /* sum of (hours - mean_hours) squared */
    effaith_number products;         /* sum of (hours - mean_hours) * (gain - mean_gain) */
    effaith_number slope;            /* products / squares_hours */
    effaith_number intercept;        /* mean_gain - slope * mean_hours */
    effaith_number df;               /* n - 2 */
    effaith_number squares_residual; /* sum of (gain - intercept - slope * hours) squared */
    effaith_number residual_sd;      /* sqrt(squares_residual / df) */
    effaith_number se_slope;         /* residual_sd / sqrt(squares_hours) */
    effaith_number t;                /* slope / se_slope */
    effaith_number p;                /* two-sided p of t with df degrees of freedom */
    effaith_number t_critical;       /* quantile of t with df degrees of freedom */
    effaith_interval interval_slope; /* slope -+ t_critical * se_slope */
    effaith_number r_squared;        /* slope * products / (slope * products + squares_residual) */
    /* more_dose_more_gain where interval_slope is above 0, more_dose_less_gain where it is
     * below, else no_trend_shown: EFFAITH_DOSE_TREND_... */
    effaith_choice trend;
    effaith_text method; /* what was done */
} effaith_dose_response;

/* Gain by hours of support. hours and gain have one value for each learner, hours not below 0,
 * gain positive for better; a learner without either is left out.
 *
 * gain_per_hour is the ratio of the totals, not the mean of the learners' ratios, so that
 * learners with a few minutes do not rule it. The word is about the line, by one rule: the
 * interval of the slope lies wholly above 0, wholly below, or neither. no_trend_shown is not
 * proof of no trend. Nor is a trend proof that hours help: whoever needs most is often given
 * most.
 *
 * undefined_ratio where there are no hours; no_variation of the slope where all got the same;
 * too_few below two learners, and below three for its error. A straight line has se_slope 0 and
 * neither t nor p. Ordinary least squares, e.g. Draper & Smith (1998). O(n), nothing allocated.
 *
 * level: of the interval, which the word follows from.
 *
 * Arguments: level NAN is 0.95. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_stats_dose_response(const double* hours, size_t n_hours, const double* gain, size_t n_gain,
                            double level, effaith_dose_response* result, effaith_error** error);

/* What effaith_stats_expected_regression answers. Since 0.1. */
typedef struct effaith_regression_to_mean {
    uint32_t struct_size;           /* sizeof(effaith_regression_to_mean) */
    int32_t reserved;               /* 0 */
    effaith_number population_mean; /* as given */
    effaith_number population_sd;   /* as given */
    effaith_number reliability;     /* as given */
    effaith_number mean_selected;   /* as given */
    effaith_number mean_gain;       /* as given */
    effaith_number z_below;         /* (below - population_mean) / population_sd */
    effaith_number share_below;     /* normal share below z_below */
    /* population_mean - population_sd * (normal density at z_below) / share_below */
    effaith_number mean_below;
    /* (1 - reliability) * (population_mean - mean_selected) */
    effaith_number expected_gain_from_mean;
    /* (1 - reliability) * (population_mean - mean_below) */
    effaith_number expected_gain_from_cutoff;
    /* expected_gain_from_mean, or expected_gain_from_cutoff where mean_selected is not known */
    effaith_number expected_gain;
    effaith_number gain_beyond;   /* mean_gain - expected_gain */
    effaith_number share_of_gain; /* expected_gain / mean_gain */
    effaith_text method;          /* what was done */
} effaith_regression_to_mean;

/* The gain to expect of learners chosen for low scores if nothing had any effect, and what was
 * gained beyond it. What is not known (NaN) leaves what needs it not_estimable.
 *
 * From the group's own mean: (1 - reliability) * (population_mean - mean_selected), whatever the
 * distribution, as long as the mean of retests is linear in the first test. From the cut-off
 * alone: the same with the mean of a normal distribution below it. Where both are possible the
 * group's own mean is used, because it is known and not supposed. Source: Davis (1976); Barnett,
 * van der Pols & Dobson (2005).
 *
 * Decision: reliability is the correlation of test and retest over the time in question. Sign
 * and scale are those of the scores, whichever direction is better. O(1).
 *
 * population_mean: Of everybody whom the selection was made from, on the scale of the scores;
 * population_sd: above 0; reliability: Correlation of the test with itself without anything in
 * between, 0 to 1; below: Learners with scores below this were chosen; mean_selected: Mean score
 * of the chosen learners, in the test they were chosen by; mean_gain: Mean of score after less
 * score before, of the chosen learners.
 *
 * Arguments: below may be NAN; mean_selected may be NAN; mean_gain may be NAN. Since 0.1. */
EFFAITH_API effaith_status EFFAITH_CALL
effaith_stats_expected_regression(double population_mean, double population_sd, double reliability,
                                  double below, double mean_selected, double mean_gain,
                                  effaith_regression_to_mean* result, effaith_error** error);

#ifdef __cplusplus
}
#endif

#endif /* EFFAITH_H */
