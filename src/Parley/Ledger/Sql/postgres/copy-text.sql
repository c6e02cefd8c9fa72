COPY text (report, text, original) FROM STDIN (FORMAT BINARY)
