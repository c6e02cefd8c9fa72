COPY position (id, statement, holder, target, stance, voice, confidence, day) FROM STDIN (FORMAT BINARY)
