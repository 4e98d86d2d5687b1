-- $1 text partner   $2 timestamptz since.   Uses partner_case_day_idx.
SELECT count(*) FROM partner_case AS c WHERE c.partner = $1 AND c.registered_at >= $2
