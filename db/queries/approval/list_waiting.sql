-- $1 int limit.   Uses release_request_waiting_idx. Those on the line first; who asked an hour ago has hung up.
-- Read by store::WaitingRequest.
SELECT r.request_number, r.reference, r.during_call, r.requested_by, r.requested_at, r.state, i.facts_version, i.facts_sealed
FROM release_request AS r JOIN inquiry AS i ON i.reference = r.reference
WHERE r.state = 1 AND i.state NOT IN (5, 6)
ORDER BY r.during_call AND r.requested_at > now() - interval '1 hour' DESC, r.request_number
LIMIT $1
