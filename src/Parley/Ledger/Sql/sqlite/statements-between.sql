-- Those of reports in a range.
SELECT id, speaker, party, day, first, last, act, confidence, author, reviewer FROM statement WHERE id >= @first << 20 AND id < (@last + 1) << 20 ORDER BY id
