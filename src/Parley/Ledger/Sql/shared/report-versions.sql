SELECT entry, state, reading FROM report WHERE id = @id ORDER BY entry
