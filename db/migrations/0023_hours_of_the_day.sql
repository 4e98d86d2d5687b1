-- The same as core::within_calling_hours. Whoever named no hours has those of core::CallingHours (domain.md 5): 960 minutes
-- from minute 240 of the UTC day, for the first call as for the next ones.
CREATE OR REPLACE FUNCTION within_call_hours(moment timestamptz, call_from smallint, call_minutes smallint)
  RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN since.seconds < coalesce(call_minutes, 960) * 60 THEN moment
              ELSE to_timestamp(floor(extract(epoch FROM moment))) + make_interval(secs => (86400 - since.seconds)::float8) END
  FROM (SELECT mod(floor(extract(epoch FROM moment))::bigint - coalesce(call_from, 240) * 60, 86400) AS seconds) AS since
$$;
