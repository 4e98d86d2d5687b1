-- The number of the last change of an alarm, 0 when there is none.   Uses alarm_change_number_key.
SELECT coalesce((SELECT a.change_number FROM alarm AS a ORDER BY a.change_number DESC LIMIT 1), 0)
