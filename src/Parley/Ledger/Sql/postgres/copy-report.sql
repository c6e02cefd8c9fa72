COPY report (entry, reading, mark, name, day, state, positions, statements) FROM STDIN (FORMAT BINARY)
