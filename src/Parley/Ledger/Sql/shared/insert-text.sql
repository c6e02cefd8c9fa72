INSERT INTO text (report, text, original) VALUES (@report, @text, @original)
