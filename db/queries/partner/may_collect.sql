-- $1 bigint reference   $2 text partner.   Uses partner_case_reference_idx. A row when the family consented in writing.
SELECT c.consent_day FROM partner_case AS c WHERE c.reference = $1 AND c.partner = $2 AND c.collected_by = 2
