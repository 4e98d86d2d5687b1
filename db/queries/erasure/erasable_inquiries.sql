-- Of those whose 24 months are over: the family said so, could not be reached, left no way to reach it, or nobody asked it
-- for 90 days more. One that wished to be kept is kept for 24 months more.   $1 int rows at most.
-- Uses inquiry_ended_idx, retention_answer_pkey.
SELECT i.reference, a.answer IS NULL AND i.contact_key IS NOT NULL AS unasked
FROM inquiry AS i LEFT JOIN retention_answer AS a ON a.reference = i.reference
WHERE i.state IN (4, 5, 6) AND i.erased_at IS NULL AND i.changed_at < now() - retention_time()
  AND (a.answer IN (2, 3) OR (a.answer = 1 AND a.answered_at < now() - retention_time())
    OR (a.answer IS NULL AND (i.contact_key IS NULL OR i.changed_at < now() - retention_time() - interval '90 days')))
ORDER BY i.changed_at, i.reference LIMIT $1
