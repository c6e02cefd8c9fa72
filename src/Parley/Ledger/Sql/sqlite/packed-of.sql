SELECT entry, statements, positions FROM report WHERE entry IN (SELECT value FROM json_each(@ids))
