/* What the tests of the C interface share: an engine, a record that is well, and files. */
#ifndef EFFAITH_TESTS_SUPPORT_H
#define EFFAITH_TESTS_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "effaith.h"

static const char* const kConfig =
    "{\"calendar\": \"typical\", \"rates\": {\"Teaching assistant\": 14.37, \"Teacher\": 38.10},"
    " \"measures\": [{\"id\": \"reading_age\", \"name\": \"Reading age\", \"unit\": \"months\","
    " \"kind\": \"age_equivalent\", \"direction\": \"higher\", \"sd\": 15, \"reliability\": 0.9}],"
    " \"hierarchy\": [\"authority_id\", \"cluster_id\", \"school_id\"],"
    " \"id_key\": \"00112233445566778899aabbccddeeff\"}";

/* The example of the documentation: 75 school days, 15 sessions due, 11 attended. */
static inline effaith_record good_record(void) {
    effaith_record record;
    memset(&record, 0, sizeof record);
    record.struct_size = (uint32_t)sizeof record;
    record.id = effaith_text_of("r1");
    record.learner_id = effaith_text_of("L1");
    record.school_id = effaith_text_of("S1");
    record.cluster_id = effaith_text_of("C1");
    record.authority_id = effaith_text_of("A1");
    record.support_type = effaith_text_of("catch-up literacy");
    record.delivered_by[0] = effaith_text_of("Teaching assistant");
    record.aim = effaith_text_of("Reads a page of the class book unaided");
    record.frequency = EFFAITH_WEEKLY;
    record.started = 202309;
    record.ended = 202312;
    record.outcome = EFFAITH_OUTCOME_AMBER;
    record.has = EFFAITH_HAS_LEARNERS_PER_SESSION | EFFAITH_HAS_SESSION_HOURS |
                 EFFAITH_HAS_SESSIONS_ATTENDED | EFFAITH_HAS_CAPITAL_COST;
    record.learners_per_session = 4;
    record.session_hours = EFFAITH_HOUR / 2;
    record.sessions_attended = 11;
    record.capital_cost = 25500000;
    return record;
}

static inline effaith_impact empty_impact(void) {
    effaith_impact impact;
    memset(&impact, 0, sizeof impact);
    impact.struct_size = (uint32_t)sizeof impact;
    return impact;
}

/* The same record as a document. */
static const char* const kDocument =
    "[{\"id\": \"r1\", \"learner_id\": \"L1\", \"school_id\": \"S1\", \"cluster_id\": \"C1\","
    " \"authority_id\": \"A1\", \"support_type\": \"catch-up literacy\","
    " \"delivered_by\": [\"Teaching assistant\"], \"learners_per_session\": 4,"
    " \"frequency\": \"weekly\", \"session_hours\": 0.5, \"started\": \"2023-09\","
    " \"ended\": \"2023-12\", \"sessions_attended\": 11, \"outcome\": \"amber\","
    " \"aim\": \"Reads a page of the class book unaided\", \"capital_cost\": 25.5}]";

#endif
