SELECT number, text, CAST(xmin AS text) FROM word WHERE number > @after OR number = 0 ORDER BY number
