COPY statement (id, speaker, party, act, day, confidence, author, reviewer, first, last) FROM STDIN (FORMAT BINARY)
