SELECT id, text, shown, left_out FROM name WHERE kind = @kind AND mark = @mark ORDER BY id
