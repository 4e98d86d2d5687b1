-- $1 bigint[] ids   $2 bigint list.   Uses identifier_pkey, identifier_person_idx. A later list of their source says otherwise; what
-- their own lists had replaced stays replaced, by this list now.
UPDATE identifier AS n SET withdrawn_at = coalesce(n.withdrawn_at, now()), replaced_by_list = $2
FROM identifier AS r
WHERE r.identifier_id = ANY ($1::bigint[]) AND n.person_id = r.person_id
  AND (n.identifier_id = r.identifier_id OR n.replaced_by_list = r.list_no)
