-- Reports that count with what they tell, the latest first, a page at a time: "day" and "id" are those of the last one seen; the last value tells whether the index gives the report.
-- A word of many reports is looked for in the words of a page of them: all reports that have it would have to be sorted first.
SELECT r.entry, r.day, r.positions, r.statements
  , true --if all
  , coalesce(array_to_tsvector(string_to_array(w.coded, NULL) || string_to_array(w.word, ' ')) @@ CAST(@many AS tsquery), false) --if many
FROM (
  SELECT entry, day, positions, statements FROM report WHERE state = 0 AND day >= @since AND day <= @until
    AND (day, entry) < (@day, @id) --if day
    AND entry = ANY (@few) --if few
  ORDER BY day DESC, entry DESC LIMIT @limit
) r
LEFT JOIN words w ON w.report = r.entry --if many
ORDER BY r.day DESC, r.entry DESC
