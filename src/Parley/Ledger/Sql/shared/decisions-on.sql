SELECT d.number, d.at, d.author, d.body
FROM report v JOIN entry d ON d.subject = v.entry AND d.kind = 'decision'
WHERE v.id = @id AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = d.number) ORDER BY d.number
