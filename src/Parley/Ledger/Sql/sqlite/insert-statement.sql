INSERT INTO statement (id, speaker, party, act, day, confidence, author, reviewer, first, last) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)
