-- $1 bigint release   $2 text teller   $3 int minutes.   Never beyond the release's own end.
INSERT INTO opening (release_id, teller, until_at)
SELECT r.release_id, $2, least(r.until_at, now() + make_interval(mins => $3)) FROM release AS r WHERE r.release_id = $1
RETURNING opening_id, until_at
