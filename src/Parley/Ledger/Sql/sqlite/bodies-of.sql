SELECT e.number, e.body, t.text FROM entry e LEFT JOIN text t ON t.report = e.number WHERE e.number IN (SELECT value FROM json_each(@ids))
