-- $1 bigint[] persons.   Uses link_pair_unique, link_person_b_idx, link_event_link_idx. Pairs that a person has said are
-- two: an import never joins them.
SELECT l.person_a, l.person_b FROM link AS l
WHERE (l.person_a = ANY ($1::bigint[]) OR l.person_b = ANY ($1::bigint[])) AND l.state IN (3, 4, 5)
  AND EXISTS (SELECT FROM link_event AS e WHERE e.link_id = l.link_id AND e.decision IN (2, 3, 4) AND e.list_no IS NULL)
