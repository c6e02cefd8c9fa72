INSERT INTO name (id, kind, mark, text, shown, left_out) VALUES (@id, @kind, @mark, @text, @shown, @out)
