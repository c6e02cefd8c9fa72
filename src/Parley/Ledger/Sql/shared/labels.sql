SELECT n.text FROM position p JOIN name n ON n.id = p.target WHERE p.id >= @first AND p.id < @end AND p.statement = @statement ORDER BY p.id
