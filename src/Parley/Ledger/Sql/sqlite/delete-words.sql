DELETE FROM words WHERE rowid = @report
