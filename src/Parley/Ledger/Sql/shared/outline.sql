-- What a replay needs of each entry: bodies of reports only.
SELECT number, kind, subject, CASE kind WHEN 'report' THEN body END FROM entry WHERE number > @after AND number <= @last ORDER BY number
