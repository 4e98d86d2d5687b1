-- The ground of an acknowledged alarm is sealed by the key of inquiries, so it is sealed again with them.
GRANT SELECT (alarm_number, ground_sealed), UPDATE (ground_sealed) ON alarm TO hotline_custodian;
