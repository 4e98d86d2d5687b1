-- $1 bigint[] ids   $2 bigint list.   Uses person_name_pkey, person_name_person_idx. A later list of their source says otherwise; what
-- their own lists had replaced stays replaced, by this list now.
UPDATE person_name AS n SET withdrawn_at = coalesce(n.withdrawn_at, now()), replaced_by_list = $2
FROM person_name AS r
WHERE r.name_id = ANY ($1::bigint[]) AND n.person_id = r.person_id
  AND (n.name_id = r.name_id OR n.replaced_by_list = r.list_no)
