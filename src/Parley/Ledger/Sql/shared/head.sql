SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1
