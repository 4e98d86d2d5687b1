-- $1 bigint[] persons.   Uses link_pair_unique, link_person_b_idx. The confirmed links of these persons.
SELECT l.person_a, l.person_b FROM link AS l WHERE l.state = 2 AND l.person_a = ANY ($1::bigint[])
UNION
SELECT l.person_a, l.person_b FROM link AS l WHERE l.state = 2 AND l.person_b = ANY ($1::bigint[])
