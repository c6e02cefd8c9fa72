SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH @match LIMIT @limit)
