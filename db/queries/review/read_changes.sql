-- Candidates by the transaction that wrote them or moved their state.   $1 text transaction id, $2 bigint candidate: after
-- this place   $3 int rows at most.   Uses match_candidate_change_idx, inquiry_pkey, person_state_pkey, person_pkey.   Read
-- by store::ChangedCandidate. Only what no transaction still under way can come before.
SELECT c.change_xid::text AS change_xid, c.candidate_id, c.reference, i.state, i.facts_version, c.person_id,
  c.state AS candidate_state, c.probability, c.reasons, c.model_version, c.found_at,
  c.facts_version <> i.facts_version OR c.person_version <> s.version AS changed_since,
  s.person_id AS record, s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin, s.hold_until_day, p.side
FROM match_candidate AS c
JOIN inquiry AS i ON i.reference = c.reference
JOIN person_state AS s ON s.person_id = c.person_id
JOIN person AS p ON p.person_id = c.person_id
WHERE (c.change_xid, c.candidate_id) > ($1::text::xid8, $2)
  AND c.change_xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY c.change_xid, c.candidate_id LIMIT $3
