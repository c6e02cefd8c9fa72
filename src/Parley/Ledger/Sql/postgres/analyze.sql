ANALYZE report, name, statement, position, words
