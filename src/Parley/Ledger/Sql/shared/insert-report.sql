INSERT INTO report (entry, id, mark, day, state, reading) VALUES (@entry, @id, @mark, @day, 0, 0)
