UPDATE report SET day = @day, state = @state, reading = @reading, positions = @positions, statements = @statements WHERE entry = @entry
