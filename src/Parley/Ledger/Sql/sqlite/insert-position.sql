INSERT INTO position (id, statement, holder, target, day, stance, voice, confidence) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
