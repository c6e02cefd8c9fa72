-- A page of entries; the text of a report goes with its entry and, to unpack it, with a reading of it, as does the body of the report's entry.
SELECT e.number, e.kind, e.at, e.author, e.subject, e.hash, e.body, t.text, CASE e.kind WHEN 'report' THEN t.original END, r.body
FROM entry e LEFT JOIN text t ON t.report = CASE e.kind WHEN 'report' THEN e.number WHEN 'reading' THEN e.subject END
LEFT JOIN entry r ON r.number = CASE e.kind WHEN 'reading' THEN e.subject END
WHERE e.number > @after AND e.number <= @last ORDER BY e.number
