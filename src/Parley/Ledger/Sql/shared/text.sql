SELECT text FROM text WHERE report = @report
