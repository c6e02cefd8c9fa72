SELECT entry, statements, positions FROM report WHERE entry = ANY (@ids)
