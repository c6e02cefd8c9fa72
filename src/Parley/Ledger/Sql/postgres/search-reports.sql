-- Reports that count, the latest first, a page at a time.
SELECT r.entry, r.day FROM report r
WHERE r.state = 0 AND r.day >= @since AND r.day <= @until
  AND (r.day, r.entry) < (@day, @id) --if day
  AND r.entry IN (SELECT w.report FROM words w WHERE array_to_tsvector(string_to_array(w.word, ' ')) @@ CAST(@match AS tsquery)) --if match
ORDER BY r.day DESC, r.entry DESC LIMIT @limit
