INSERT INTO entry (number, kind, at, author, subject, hash, body) VALUES (@number, @kind, @at, @author, @subject, @hash, @body)
