SELECT body FROM entry WHERE number = @number
