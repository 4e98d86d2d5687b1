-- $1 bigint list   $2 bigint[] row numbers   $3 smallint[] outcomes   $4 bigint[] persons   $5 bigint[] statements
-- $6 text[] faults: a line for each, column and description divided by a tab.
INSERT INTO list_row (list_no, row_number, outcome, person_id, statement_id, faults)
SELECT $1, n.row_number, n.outcome, n.person_id, n.statement_id,
  CASE WHEN n.faults IS NOT NULL THEN
    (SELECT jsonb_agg(jsonb_build_object('column', split_part(f, E'\t', 1), 'description', split_part(f, E'\t', 2)))
     FROM unnest(string_to_array(n.faults, E'\n')) AS f)
  END
FROM unnest($2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[], $6::text[])
  AS n (row_number, outcome, person_id, statement_id, faults)
