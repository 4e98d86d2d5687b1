-- Identifiers of these persons.   $1 bigint[] persons.   Uses identifier_person_idx. As some_names.sql.
SELECT n.person_id, n.value_hash, n.sealed
FROM identifier AS n
LEFT JOIN list AS l ON l.list_no = n.list_no
LEFT JOIN list AS r ON r.list_no = n.replaced_by_list
WHERE n.person_id = ANY ($1::bigint[]) AND (n.withdrawn_at IS NULL OR r.withdrawn_at IS NOT NULL)
  AND (l.withdrawn_at IS NULL
       OR ((SELECT s.status FROM person_state AS s WHERE s.person_id = n.person_id) <> 0
           AND NOT EXISTS (SELECT FROM identifier AS o
                           LEFT JOIN list AS ol ON ol.list_no = o.list_no
                           LEFT JOIN list AS rl ON rl.list_no = o.replaced_by_list
                           WHERE o.person_id = n.person_id AND (o.withdrawn_at IS NULL OR rl.withdrawn_at IS NOT NULL)
                             AND ol.withdrawn_at IS NULL)))
ORDER BY n.person_id
