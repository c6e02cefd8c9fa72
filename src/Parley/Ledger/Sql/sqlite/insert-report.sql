INSERT INTO report (entry, id, mark, day, state, reading) VALUES (@0, @1, @2, @3, @4, @5)
