-- What partners (a mothers' committee, a branch of the Red Cross) have submitted for families: an inquiry each, found again
-- by the partner's own case number.

-- case_key: keyed hash of partner and case number (store/partner_store.hpp). collected_by: 1 the family, 2 the partner, by
-- the family's written consent of that day. change_xid moves with what a partner may see and with nothing else: that the
-- inquiry was registered, and that it ended.
CREATE TABLE partner_case (
  partner text NOT NULL,
  case_key bytea NOT NULL CONSTRAINT partner_case_key_length CHECK (length(case_key) = 32),
  reference bigint NOT NULL REFERENCES inquiry,
  collected_by smallint NOT NULL CONSTRAINT partner_case_collected_by_known CHECK (collected_by BETWEEN 1 AND 2),
  consent_day date,
  registered_at timestamptz NOT NULL,
  ended boolean NOT NULL DEFAULT false,
  change_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT partner_case_pkey PRIMARY KEY (partner, case_key),
  CONSTRAINT partner_case_consent CHECK ((collected_by = 2) = (consent_day IS NOT NULL))
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX partner_case_reference_idx ON partner_case (reference);
CREATE INDEX partner_case_change_idx ON partner_case (partner, change_xid, reference);
CREATE INDEX partner_case_day_idx ON partner_case (partner, registered_at);

-- As the owner: whoever changes an inquiry knows nothing of partners. What is erased is no case any more.
CREATE FUNCTION follow_partner_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.erased_at IS NOT NULL THEN
    DELETE FROM partner_case WHERE reference = NEW.reference;
  ELSE
    UPDATE partner_case SET ended = NEW.state IN (5, 6), change_xid = pg_current_xact_id() WHERE reference = NEW.reference;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER inquiry_partner_case AFTER UPDATE ON inquiry FOR EACH ROW
  WHEN ((OLD.state IN (5, 6)) <> (NEW.state IN (5, 6)) OR (OLD.erased_at IS NULL) <> (NEW.erased_at IS NULL))
  EXECUTE FUNCTION follow_partner_case();

GRANT SELECT, INSERT ON partner_case TO hotline_log;
GRANT SELECT ON partner_case TO hotline_inquiry;
