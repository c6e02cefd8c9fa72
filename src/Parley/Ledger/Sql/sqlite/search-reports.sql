-- Reports that count with what they tell, the latest first, a page at a time: "day" and "id" are those of the last one seen; the last value tells whether the index gives the report.
SELECT r.entry, r.day, r.positions, r.statements, 1 FROM report r
WHERE r.state = 0 AND r.day >= @since AND r.day <= @until
  AND (r.day < @day OR (r.day = @day AND r.entry < @id)) --if day
  AND r.entry IN (SELECT value FROM json_each(@few)) --if few
  AND r.entry IN (SELECT rowid FROM words WHERE words MATCH @many) --if many
ORDER BY r.day DESC, r.entry DESC LIMIT @limit
