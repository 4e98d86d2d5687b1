-- $1 bigint[] candidates   $2 smallint[] their states from now on.   Uses match_candidate_pkey.
UPDATE match_candidate AS c SET state = d.state
FROM unnest($1::bigint[], $2::smallint[]) AS d (candidate_id, state)
WHERE c.candidate_id = d.candidate_id
