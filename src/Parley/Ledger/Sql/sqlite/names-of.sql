SELECT id, text FROM name WHERE id IN (SELECT value FROM json_each(@ids))
