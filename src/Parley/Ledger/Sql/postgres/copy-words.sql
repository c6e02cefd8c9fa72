COPY words (report, coded, word) FROM STDIN (FORMAT BINARY)
