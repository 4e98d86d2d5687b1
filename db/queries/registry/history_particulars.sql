-- $1 bigint[] persons   $2 int rows at most.   Uses person_particulars_person_idx, list_pkey.   Read by
-- store::ParticularsRow. In the order of entering.
SELECT x.person_id, x.sealed, x.entered_at, l.withdrawn_at
FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
WHERE x.person_id = ANY ($1::bigint[]) ORDER BY x.particulars_id LIMIT $2
