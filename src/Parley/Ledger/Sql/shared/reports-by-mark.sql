SELECT r.entry, e.body FROM report r JOIN entry e ON e.number = r.entry
WHERE r.mark = @mark AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = r.entry) ORDER BY r.entry DESC
