DELETE FROM words WHERE report = @report
