SELECT id, statement, holder, target, stance, voice, confidence, day FROM position WHERE id >= @first AND id < @end ORDER BY id
