SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX statement_report ON statement ((id >> 20));
CREATE INDEX statement_party ON statement (party, day) WHERE party > 0;
CREATE INDEX statement_speaker ON statement (speaker, day) WHERE speaker > 0;
CREATE INDEX position_report ON position ((id >> 20));
CREATE INDEX position_cell ON position (target, holder, voice, day, stance, confidence);
CREATE INDEX words_word ON words USING gin (array_to_tsvector(string_to_array(word, ' ')));
ALTER INDEX words_word ALTER COLUMN 1 SET STATISTICS 20;
