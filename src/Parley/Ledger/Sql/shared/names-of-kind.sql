SELECT id, key, shown, left_out FROM name WHERE kind = @kind ORDER BY id
