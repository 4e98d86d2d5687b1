-- $1 text source   $2 bigint list, null when put singly   $3 text actor   $4 bigint[] persons   $5 smallint[] kinds
-- $6 smallint[] rungs   $7 date[] fact days   $8 smallint[] precisions   $9 timestamptz received
-- $10 timestamptz forwarded   $11 bytea[] sealed details   $12 smallint[] recipients   $13 smallint[] inform_kin
-- $14 smallint[] regions. Returns the ids in the order given.
INSERT INTO statement (person_id, kind, rung, source_id, list_no, fact_day, fact_precision, received_at, forwarded_at,
  entered_by, sealed, recipient, inform_kin, region)
SELECT n.person_id, n.kind, n.rung, $1, $2, n.fact_day, n.fact_precision, $9, $10, $3, n.sealed, n.recipient,
  n.inform_kin, n.region
FROM unnest($4::bigint[], $5::smallint[], $6::smallint[], $7::date[], $8::smallint[], $11::bytea[], $12::smallint[],
  $13::smallint[], $14::smallint[])
  WITH ORDINALITY AS n (person_id, kind, rung, fact_day, fact_precision, sealed, recipient, inform_kin, region, place)
ORDER BY n.place
RETURNING statement_id
