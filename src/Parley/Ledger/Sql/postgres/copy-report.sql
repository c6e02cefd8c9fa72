COPY report (entry, id, mark, day, state, reading) FROM STDIN (FORMAT BINARY)
