-- $1 text[] partners   $2 bytea[] case keys   $3 bigint[] references   $4 smallint[] collected by   $5 date[] consents,
-- each may be NULL   $6 timestamptz[] instants.   Uses partner_case_pkey.
INSERT INTO partner_case (partner, case_key, reference, collected_by, consent_day, registered_at)
SELECT c.partner, c.case_key, c.reference, c.collected_by, c.consent_day, c.registered_at
FROM unnest($1::text[], $2::bytea[], $3::bigint[], $4::smallint[], $5::date[], $6::timestamptz[])
  AS c (partner, case_key, reference, collected_by, consent_day, registered_at)
ON CONFLICT (partner, case_key) DO NOTHING
