INSERT INTO report (entry, mark, name, reading, day, state) VALUES (@0, @1, @2, @3, @4, @5)
