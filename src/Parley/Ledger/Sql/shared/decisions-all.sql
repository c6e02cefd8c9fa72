SELECT d.number, d.at, d.author, d.body FROM entry d
WHERE d.subject > 0 AND d.kind = 'decision' AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = d.number) ORDER BY d.number
