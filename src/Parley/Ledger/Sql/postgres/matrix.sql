-- One pass over the index finds for each pair of names the best voice (own before reported before claimed) and its latest day, both in one number of which the least counts; then the positions of that voice and day. The server would rather read the whole table and sort.
SET enable_seqscan = off;
WITH decides AS MATERIALIZED (
  SELECT target, holder, min(CASE voice WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END * 10000000 + 9999998 - day) AS best, count(*) AS told
  FROM position WHERE day >= @since AND day <= @until AND confidence >= @least GROUP BY target, holder
)
SELECT d.target, d.holder, d.told, p.voice, p.day, p.stance, p.confidence
FROM decides d JOIN position p ON p.target = d.target AND p.holder = d.holder AND p.voice = CASE d.best / 10000000 WHEN 0 THEN 0 WHEN 1 THEN 2 ELSE 1 END
  AND p.day = 9999998 - d.best % 10000000 AND p.confidence >= @least
-- Undated positions count along with those of the latest day.
UNION ALL --if undated
SELECT d.target, d.holder, d.told, p.voice, p.day, p.stance, p.confidence --if undated
FROM decides d JOIN position p ON p.target = d.target AND p.holder = d.holder AND p.voice = CASE d.best / 10000000 WHEN 0 THEN 0 WHEN 1 THEN 2 ELSE 1 END --if undated
  AND p.day = -1 AND d.best % 10000000 < 9999999 AND p.confidence >= @least --if undated
;
RESET enable_seqscan
