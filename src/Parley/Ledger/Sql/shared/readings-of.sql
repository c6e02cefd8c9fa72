SELECT number FROM entry e WHERE subject = @report AND kind = 'reading' AND NOT EXISTS (SELECT 1 FROM retracted x WHERE x.entry = e.number) ORDER BY number DESC
