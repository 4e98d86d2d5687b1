-- Sheets get ten digits: with eight, two of some thousands that are printed in different places would meet too often.
ALTER TABLE paper_sheet DROP CONSTRAINT paper_sheet_number_digits;
ALTER TABLE paper_sheet ALTER COLUMN number TYPE bigint;
ALTER TABLE paper_sheet ADD CONSTRAINT paper_sheet_number_digits CHECK (number BETWEEN 0 AND 9999999999);
