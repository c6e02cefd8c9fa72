-- What the statements of reports are for or against.
SELECT p.id >> 20, p.statement, n.text FROM json_each(@ids) r CROSS JOIN position p ON p.id >= r.value << 20 AND p.id < (r.value + 1) << 20 JOIN name n ON n.id = p.target ORDER BY p.id
