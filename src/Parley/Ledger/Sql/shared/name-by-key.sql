SELECT id FROM name WHERE kind = @kind AND key = @key
