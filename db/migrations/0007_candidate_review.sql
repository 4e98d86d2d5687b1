-- What the review of candidates reads: candidates by record and by likelihood, and of a record what telling it takes.

CREATE INDEX match_candidate_person_idx ON match_candidate (person_id, state, probability DESC, candidate_id);
CREATE INDEX match_candidate_review_idx ON match_candidate (state, probability DESC, candidate_id);
CREATE INDEX candidate_review_person_idx ON candidate_review (person_id, review_id);

-- The desk learns of a record what a callback needs, and nothing that is sealed. lock_only, as for the log writer: the
-- record must not change while a decision on it is being written.
GRANT SELECT (person_id, side) ON person TO hotline_inquiry;
GRANT SELECT (person_id, cluster_id, version, status, rung, flags, cluster_inform_kin, hold_until_day) ON person_state
  TO hotline_inquiry;
GRANT UPDATE (lock_only) ON person_state TO hotline_inquiry;
