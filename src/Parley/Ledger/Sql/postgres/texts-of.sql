SELECT report, text FROM text WHERE report = ANY (@ids)
