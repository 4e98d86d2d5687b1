-- $1 bigint[] identifiers   $2 bigint list.   Uses identifier_pkey. A later list of their source says otherwise.
UPDATE identifier SET withdrawn_at = now(), replaced_by_list = $2 WHERE identifier_id = ANY ($1::bigint[])
