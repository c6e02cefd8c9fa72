-- All in one value: a row each would take the driver longer than all the rest.
SELECT string_agg(positions, '') FROM report WHERE entry >= @first AND entry <= @last AND day >= @since AND day <= @until
