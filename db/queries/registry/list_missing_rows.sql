-- $1 bigint list   $2 bigint earlier list   $3 bigint after this row of it   $4 bigint up to this row   $5 int rows at
-- most.   Uses list_row_pkey, person_state_pkey, person_state_cluster_idx. Whose rows stand there and of whom, nor of any
-- record joined with him, no row stands here. Each person once, by his first row. IS TRUE keeps the planner from a
-- join: the few persons are hashed, and each list is walked along once.
WITH part AS (
  SELECT min(r.row_number) AS row_number, r.person_id FROM list_row AS r
  WHERE r.list_no = $2 AND r.row_number > $3 AND r.row_number <= $4 AND r.person_id IS NOT NULL
  GROUP BY r.person_id
), human AS MATERIALIZED (
  SELECT part.person_id, member.person_id AS member_id
  FROM part
  CROSS JOIN LATERAL (
    SELECT m.person_id FROM person_state AS m
    WHERE m.cluster_id = (SELECT own.cluster_id FROM person_state AS own WHERE own.person_id = part.person_id)
    OFFSET 0
  ) AS member
), here AS MATERIALIZED (
  SELECT DISTINCT r.person_id FROM list_row AS r
  WHERE r.list_no = $1 AND (r.person_id IN (SELECT member_id FROM human)) IS TRUE
), before AS MATERIALIZED (
  SELECT DISTINCT r.person_id FROM list_row AS r
  WHERE r.list_no = $2 AND r.row_number <= $3 AND (r.person_id IN (SELECT person_id FROM part)) IS TRUE
)
SELECT part.row_number, part.person_id FROM part
WHERE part.person_id NOT IN (
    SELECT human.person_id FROM human WHERE (human.member_id IN (SELECT person_id FROM here)) IS TRUE
  ) AND part.person_id NOT IN (SELECT person_id FROM before)
ORDER BY part.row_number LIMIT $5
