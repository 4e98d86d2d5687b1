-- $1 bigint[] names   $2 bigint list.   Uses person_name_pkey. A later list of their source says otherwise.
UPDATE person_name SET withdrawn_at = now(), replaced_by_list = $2 WHERE name_id = ANY ($1::bigint[])
