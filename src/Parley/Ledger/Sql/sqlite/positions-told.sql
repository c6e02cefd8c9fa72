SELECT positions FROM report WHERE entry >= @first AND entry <= @last AND day >= @since AND day <= @until
