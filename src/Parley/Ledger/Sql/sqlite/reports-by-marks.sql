-- Reports that are not retracted, by what tells them apart; the last comes last.
SELECT r.entry, e.body FROM report r JOIN entry e ON e.number = r.entry
WHERE r.mark IN (SELECT value FROM json_each(@marks)) AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = r.entry) ORDER BY r.entry
