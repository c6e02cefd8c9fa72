COPY words (report, word) FROM STDIN (FORMAT BINARY)
