-- What reports tell, a page at a time.
SELECT entry, statements, positions FROM report WHERE entry > @after ORDER BY entry LIMIT @limit
