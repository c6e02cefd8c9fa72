SELECT id, shown, text, left_out FROM name WHERE id = ANY (@ids) OR id IN (SELECT n.shown FROM name n WHERE n.id = ANY (@ids))
