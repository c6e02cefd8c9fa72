-- Those of reports in a range.
SELECT id, statement, holder, target, day, stance, voice, confidence FROM position WHERE id >> 20 >= @first AND id >> 20 <= @last ORDER BY id
