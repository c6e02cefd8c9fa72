UPDATE report SET day = @day, state = @state, reading = @reading WHERE entry = @entry
