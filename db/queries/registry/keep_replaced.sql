-- $1 bigint[] statements that are being replaced   $2 bigint list.   Uses statement_pkey, statement_person_idx,
-- statement_withdrawal_pkey. What their lists had replaced stays replaced, by this list now: A, then B, then C; when B is
-- taken back, C still says otherwise than A.
UPDATE statement_withdrawal AS w SET by_list = $2
FROM statement AS r, statement AS s
WHERE r.statement_id = ANY ($1::bigint[]) AND s.person_id = r.person_id AND w.statement_id = s.statement_id
  AND w.by_list = r.list_no AND (s.kind = r.kind OR s.kind IN (12, 13, 14, 15))
