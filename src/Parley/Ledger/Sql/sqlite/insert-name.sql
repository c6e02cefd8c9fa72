INSERT INTO name (id, kind, mark, text, shown, left_out, seal) VALUES (@0, @1, @2, @3, @4, @5, @6)
