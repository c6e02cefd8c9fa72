INSERT INTO entry (number, kind, at, author, subject, hash, body) VALUES (@0, @1, @2, @3, @4, @5, @6)
