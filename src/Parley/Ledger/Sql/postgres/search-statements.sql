-- Statements, the latest first, a page at a time: "day" and "id" are those of the last one seen. Few reports with the words are gone through one by one; of many, the other conditions lead.
SELECT s.id, s.day, s.first, s.last
FROM words w JOIN statement s ON s.id >= w.report << 20 AND s.id < (w.report + 1) << 20 --if few
FROM statement s --if all
WHERE s.day >= @since AND s.day <= @until
  AND w.word @@ CAST(@few AS tsquery) --if few
  AND (s.day, s.id) < (@day, @id) --if day
  AND EXISTS (SELECT 1 FROM words w WHERE w.report = s.id >> 20 AND w.word @@ CAST(@many AS tsquery)) --if many
  AND (s.party = ANY (@by) OR s.speaker = ANY (@by)) --if by
  AND s.party = ANY (@party) --if party
  AND s.speaker = ANY (@speaker) --if speaker
  AND s.act = @act --if act
  AND s.author + s.reviewer = 0 --if open
  AND (s.author = @status OR s.reviewer = @status) --if status
  AND s.id IN (SELECT p.statement FROM position p WHERE p.target = ANY (@issue) --if issue
    AND p.holder = ANY (@holder) --if issue+holder
    AND p.stance = @stance --if issue+stance
  ) --if issue
  AND s.id IN (SELECT p.statement FROM position p WHERE p.target = ANY (@proposal) --if proposal
    AND p.holder = ANY (@holder) --if proposal+holder
    AND p.stance = @stance --if proposal+stance
  ) --if proposal
  AND EXISTS (SELECT 1 FROM position p WHERE p.id >= (s.id >> 20) << 20 AND p.id < ((s.id >> 20) + 1) << 20 AND p.statement = s.id --if told
    AND p.holder = ANY (@holder) --if told+holder
    AND p.stance = @stance --if told+stance
  ) --if told
ORDER BY s.day DESC, s.id DESC LIMIT @limit
