SELECT EXISTS (SELECT 1 FROM words_data FULL JOIN seal_data USING (id) WHERE seal(block) IS NOT mark)
  OR EXISTS (SELECT 1 FROM words_docsize FULL JOIN seal_docsize USING (id) WHERE seal(sz, origin) IS NOT mark)
  OR EXISTS (SELECT 1 FROM (SELECT segid, seal_all(term, pgno) AS found FROM words_idx GROUP BY segid) FULL JOIN seal_idx USING (segid) WHERE found IS NOT mark)
  OR (SELECT group_concat(k || ' ' || v) FROM words_config) IS NOT 'version 4'
