SELECT report, coded, word FROM words WHERE report > @after ORDER BY report LIMIT @limit
