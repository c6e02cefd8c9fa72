-- Statements, the latest first, a page at a time: "day" and "id" are those of the last one seen. The few reports with the words lead, else names, else days.
SELECT s.id, s.day, s.first, s.last
FROM statement s --if named
FROM report r CROSS JOIN statement s NOT INDEXED ON s.id >= r.entry << 20 AND s.id < (r.entry + 1) << 20 --if dated
WHERE s.day >= @since AND s.day <= @until
  AND r.state = 0 AND r.day >= @since AND r.day <= @until --if dated
  AND r.day <= @day AND (r.day < @day OR r.entry <= @id >> 20) --if dated+day
  AND (s.day < @day OR (s.day = @day AND s.id < @id)) --if day
  AND r.entry IN (SELECT value FROM json_each(@few)) --if few
  AND s.id >> 20 IN (SELECT rowid FROM words WHERE words MATCH @many) --if many
  AND ((s.party > 0 AND s.party IN (SELECT value FROM json_each(@by))) OR (s.speaker > 0 AND s.speaker IN (SELECT value FROM json_each(@by)))) --if by
  AND s.party > 0 AND s.party IN (SELECT value FROM json_each(@party)) --if party
  AND s.speaker > 0 AND s.speaker IN (SELECT value FROM json_each(@speaker)) --if speaker
  AND s.act = @act --if act
  AND s.author + s.reviewer = 0 --if open
  AND (s.author = @status OR s.reviewer = @status) --if status
  AND s.id IN (SELECT ((p.id >> 20) << 20) + p.statement FROM position p WHERE p.target IN (SELECT value FROM json_each(@issue)) --if issue
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if issue+holder
    AND p.stance = @stance --if issue+stance
  ) --if issue
  AND s.id IN (SELECT ((p.id >> 20) << 20) + p.statement FROM position p WHERE p.target IN (SELECT value FROM json_each(@proposal)) --if proposal
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if proposal+holder
    AND p.stance = @stance --if proposal+stance
  ) --if proposal
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >= (s.id >> 20) << 20 AND p.id < ((s.id >> 20) + 1) << 20 AND p.statement = s.id & 1048575 --if told
    AND p.holder IN (SELECT value FROM json_each(@holder)) --if told+holder
    AND p.stance = @stance --if told+stance
  ) --if told
ORDER BY s.day DESC, s.id DESC LIMIT @limit --if named
ORDER BY r.day DESC, r.entry DESC, s.id DESC LIMIT @limit --if dated
