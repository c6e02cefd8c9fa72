-- An index of words is made faster at once than word by word: see settle.
DROP INDEX IF EXISTS words_word; TRUNCATE report, retracted, name, statement, position, words
