DROP INDEX IF EXISTS words_word, statement_report, statement_party, statement_speaker, position_report, position_cell; TRUNCATE report, retracted, name, statement, position, words
