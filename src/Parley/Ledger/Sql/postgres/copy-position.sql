COPY position (id, statement, holder, target, day, stance, voice, confidence) FROM STDIN (FORMAT BINARY)
