SELECT report, tsvector_to_array(word) FROM words WHERE report > @after ORDER BY report LIMIT @limit
