-- $1 bigint release   $2 int hours until the review   $3 text[] who is told.
WITH broken AS (
  INSERT INTO break_glass (release_id, review_due_at) VALUES ($1, now() + make_interval(hours => $2))
  RETURNING release_id, review_due_at
), told AS (
  INSERT INTO break_glass_told (release_id, actor) SELECT b.release_id, t.actor FROM broken AS b, unnest($3::text[]) AS t (actor)
)
SELECT review_due_at FROM broken
