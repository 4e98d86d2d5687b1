-- $1 text source   $2 text measure   $3 text definition   $4 date as of   $5 bigint least   $6 bigint most
-- $7 text citation   $8 text actor.
INSERT INTO figure (source_name, measure, definition, as_of, value_min, value_max, citation, entered_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING figure_id, entered_at
