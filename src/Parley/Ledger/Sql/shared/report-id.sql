SELECT id FROM report WHERE entry = @entry
