SELECT id, text, shown FROM name WHERE kind = @kind ORDER BY id
