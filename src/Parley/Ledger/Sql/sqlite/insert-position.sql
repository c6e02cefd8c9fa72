INSERT INTO position (id, statement, holder, target, stance, voice, confidence, day) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
