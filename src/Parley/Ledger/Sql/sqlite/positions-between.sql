-- Those of reports in a range.
SELECT id, statement, holder, target, day, stance, voice, confidence FROM position WHERE id >= @first << 20 AND id < (@last + 1) << 20 ORDER BY id
