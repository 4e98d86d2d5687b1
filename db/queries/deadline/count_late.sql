-- $1 date due until   $2 bigint counted at most.   Uses deadline_kind_idx. How many of each kind are late, no further than
-- to $2 of one kind.
SELECT k.kind::smallint, (SELECT count(*) FROM (SELECT FROM deadline AS d WHERE d.kind = k.kind AND d.due_day <= $1 LIMIT $2) AS n) AS late
FROM generate_series(1, 5) AS k (kind) ORDER BY k.kind
