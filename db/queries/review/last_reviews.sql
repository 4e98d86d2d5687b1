-- $1 bigint person   $2 bigint[] references.   Uses candidate_review_pair_idx.   Read by store::LastReview. What was decided
-- last on each pair.
SELECT DISTINCT ON (reference) reference, decision, actor FROM candidate_review
WHERE person_id = $1 AND reference = ANY ($2::bigint[]) ORDER BY reference, review_id DESC
