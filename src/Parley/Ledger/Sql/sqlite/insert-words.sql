INSERT INTO words (rowid, word) VALUES (@report, @words)
