-- Behind the service's own checks, for whoever holds its login or finds a way around them: what four eyes demand and what
-- was erased, as policies on rows (ADR 23). Reading is not narrowed; the table's owner, who erases, passes.

-- Who released does not open it to tell; a broken glass is its teller's own. Never beyond the release's end.
ALTER TABLE opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY opening_seen ON opening FOR SELECT USING (true);
CREATE POLICY opening_by_another ON opening FOR INSERT WITH CHECK (EXISTS (
  SELECT FROM release AS r WHERE r.release_id = opening.release_id AND opening.until_at <= r.until_at
    AND (r.released_by <> opening.teller) <> r.break_glass));
CREATE POLICY opening_ended ON opening FOR UPDATE USING (true);

-- Nobody judges his own.
ALTER TABLE break_glass ENABLE ROW LEVEL SECURITY;
CREATE POLICY break_glass_seen ON break_glass FOR SELECT USING (true);
CREATE POLICY break_glass_begins_unjudged ON break_glass FOR INSERT WITH CHECK (reviewed_by IS NULL);
CREATE POLICY break_glass_judged_by_another ON break_glass FOR UPDATE TO hotline_inquiry USING (true)
  WITH CHECK (NOT EXISTS (SELECT FROM release AS r
    WHERE r.release_id = break_glass.release_id AND r.released_by = break_glass.reviewed_by));
CREATE POLICY break_glass_sealed_again ON break_glass FOR UPDATE TO hotline_custodian USING (true);

-- What was erased is written again by nobody.
ALTER TABLE inquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY inquiry_seen ON inquiry FOR SELECT USING (true);
CREATE POLICY inquiry_opened ON inquiry FOR INSERT WITH CHECK (erased_at IS NULL);
CREATE POLICY inquiry_erased_stays_so ON inquiry FOR UPDATE USING (erased_at IS NULL) WITH CHECK (erased_at IS NULL);
