-- Those of reports in a range.
SELECT id, speaker, party, day, first, last, act, confidence, author, reviewer FROM statement WHERE id >> 20 >= @first AND id >> 20 <= @last ORDER BY id
