SELECT EXISTS (SELECT 1 FROM entry WHERE typeof(kind) <> 'text' OR typeof(at) <> 'text' OR typeof(author) <> 'text' OR typeof(subject) <> 'integer' OR typeof(hash) <> 'blob' OR typeof(body) <> 'blob')
  OR EXISTS (SELECT 1 FROM text WHERE typeof(text) <> 'text' OR typeof(original) NOT IN ('blob', 'null'))
  OR EXISTS (SELECT 1 FROM report WHERE typeof(reading) <> 'integer' OR typeof(mark) <> 'integer' OR typeof(name) <> 'integer' OR typeof(day) <> 'integer' OR typeof(state) <> 'integer' OR typeof(positions) <> 'blob' OR typeof(statements) <> 'blob')
  OR EXISTS (SELECT 1 FROM name WHERE typeof(kind) <> 'integer' OR typeof(mark) <> 'integer' OR typeof(text) <> 'text' OR typeof(shown) <> 'integer' OR typeof(left_out) <> 'integer' OR typeof(seal) <> 'integer')
