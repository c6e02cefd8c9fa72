DELETE FROM position WHERE id >= @first AND id < @end
