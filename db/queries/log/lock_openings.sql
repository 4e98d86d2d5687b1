-- Openings that are still good, held until the commit together with what they open and the facts they were given for; one
-- that somebody is ending is left out.   $1 bigint[] openings.   Uses opening_pkey, release_pkey, inquiry_pkey.
SELECT o.opening_id FROM opening AS o
JOIN release AS r ON r.release_id = o.release_id
JOIN inquiry AS i ON i.reference = r.reference
WHERE o.opening_id = ANY ($1::bigint[]) AND o.ended_at IS NULL AND o.until_at > clock_timestamp()
  AND r.facts_version = i.facts_version AND release_fault(r.*) = 0
ORDER BY o.opening_id FOR SHARE OF o, r, i SKIP LOCKED
