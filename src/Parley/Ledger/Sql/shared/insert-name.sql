INSERT INTO name (id, kind, key, text, shown, left_out) VALUES (@id, @kind, @key, @text, @shown, @out)
