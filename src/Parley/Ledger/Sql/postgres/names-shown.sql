SELECT id FROM name WHERE left_out = 0 AND (id = ANY (@shown) OR (shown <> id AND shown = ANY (@shown))) ORDER BY id
