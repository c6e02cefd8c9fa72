SELECT id, kind, text, shown FROM name WHERE mark IN (SELECT value FROM json_each(@marks)) ORDER BY id
