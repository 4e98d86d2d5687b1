-- $1 text actor, who sees none about himself   $2 boolean waiting ones only   $3 bigint below this number   $4 int rows at
-- most.   Uses alarm_pkey, backwards.   Read by store::AlarmRow.
SELECT a.alarm_number, a.change_number, a.kind, a.pattern, a.actor, a.credential, a.count, a.tree, a.log_index, a.raised_at,
  a.acknowledged_by, a.acknowledged_at, a.ground_sealed
FROM alarm AS a
WHERE a.alarm_number < $3 AND a.actor <> $1 AND (NOT $2 OR a.acknowledged_by IS NULL)
ORDER BY a.alarm_number DESC LIMIT $4
