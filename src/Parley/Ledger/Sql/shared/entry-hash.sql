SELECT hash FROM entry WHERE number = @number
