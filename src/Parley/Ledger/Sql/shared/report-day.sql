SELECT day FROM report WHERE entry = @entry
