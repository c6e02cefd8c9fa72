CREATE INDEX words_word ON words USING gin (word); ANALYZE report, name, statement, position, words
