SELECT p.statement, n.text FROM unnest(@ids) r (report) JOIN position p ON p.id >= r.report << 20 AND p.id < (r.report + 1) << 20 JOIN name n ON n.id = p.target ORDER BY p.id
