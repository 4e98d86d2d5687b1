-- $1 bigint[] lower ids   $2 bigint[] higher ids.   Uses awaited_link_pair_idx. A pair that waits already is not written
-- again; of two writers at once both may, which changes nothing.
INSERT INTO awaited_link (person_a, person_b)
SELECT DISTINCT n.person_a, n.person_b FROM unnest($1::bigint[], $2::bigint[]) AS n (person_a, person_b)
WHERE NOT EXISTS (SELECT FROM awaited_link AS w WHERE w.person_a = n.person_a AND w.person_b = n.person_b)
