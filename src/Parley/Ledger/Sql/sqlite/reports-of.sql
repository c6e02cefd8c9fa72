-- Reports with the readings that count.
SELECT r.entry, e.body, t.text, r.reading, d.body
FROM report r JOIN entry e ON e.number = r.entry JOIN text t ON t.report = r.entry LEFT JOIN entry d ON d.number = r.reading
WHERE r.entry IN (SELECT value FROM json_each(@ids))
