COPY word (number, text) FROM STDIN (FORMAT BINARY)
