-- Rejected statements are kept with the others, so rows are made anew. seal: of number, kind and wording of a name, of which the record may have several.
TRUNCATE name;
ALTER TABLE name ADD COLUMN seal integer NOT NULL;
