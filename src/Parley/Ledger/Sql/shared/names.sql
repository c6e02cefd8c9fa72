SELECT id, kind, key, text, shown, left_out FROM name ORDER BY id
