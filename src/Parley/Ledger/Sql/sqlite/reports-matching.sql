SELECT rowid FROM words WHERE words MATCH @match LIMIT @limit
