SELECT t.report FROM text t WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.number = t.report AND e.kind = 'report') ORDER BY 1
