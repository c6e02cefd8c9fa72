SELECT
  (SELECT coalesce(max(number), 0) FROM entry),
  (SELECT count(*) FROM report WHERE state = 0),
  (SELECT count(*) FROM report WHERE state = 1),
  (SELECT count(*) FROM report WHERE state = 2),
  (SELECT count(*) FROM entry WHERE kind = 'reading' AND subject > 0),
  (SELECT count(*) FROM entry WHERE kind = 'decision' AND subject >= 0),
  (SELECT count(*) FROM entry WHERE kind = 'retraction' AND subject > 0)
