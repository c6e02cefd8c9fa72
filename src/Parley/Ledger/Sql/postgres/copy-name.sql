COPY name (id, kind, mark, text, shown, left_out) FROM STDIN (FORMAT BINARY)
