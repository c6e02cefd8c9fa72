UPDATE name SET text = @text, shown = @shown, left_out = @out, seal = @seal WHERE id = @id
