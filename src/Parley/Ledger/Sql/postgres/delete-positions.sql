DELETE FROM position WHERE id >> 20 = @report
