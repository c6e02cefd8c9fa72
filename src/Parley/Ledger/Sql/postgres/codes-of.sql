-- Numbers of words, and of all that begin as some do.
SELECT number, text FROM word WHERE text = ANY (@words)
UNION ALL
SELECT w.number, w.text FROM unnest(@beginnings) AS b (beginning) JOIN word w ON w.text >= b.beginning COLLATE "C" AND w.text < b.beginning COLLATE "C" || chr(1114111)
