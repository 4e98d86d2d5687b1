-- $1 bigint reference   $2 text teller.   Uses release_reference_idx, opening_release_idx.
UPDATE opening AS o SET ended_at = now() FROM release AS r
WHERE r.reference = $1 AND o.release_id = r.release_id AND o.teller = $2 AND o.ended_at IS NULL
