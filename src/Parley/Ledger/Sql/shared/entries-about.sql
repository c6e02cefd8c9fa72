SELECT number FROM entry WHERE subject = @subject ORDER BY number
