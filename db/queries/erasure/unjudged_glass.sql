-- Whether a glass that was broken for the inquiry is not judged yet.   $1 bigint reference.   Uses release_reference_idx,
-- break_glass_pkey.
SELECT EXISTS (SELECT FROM release AS r JOIN break_glass AS b ON b.release_id = r.release_id
  WHERE r.reference = $1 AND b.reviewed_at IS NULL) AS unjudged
