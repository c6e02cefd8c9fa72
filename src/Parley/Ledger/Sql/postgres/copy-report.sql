COPY report (entry, mark, name, reading, day, state) FROM STDIN (FORMAT BINARY)
