SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX IF NOT EXISTS statement_report ON statement ((id >> 20));
CREATE INDEX IF NOT EXISTS statement_party ON statement (party, day) WHERE party > 0;
CREATE INDEX IF NOT EXISTS statement_speaker ON statement (speaker, day) WHERE speaker > 0;
CREATE INDEX IF NOT EXISTS position_report ON position ((id >> 20));
CREATE INDEX IF NOT EXISTS position_cell ON position (target, holder, voice, day, stance, confidence);
CREATE INDEX IF NOT EXISTS words_word ON words USING gin (array_to_tsvector(string_to_array(word, ' ')));
ALTER INDEX words_word ALTER COLUMN 1 SET STATISTICS 20;
