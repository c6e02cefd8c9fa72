SELECT entry, mark, name, day, state, reading FROM report ORDER BY entry
