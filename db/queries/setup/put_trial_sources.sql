-- The invented sources of the sample register; run once when a database is marked TRIAL. Changes nothing where they are.
INSERT INTO source (source_id, description, ceiling, sides, statement_kinds, invented) VALUES
  ('sample-internment', 'Sample: our places of internment', 6, '{1}', '{}', true),
  ('sample-forensic', 'Sample: our forensic service', 6, '{1}', '{}', true),
  ('sample-front-reports', 'Sample: reports of our units', 3, '{1}', '{}', true),
  ('sample-open-sources', 'Sample: open sources', 1, '{1}', '{}', true),
  ('sample-own-units', 'Sample: loss reports of our units', 3, '{2}', '{}', true),
  ('sample-red-cross', 'Sample: notices through the Red Cross', 5, '{2}', '{}', true),
  ('sample-returns', 'Sample: those who came back', 6, '{2}', '{}', true),
  ('sample-own-forensic', 'Sample: forensic service, our own dead', 6, '{2}', '{}', true),
  ('sample-civilians', 'Sample: civilians', 6, '{3}', '{}', true),
  ('sample-children', 'Sample: children', 6, '{4}', '{}', true)
ON CONFLICT (source_id) DO NOTHING
