SELECT id, kind, text, shown FROM name WHERE mark = ANY (@marks) ORDER BY id
