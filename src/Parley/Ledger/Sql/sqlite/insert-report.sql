INSERT INTO report (entry, reading, mark, name, day, state, positions, statements) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
