-- $1 bigint[] persons, new in this transaction   $2 text actor   $3 uuid request.
INSERT INTO canary (person_id, planted_by, request_id)
SELECT c.person_id, $2, $3 FROM unnest($1::bigint[]) AS c (person_id)
