SELECT entry, id, mark, day, state, reading FROM report ORDER BY entry
