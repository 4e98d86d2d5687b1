-- $1 bigint list that is being withdrawn   $2 text actor.   Uses list_source_idx, list_row_pkey, statement_pkey. What later
-- lists of the source said too was added once, by this list: the last of them says it by a statement of its own, since it
-- was entered. Not a death: that has to come anew and be signed anew. How many.
WITH rest AS (
  SELECT DISTINCT ON (s.statement_id) s.statement_id, o.list_no
  FROM list AS l
  JOIN list AS o ON o.source_id = l.source_id AND o.list_no > l.list_no AND o.withdrawal_asked_at IS NULL
  JOIN list_row AS r ON r.list_no = o.list_no AND r.statement_id IS NOT NULL
  JOIN statement AS s ON s.statement_id = r.statement_id AND s.list_no = l.list_no
  WHERE l.list_no = $1 AND s.kind NOT IN (12, 13, 14, 15)
    AND NOT EXISTS (SELECT FROM statement_withdrawal AS w LEFT JOIN list AS b ON b.list_no = w.by_list
                    WHERE w.statement_id = s.statement_id AND w.effective_at IS NOT NULL AND b.withdrawn_at IS NULL)
  ORDER BY s.statement_id, o.list_no DESC
), taken AS (
  INSERT INTO statement (person_id, kind, rung, source_id, list_no, fact_day, fact_precision, received_at, forwarded_at,
    entered_by, entered_at, sealed, recipient, inform_kin, region)
  SELECT s.person_id, s.kind, s.rung, s.source_id, rest.list_no, s.fact_day, s.fact_precision, o.received_at,
    s.forwarded_at, $2, o.entered_at, s.sealed, s.recipient, s.inform_kin, s.region
  FROM rest JOIN statement AS s ON s.statement_id = rest.statement_id JOIN list AS o ON o.list_no = rest.list_no
  RETURNING statement_id
)
SELECT count(*) AS statements FROM taken
