SELECT id, text FROM name WHERE id = ANY (@ids)
