-- The table of a school system in small, with three records to begin with:
--     sqlite3 provision.db < bindings/c/provision.sql
CREATE TABLE provision (
  provision_key INTEGER PRIMARY KEY,
  record_id TEXT, learner_id TEXT, school_id TEXT, cluster_id TEXT, authority_id TEXT,
  year_group TEXT, area_of_need TEXT, tier TEXT,
  support_type TEXT, intervention TEXT, role_1 TEXT, role_2 TEXT, role_3 TEXT,
  learners_per_session INTEGER, frequency TEXT, session_hours TEXT,   -- '0.5'
  started INTEGER, ended INTEGER,                                     -- 202309 or 20230904
  sessions_attended INTEGER, sessions_delivered INTEGER, episodes_per_session TEXT,
  aim TEXT, outcome TEXT, capital_cost TEXT,
  measure TEXT, baseline TEXT, baseline_date INTEGER, target TEXT, actual TEXT, actual_date INTEGER,
  UNIQUE (school_id, record_id));

INSERT INTO provision (record_id, learner_id, school_id, cluster_id, authority_id, support_type, role_1,
                       learners_per_session, frequency, session_hours, started, ended,
                       sessions_attended, aim, outcome, capital_cost)
VALUES ('r1', 'L1', 'S1', 'C1', 'A1', 'catch-up literacy', 'Teaching assistant',
        4, 'weekly', '0.5', 202309, 202312, 11, 'Reads a page of the class book unaided', 'amber', '25.50'),
       ('r2', 'L2', 'S1', 'C1', 'A1', 'catch-up numeracy', 'Teacher',
        2, 'Twice a week', '0.5', 202309, 202312, 26, 'Counts on in tens to 200', 'green', NULL),
       ('r3', 'L3', 'S2', 'C1', 'A1', 'catch-up literacy', 'Teaching assistant',
        4, 'now and then', '0.5', 202309, 202312, 9, 'Reads a page of the class book unaided', 'red', NULL);
