// Documents of practice for tests: one of each that is whole.
#pragma once

namespace support {

inline const char* const kPracticeConfig = R"({
  "rates": {"Teaching assistant": 14.37, "Teacher": 40.05},
  "measures": [
    {"id": "reading_age", "name": "Reading age", "kind": "age_equivalent"},
    {"id": "standard", "kind": "standard_score"},
    {"id": "attends", "kind": "percent", "range": [0, 100]}],
  "catalogue": [{"intervention": "Catch-up Literacy", "support_type": "catch-up literacy",
                 "measure": "reading_age"}]})";

inline const char* const kSheet = R"({
  "id": "sheet-1", "school_id": "S1", "intervention": "Catch-up Literacy", "local_code": "Blue group",
  "lead": "Teacher", "delivered_by": ["Teaching assistant"],
  "supported_by": ["Speech and language therapist"], "weeks": 12, "frequency": "twice_weekly",
  "weekdays": ["mon", "thu"], "session_hours": 0.5, "location": "Library", "learners_per_session": 2,
  "rationale": {"need": "Decoding lags behind comprehension",
                "evidence": "Ratio gains above 2 in published trials"},
  "parents_informed": {"date": "2023-09-01", "how": "Letter"},
  "universal_provision": "Daily shared reading", "expected_outcome": "Reads the text of the class",
  "assessment_methods": ["Reading test"], "measure": "reading_age", "start": "2023-09-04",
  "run_again": "yes", "other_factors": "None known",
  "pupils": [
    {"learner_id": "L1", "date_of_birth": "2015-10-02", "year_group": "Year 3",
     "baseline": {"value": "6y3m", "date": "2023-09-04"},
     "target": {"value": "6y9m", "date": "2023-12-01"},
     "actual": {"value": "6y10m", "date": "2023-11-27"}, "sessions_attended": 20,
     "evaluation": "Reads with expression", "further_action": "Back to the class group"},
    {"learner_id": "L2", "baseline": {"value": "6y0m", "date": "2023-09-04"},
     "target": {"value": "6y6m", "date": "2023-12-01"},
     "actual": {"value": "6y3m", "date": "2023-11-27"}, "sessions_attended": 18,
     "evaluation": "Slow start", "further_action": "Another twelve weeks"},
    {"learner_id": "L3", "baseline": {"value": "6y1m", "date": "2023-09-04"},
     "target": {"value": "6y7m", "date": "2023-12-01"},
     "actual": {"value": "6y7m", "date": "2023-11-27"}, "sessions_attended": 21,
     "evaluation": "As hoped", "further_action": "Back to the class group"},
    {"learner_id": "L4", "baseline": {"value": "5y10m", "date": "2023-09-04"},
     "target": {"value": "6y4m", "date": "2023-12-01"},
     "actual": {"value": "6y8m", "date": "2023-11-27"}, "sessions_attended": 19,
     "evaluation": "Beyond hope", "further_action": "Back to the class group"},
    {"learner_id": "L5", "baseline": {"value": "6y3m", "date": "2023-09-04"},
     "target": {"value": "6y9m", "date": "2023-12-01"},
     "actual": {"value": "7y0m", "date": "2023-11-27"}, "sessions_attended": 22,
     "outcome": "green", "evaluation": "Beyond hope", "further_action": "Back to the class group"}]})";

inline const char* const kJourney = R"({
  "id": "journey-1", "learner_id": "L9", "school_id": "S1",
  "title": "From the bedroom door to the classroom",
  "measures": [{"id": "ladder", "name": "Steps to the classroom", "aspect": "engagement",
    "steps": ["Speaks to the tutor through the door", "Opens the door", "Works at the kitchen table",
              "Walks to the school gate", "Attends the first hour", "Attends every lesson"]}],
  "phases": [{"intervention": "Home tuition", "started": "2023-10-01", "ended": "2023-12-15"}],
  "observations": [
    {"date": "2023-09-04", "value": 1}, {"date": "2023-09-11", "value": 1},
    {"date": "2023-09-18", "value": 1}, {"date": "2023-09-25", "value": 2},
    {"date": "2023-10-02", "value": 2}, {"date": "2023-10-09", "value": "Opens the door"},
    {"date": "2023-10-16", "value": 3}, {"date": "2023-11-06", "value": 4, "note": "With the tutor"},
    {"date": "2023-11-13", "value": 4}, {"date": "2023-11-20", "value": 5},
    {"date": "2024-01-08", "value": 5}, {"date": "2024-01-15", "value": "Attends every lesson"}]})";

