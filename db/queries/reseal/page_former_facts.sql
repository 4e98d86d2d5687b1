-- Rows whose facts_sealed another key sealed, after a place, each with what its bytes are bound to.   $1 bytea number of the newest
-- key   $2 int rows at most   $3 bigint, $4 bigint, $5 text, $6 uuid the place, as far as the table's key has them.
-- Uses inquiry_facts_pkey.
SELECT t.reference AS k1, t.facts_version AS k2, ''::text AS k3, '00000000-0000-0000-0000-000000000000'::uuid AS k4,
  convert_to('inquiry_facts', 'UTF8') || int8send(t.reference) AS bound, t.facts_sealed AS sealed
FROM inquiry_facts AS t
WHERE (t.reference, t.facts_version) > ($3::bigint, $4::bigint) AND length(t.facts_sealed) > 0 AND substring(t.facts_sealed FROM 2 FOR 2) <> $1
  AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
ORDER BY t.reference, t.facts_version LIMIT $2
