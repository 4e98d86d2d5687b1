-- $1 text partner   $2 bytea[] case keys.   Uses partner_case_pkey.   Read by store::PartnerCaseRow.
SELECT c.case_key, c.reference, c.registered_at
FROM partner_case AS c WHERE c.partner = $1 AND c.case_key = ANY ($2::bytea[])