inline const char* const kRegister = R"({
  "id": "register-1", "school_id": "S1",
  "learners": [
    {"learner_id": "L1", "year_group": "3", "entries": [
      {"tier": "universal_plus", "area_of_need": "communication", "from": "2023-09-04",
       "to": "2023-12-31"},
      {"tier": "targeted", "area_of_need": "communication", "from": "2024-01-01",
       "met_exit": false}]},
    {"learner_id": "L2", "entries": [
      {"tier": "targeted", "area_of_need": "sensory", "from": "2023-09-04", "met_exit": true}]},
    {"learner_id": "L3", "entries": [
      {"tier": "targeted", "area_of_need": "communication", "from": "2023-09-04",
       "to": "2024-01-31", "met_exit": true, "note": "Caught up"}]}],
  "criteria": [
    {"tier": "universal_plus", "entry": ["Below age"], "exit": ["At age"]},
    {"tier": "targeted", "entry": ["Two years below"], "exit": ["Within a year of age"]}],
  "training": [{"role": "Teaching assistant", "intervention": "Talk Time", "date": "2023-09-01",
                "lapses": "2024-08-31"}],
  "views": [{"learner_id": "L1", "viewer": "pupil", "date": "2024-01-15", "words": "I like it"}]})";

inline const char* const kProfile = R"({
  "id": "profile-1", "learner_id": "L1", "school_id": "S1", "name": "The learner",
  "year_group": "3", "areas_of_need": ["ASD"], "needs": ["Reads alone"], "strengths": ["Draws maps"],
  "views": [{"viewer": "pupil", "date": "2023-09-29", "words": "I like maps"}],
  "important_to": ["Maps"], "important_for": ["A quiet place"],
  "targets": [
    {"text": "Reads a page alone", "term": "summer 2024", "measure": "reading_age",
     "set": "2024-04-15", "baseline": {"value": "6y10m", "date": "2024-04-15"},
     "target": {"value": "7y2m", "date": "2024-05-24"}}],
  "made": "2023-03-30", "review_dates": ["2023-09-29", "2024-09-30"],
  "idp": {"has": true, "made": "2022-11-30", "review_dates": ["2023-11-30", "2024-12-02"]},
  "sheets": [{
    "id": "sheet-1", "school_id": "S1", "intervention": "Catch-up Literacy", "lead": "Teacher",
    "delivered_by": ["Teaching assistant"], "weeks": 12, "frequency": "twice_weekly",
    "session_hours": 0.5, "location": "Library", "learners_per_session": 2,
    "rationale": {"need": "Decoding", "evidence": "Published trials"},
    "parents_informed": {"date": "2023-09-01", "how": "Letter"},
    "universal_provision": "Shared reading", "expected_outcome": "Reads the text of the class",
    "assessment_methods": ["Reading test"], "measure": "reading_age", "start": "2023-09-04",
    "run_again": "yes", "other_factors": "None known",
    "pupils": [
      {"learner_id": "L1", "baseline": {"value": "6y3m", "date": "2023-09-04"},
       "target": {"value": "6y9m", "date": "2023-12-01"},
       "actual": {"value": "6y10m", "date": "2023-11-27"}, "sessions_attended": 20,
       "evaluation": "Reads with expression", "further_action": "Back to the class group"}]}],
  "journeys": [{
    "id": "journey-7", "learner_id": "L1", "school_id": "S1", "title": "To school on time",
    "measures": [{"id": "on_time", "name": "Mornings on time", "kind": "raw"}],
    "observations": [{"date": "2023-09-11", "value": 2}, {"date": "2023-10-09", "value": 3}]}]})";

inline const char* const kQuality = R"({
  "id": "quality-1", "cluster_id": "C1", "authority_id": "A1",
  "settings": [
    {"school_id": "S1", "kind": "school", "visits": ["2021-11-09", "2023-01-31"],
     "papers": [{"paper": "Provision map", "prepared": "2024-01-10"}, {"paper": "Minutes"}]},
    {"school_id": "S2", "kind": "specialist_resource_base", "visits": ["2021-12-01", "2024-10-08"]},
    {"school_id": "S3", "kind": "pupil_referral_service", "cluster_id": "C2"}],
  "learners": [
    {"learner_id": "L1", "school_id": "S1", "profile_reviews": ["2023-08-15"], "has_idp": true,
     "idp_reviews": ["2023-02-15"], "parents_engaged": true, "learner_voice": true, "targets": 3,
     "smart_targets": 3},
    {"learner_id": "L2", "school_id": "S1", "profile_reviews": ["2023-08-14"], "has_idp": true,
     "idp_reviews": ["2023-02-14"], "parents_engaged": false, "targets": 2, "smart_targets": 1},
    {"learner_id": "L3", "school_id": "S3", "has_idp": false, "parents_engaged": true}],
  "moderation": [
    {"record_id": "r1", "rating": "green", "date": "2024-02-01"},
    {"record_id": "r2", "school_id": "S1", "rating": "red"}],
  "checklist": [{"item": "Minutes of the panel", "present": true, "where": "Cluster folder"},
    {"item": "Views of learners"}]})";

}  // namespace support
