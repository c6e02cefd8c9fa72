-- Reports that count, the latest first, a page at a time.
SELECT r.entry, r.day FROM report r
WHERE r.state = 0 AND r.day >= @since AND r.day <= @until
  AND (r.day < @day OR (r.day = @day AND r.entry < @id)) --if day
  AND r.entry IN (SELECT rowid FROM words WHERE words MATCH @match) --if match
ORDER BY r.day DESC, r.entry DESC LIMIT @limit
