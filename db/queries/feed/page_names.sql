-- Names of the persons of a page.   $1 bigint id before the first   $2 bigint last id.   Uses person_name_person_idx.
-- Not those that were replaced, nor those of a withdrawn list: an empty record would be everybody's rival. But whom others
-- still speak of (status not 0), or who was called dead in error, is found by what the withdrawn list called him, when
-- nothing else names him.
SELECT n.person_id, n.sealed
FROM person_name AS n
LEFT JOIN list AS l ON l.list_no = n.list_no
LEFT JOIN list AS r ON r.list_no = n.replaced_by_list
WHERE n.person_id > $1 AND n.person_id <= $2 AND (n.withdrawn_at IS NULL OR r.withdrawn_at IS NOT NULL)
  AND (l.withdrawn_at IS NULL
       OR ((SELECT s.status FROM person_state AS s WHERE s.person_id = n.person_id) <> 0
           AND NOT EXISTS (SELECT FROM person_name AS o
                           LEFT JOIN list AS ol ON ol.list_no = o.list_no
                           LEFT JOIN list AS rl ON rl.list_no = o.replaced_by_list
                           WHERE o.person_id = n.person_id AND (o.withdrawn_at IS NULL OR rl.withdrawn_at IS NOT NULL)
                             AND ol.withdrawn_at IS NULL)))
ORDER BY n.person_id
