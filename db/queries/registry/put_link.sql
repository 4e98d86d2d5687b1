-- $1 bigint lower id   $2 bigint higher id   $3 real probability   $4 text reasons   $5 text actor. A proposed link.
INSERT INTO link (person_a, person_b, state, probability, reasons, proposed_by)
VALUES ($1, $2, 1, $3, $4, $5) RETURNING link_id
