ANALYZE report, name, word, words
