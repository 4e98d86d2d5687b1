-- $1 bigint list   $2 bigint[] persons   $3 bytea[] sealed particulars. The later particulars of a record.
INSERT INTO person_particulars (person_id, list_no, sealed)
SELECT n.person_id, $1, n.sealed FROM unnest($2::bigint[], $3::bytea[]) AS n (person_id, sealed)
