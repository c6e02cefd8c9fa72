SELECT id, speaker, party, act, day, confidence, author, reviewer, first, last FROM statement WHERE id >= @first AND id < @end ORDER BY id
