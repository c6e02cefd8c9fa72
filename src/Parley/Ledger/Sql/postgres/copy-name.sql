COPY name (id, kind, mark, text, shown, left_out, seal) FROM STDIN (FORMAT BINARY)
