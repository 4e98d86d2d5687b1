-- $1 timestamptz entered from then   $2 timestamptz until before then   $3 text source, NULL for all.   Uses
-- statement_entered_idx.   Read by store::GapsRow. A fact known to the day is taken to have happened at that day's end:
-- news of the same day has no gap, news before the fact none that could be measured; nor have forwarded_at before
-- entered_at and received_at after it.
SELECT g.source_id, count(*) AS statements,
  count(g.to_received) AS received_known,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY g.to_received) AS received_median,
  max(g.to_received) AS received_longest,
  count(g.to_entered) AS entered_known,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY g.to_entered) AS entered_median,
  max(g.to_entered) AS entered_longest,
  count(g.to_forwarded) AS forwarded_known,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY g.to_forwarded) AS forwarded_median,
  max(g.to_forwarded) AS forwarded_longest
FROM (
  SELECT s.source_id,
    CASE WHEN s.fact_precision = 3 AND s.received_at >= s.fact_day::timestamp AT TIME ZONE 'UTC'
         THEN greatest(0, floor(extract(epoch FROM s.received_at - (s.fact_day + 1)::timestamp AT TIME ZONE 'UTC')))::bigint
    END AS to_received,
    CASE WHEN s.entered_at >= s.received_at THEN floor(extract(epoch FROM s.entered_at - s.received_at))::bigint
    END AS to_entered,
    CASE WHEN s.forwarded_at >= s.entered_at THEN floor(extract(epoch FROM s.forwarded_at - s.entered_at))::bigint
    END AS to_forwarded
  FROM statement AS s
  WHERE s.entered_at >= $1 AND s.entered_at < $2 AND ($3::text IS NULL OR s.source_id = $3)
    AND NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = s.person_id)
) AS g
GROUP BY g.source_id ORDER BY g.source_id
