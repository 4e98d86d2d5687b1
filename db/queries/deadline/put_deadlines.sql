-- $1 bigint[] clusters   $2 smallint[] kinds   $3 smallint[] recipients   $4 bigint[] statements   $5 smallint[] sides
-- $6 date[] since   $7 date[] due.
INSERT INTO deadline (cluster_id, kind, recipient, statement_id, side, since_day, due_day)
SELECT n.cluster_id, n.kind, n.recipient, n.statement_id, n.side, n.since_day, n.due_day
FROM unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::bigint[], $5::smallint[], $6::date[], $7::date[])
  AS n (cluster_id, kind, recipient, statement_id, side, since_day, due_day)
