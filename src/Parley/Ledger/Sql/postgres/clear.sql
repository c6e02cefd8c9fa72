DROP INDEX IF EXISTS words_word; TRUNCATE report, retracted, name, word, words
