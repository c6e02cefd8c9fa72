SELECT report, text FROM text WHERE report IN (SELECT value FROM json_each(@ids))
