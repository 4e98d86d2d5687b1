-- The sources that every bureau begins with. sides: 1 adversary, 2 own, 3 civilian, 4 child. An empty statement_kinds means
-- every kind. For ADVERSARY the detaining power is ourselves: our own places of internment give notice (R4) and the
-- capture card (R5), our forensic service and authenticated lists are R6.
INSERT INTO source (source_id, description, ceiling, sides, statement_kinds, invented) VALUES
  ('own-internment', 'Our places of internment: registration and capture cards', 5, '{1}', '{}', false),
  ('own-hospitals', 'Our hospitals: registration of wounded prisoners', 4, '{1}',
   '{1,2,4,5,6,7,8,9,10,13,23}', false),
  ('own-forensic', 'Our forensic service: certificates of death and identification', 6, '{1,2,3,4}',
   '{12,13,14,15}', false),
  ('own-authenticated-lists', 'Authenticated lists of exchanges, releases and repatriations', 6, '{1,2,3,4}',
   '{16,17,18,19,20}', false),
  ('own-units', 'Reports of units and brigades', 2, '{1,2,3}', '{}', false),
  ('own-documents', 'Papers, devices and discs found, with the report of who found them', 3, '{1,2,3}', '{}', false),
  ('bureau-notices', 'Notices that this bureau forwarded, and receipts of them', 5, '{1}', '{3,21,22}', false),
  ('missing-persons-register', 'The state register of persons missing under special circumstances', 3, '{2,3,4}', '{}',
   false),
  ('returned-people', 'Word of those who came back, taken down at their return', 2, '{2,3,4}', '{}', false),
  ('adversary-notices', 'Notices of the other power', 4, '{2,3,4}', '{}', false),
  ('red-cross', 'The Central Tracing Agency of the Red Cross', 5, '{1,2,3,4}', '{}', false),
  ('child-return', 'The desk for deported children: proved whereabouts and returns', 6, '{4}', '{}', false),
  ('open-sources', 'Published lists, photographs and recordings', 1, '{1,2,3,4}', '{}', false),
  ('callers', 'What families and friends say', 0, '{1,2,3,4}', '{}', false);
