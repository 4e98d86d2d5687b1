-- $1 bigint alarm   $2 text actor   $3 uuid request   $4 bytea sealed ground.   Uses alarm_pkey. 1 done, 2 the same request
-- did it before, 3 done by another, 4 there is none for this actor.
SELECT acknowledge_alarm($1, $2, $3, $4)
