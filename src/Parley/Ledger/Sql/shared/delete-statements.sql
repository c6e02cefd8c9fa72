DELETE FROM statement WHERE id >= @first AND id < @end
