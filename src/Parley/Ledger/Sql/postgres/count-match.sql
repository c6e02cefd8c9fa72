SELECT count(*) FROM (SELECT 1 FROM words WHERE word @@ CAST(@match AS tsquery) LIMIT @limit) found
