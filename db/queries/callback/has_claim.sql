-- $1 bigint reference   $2 text actor   $3 timestamptz now.   Uses callback_open_idx. A row while he has the
-- inquiry's callback, and may open it without the family's words.
SELECT c.callback_id FROM callback AS c
WHERE c.reference = $1 AND c.state IN (1, 2) AND c.claimed_by = $2 AND c.claim_until >= $3
