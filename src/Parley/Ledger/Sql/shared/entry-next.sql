SELECT min(number) FROM entry WHERE number > @after
