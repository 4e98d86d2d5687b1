-- Wishes carried out lately whose inquiry got an entry from a call that was under way.   $1 int rows at most.
-- Uses erasure_state_idx, log_payload_reference_idx of each partition.
SELECT a.erasure_number FROM erasure AS a
WHERE a.state = 4 AND a.cause = 1 AND a.done_at > now() - interval '10 minutes'
  AND EXISTS (SELECT FROM log_payload AS p WHERE p.reference = a.reference)
  AND NOT EXISTS (SELECT FROM erasure AS b WHERE b.reference = a.reference AND b.state IN (1, 3))
ORDER BY a.erasure_number LIMIT $1
