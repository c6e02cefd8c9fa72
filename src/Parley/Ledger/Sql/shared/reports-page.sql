-- Numbers of the reports that count, a page at a time.
SELECT entry FROM report WHERE entry > @after AND state = 0 ORDER BY entry LIMIT @limit
