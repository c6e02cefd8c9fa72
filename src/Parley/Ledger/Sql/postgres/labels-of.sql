-- What the statements of reports are for or against.
SELECT p.id >> 20, p.statement, n.text FROM position p JOIN name n ON n.id = p.target WHERE p.id >> 20 = ANY (@ids) ORDER BY p.id
