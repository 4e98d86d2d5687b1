-- $1 bigint request number   $2 bigint reference   $3 int facts version   $4 bigint person   $5 bigint[] persons
-- $6 bigint[] versions   $7 text actor   $8 int days.
INSERT INTO release (request_number, reference, facts_version, person_id, persons, versions, released_by, until_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))
RETURNING until_at
