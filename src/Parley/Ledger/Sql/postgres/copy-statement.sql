COPY statement (id, speaker, party, day, first, last, act, confidence, author, reviewer) FROM STDIN (FORMAT BINARY)
