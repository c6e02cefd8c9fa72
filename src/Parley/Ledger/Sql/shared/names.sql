SELECT id, kind, text, shown, left_out, mark FROM name ORDER BY id
