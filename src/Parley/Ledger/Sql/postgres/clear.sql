TRUNCATE report, retracted, name, statement, position, words
