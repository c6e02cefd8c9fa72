SELECT (SELECT count(*) FROM statement), (SELECT count(*) FROM position)
