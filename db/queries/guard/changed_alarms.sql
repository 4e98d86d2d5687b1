-- $1 bigint after this change   $2 int rows at most.   Uses alarm_change_number_key.   Read by store::AlarmRow.
SELECT a.alarm_number, a.change_number, a.kind, a.pattern, a.actor, a.credential, a.count, a.tree, a.log_index, a.raised_at,
  a.acknowledged_by, a.acknowledged_at, a.ground_sealed
FROM alarm AS a WHERE a.change_number > $1 ORDER BY a.change_number LIMIT $2
