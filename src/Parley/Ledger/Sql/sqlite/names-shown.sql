SELECT id FROM name WHERE left_out = 0 AND (id IN (SELECT value FROM json_each(@shown)) OR (shown <> id AND shown IN (SELECT value FROM json_each(@shown)))) ORDER BY id
