SELECT coalesce(sum(octet_length(text)), 0)::bigint FROM text
