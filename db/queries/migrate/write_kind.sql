-- $1 text TRIAL or LIVE
INSERT INTO database_kind (kind) VALUES ($1)
