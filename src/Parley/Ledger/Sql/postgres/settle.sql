SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX IF NOT EXISTS words_word ON words USING gin (array_to_tsvector(string_to_array(coded, NULL) || string_to_array(word, ' ')));
ALTER INDEX words_word ALTER COLUMN 1 SET STATISTICS 0;
