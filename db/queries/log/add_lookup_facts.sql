-- $1 int tree   $2 bigint[] indexes   $3 timestamptz[] hours   $4 smallint[] channels   $5 smallint[] languages
-- $6 smallint[] answer kinds   $7 smallint[] regions   $8 int[] durations in microseconds.
INSERT INTO lookup_fact (tree, log_index, hour, channel, language, answer_kind, region, duration_us)
SELECT $1, f.log_index, f.hour, f.channel, f.language, f.answer_kind, f.region, f.duration_us
FROM unnest($2::bigint[], $3::timestamptz[], $4::smallint[], $5::smallint[], $6::smallint[], $7::smallint[], $8::int[])
  AS f (log_index, hour, channel, language, answer_kind, region, duration_us)
