SELECT id, kind, text, shown, left_out, mark, seal FROM name ORDER BY id
