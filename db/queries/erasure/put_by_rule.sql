-- Approved by the rule of the 24 months.   $1 bigint reference of an inquiry; NULL: entries of the log   $2 text the rule's
-- name.   Uses inquiry_pkey. One row; none while another one is under way, or when the inquiry is erased already.
INSERT INTO erasure (cause, reference, asked_by, state, decided_by, decided_at)
SELECT 2, $1::bigint, $2::text, 3, $2::text, now()
WHERE $1::bigint IS NULL OR EXISTS (SELECT FROM inquiry AS i WHERE i.reference = $1::bigint AND i.erased_at IS NULL)
ON CONFLICT DO NOTHING
RETURNING erasure_number
