INSERT INTO text (report, text, original) VALUES (@0, @1, @2)
