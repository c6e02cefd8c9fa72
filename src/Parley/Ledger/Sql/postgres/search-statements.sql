-- Statements, the latest first, a page at a time: "day" and "id" are those of the last one seen. The few reports with the words lead, else names, else days.
SELECT s.id, s.day, s.first, s.last
FROM statement s --if named
FROM report r JOIN statement s ON s.id >> 20 = r.entry --if dated
WHERE s.day >= @since AND s.day <= @until
  AND r.state = 0 AND r.day >= @since AND r.day <= @until --if dated
  AND r.entry = ANY (@few) --if few
  AND (r.day, r.entry) <= (@day, @id >> 20) --if dated+day
  AND (s.day, s.id) < (@day, @id) --if day
  AND s.id >> 20 IN (SELECT w.report FROM words w WHERE array_to_tsvector(string_to_array(w.word, ' ')) @@ CAST(@many AS tsquery)) --if many
  AND ((s.party > 0 AND s.party = ANY (@by)) OR (s.speaker > 0 AND s.speaker = ANY (@by))) --if by
  AND s.party > 0 AND s.party = ANY (@party) --if party
  AND s.speaker > 0 AND s.speaker = ANY (@speaker) --if speaker
  AND s.act = @act --if act
  AND s.author + s.reviewer = 0 --if open
  AND (s.author = @status OR s.reviewer = @status) --if status
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >> 20 = s.id >> 20 AND p.statement = s.id & 1048575 AND p.target = ANY (@issue) --if issue
    AND p.holder = ANY (@holder) --if issue+holder
    AND p.stance = @stance --if issue+stance
  ) --if issue
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >> 20 = s.id >> 20 AND p.statement = s.id & 1048575 AND p.target = ANY (@proposal) --if proposal
    AND p.holder = ANY (@holder) --if proposal+holder
    AND p.stance = @stance --if proposal+stance
  ) --if proposal
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >> 20 = s.id >> 20 AND p.statement = s.id & 1048575 --if told
    AND p.holder = ANY (@holder) --if told+holder
    AND p.stance = @stance --if told+stance
  ) --if told
ORDER BY s.day DESC, s.id DESC LIMIT @limit --if named
ORDER BY r.day DESC, r.entry DESC, s.id DESC LIMIT @limit --if dated
