-- All versions of reports, by the marks of their ids.
SELECT r.entry, r.state, r.reading, e.body, CASE WHEN x.entry IS NULL THEN 0 ELSE 1 END
FROM report r JOIN entry e ON e.number = r.entry LEFT JOIN retracted x ON x.entry = r.entry WHERE r.name = ANY (@names) ORDER BY r.entry
