SELECT entry FROM report WHERE id = @id AND state = 0
