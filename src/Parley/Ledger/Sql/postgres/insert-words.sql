INSERT INTO words (report, word) VALUES (@report, array_to_tsvector(@words))
