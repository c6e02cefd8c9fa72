SELECT kind, subject FROM entry WHERE number = @number
