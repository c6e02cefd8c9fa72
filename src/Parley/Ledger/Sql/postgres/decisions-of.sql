-- Decisions on reports under their ids, by the marks of these: also those made on an earlier version.
SELECT d.number, d.at, d.author, d.body
FROM report v JOIN entry d ON d.subject = v.entry AND d.kind = 'decision'
WHERE v.name = ANY (@names) AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = d.number) ORDER BY d.number
