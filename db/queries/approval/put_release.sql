-- $1 bigint request number   $2 bigint reference   $3 int facts version   $4 bigint person   $5 bigint[] persons
-- $6 bigint[] versions   $7 text actor   $8 int minutes.
-- $9 boolean break glass.
INSERT INTO release (request_number, reference, facts_version, person_id, persons, versions, released_by, until_at,
  break_glass)
VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8), $9)
RETURNING release_id, until_at
