SELECT entry FROM report WHERE state <> 0 AND length(statements) + length(positions) > 0 LIMIT 1
