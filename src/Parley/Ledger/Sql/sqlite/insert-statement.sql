INSERT INTO statement (id, speaker, party, day, first, last, act, confidence, author, reviewer) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)
