-- Decisions on reports, also those made on an earlier version.
SELECT r.entry, d.number, d.at, d.author, d.body
FROM report r JOIN report v ON v.id = r.id JOIN entry d ON d.subject = v.entry AND d.kind = 'decision'
WHERE r.entry IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = d.number) ORDER BY d.number
