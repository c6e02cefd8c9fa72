-- Statements, the latest first, a page at a time: "day" and "id" are those of the last one seen. Few reports with the words are gone through one by one (by number, whatever else could lead); of many, the other conditions lead.
SELECT s.id, s.day, s.first, s.last
FROM (SELECT rowid AS report FROM words WHERE words MATCH @few) w CROSS JOIN statement s NOT INDEXED ON s.id >= w.report << 20 AND s.id < (w.report + 1) << 20 --if few
FROM statement s --if all
WHERE s.day >= @since AND s.day <= @until
  AND (s.day < @day OR (s.day = @day AND s.id < @id)) --if day
  AND s.id >> 20 IN (SELECT rowid FROM words WHERE words MATCH @many) --if many
  AND (s.party IN (SELECT value FROM json_each(@by)) OR s.speaker IN (SELECT value FROM json_each(@by))) --if by
  AND s.party IN (SELECT value FROM json_each(@party)) --if party
  AND s.speaker IN (SELECT value FROM json_each(@speaker)) --if speaker
  AND s.act = @act --if act
  AND s.author + s.reviewer = 0 --if open
  AND (s.author = @status OR s.reviewer = @status) --if status
  AND s.id IN (SELECT p.statement FROM position p WHERE p.target IN (SELECT value FROM json_each(@issue)) --if issue
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if issue+holder
    AND p.stance = @stance --if issue+stance
  ) --if issue
  AND s.id IN (SELECT p.statement FROM position p WHERE p.target IN (SELECT value FROM json_each(@proposal)) --if proposal
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if proposal+holder
    AND p.stance = @stance --if proposal+stance
  ) --if proposal
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >= (s.id >> 20) << 20 AND p.id < ((s.id >> 20) + 1) << 20 AND p.statement = s.id --if told
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if told+holder
    AND p.stance = @stance --if told+stance
  ) --if told
ORDER BY s.day DESC, s.id DESC LIMIT @limit
