DELETE FROM statement WHERE id >> 20 = @report
