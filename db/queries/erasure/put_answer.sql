-- $1 bigint reference   $2 smallint answer   $3 text actor.   Uses retention_answer_pkey, inquiry_pkey. One row; none when
-- the inquiry is not a closed one.
INSERT INTO retention_answer (reference, answer, answered_by)
SELECT i.reference, $2, $3 FROM inquiry AS i WHERE i.reference = $1 AND i.state IN (4, 5, 6) AND i.erased_at IS NULL
ON CONFLICT (reference) DO UPDATE SET answer = excluded.answer, answered_by = excluded.answered_by, answered_at = now()
RETURNING answered_at
