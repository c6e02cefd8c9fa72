COPY entry (number, kind, at, author, subject, hash, body) FROM STDIN (FORMAT BINARY)
