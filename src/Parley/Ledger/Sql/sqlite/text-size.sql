SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM text
