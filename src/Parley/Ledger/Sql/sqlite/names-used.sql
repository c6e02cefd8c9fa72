SELECT id, shown, text, left_out FROM name WHERE id IN (SELECT value FROM json_each(@ids) UNION SELECT n.shown FROM name n WHERE n.id IN (SELECT value FROM json_each(@ids)))
