SELECT report FROM reports_with(@match, @limit) AS found (report)
