-- $1 bigint list.   Uses list_row_pkey, statement_person_idx, link_list_idx. Of whom the list said something new, and whom it joined, in rising
-- order: one array, for a list can have millions.
SELECT ARRAY(
  SELECT r.person_id FROM list_row AS r
  WHERE r.list_no = $1 AND r.person_id IS NOT NULL
    AND (r.outcome IN (1, 3, 5, 6)
         OR EXISTS (SELECT FROM statement AS s WHERE s.person_id = r.person_id AND s.list_no = $1))
  UNION
  SELECT l.person_a FROM link AS l WHERE l.list_no = $1 AND l.state = 2
  UNION
  SELECT l.person_b FROM link AS l WHERE l.list_no = $1 AND l.state = 2
  ORDER BY 1) AS persons
