UPDATE name SET text = @text, shown = @shown, left_out = @out WHERE id = @id
