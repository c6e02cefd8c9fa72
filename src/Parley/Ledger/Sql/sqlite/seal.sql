-- Rows of words_data have the number of their segment from bit 37 on.
REPLACE INTO seal_idx SELECT segment, (SELECT seal_all(term, pgno) FROM words_idx WHERE segid = segment) FROM (SELECT DISTINCT id >> 37 AS segment FROM seal_data WHERE mark IS NULL) WHERE segment > 0;
DELETE FROM seal_idx WHERE mark IS NULL;
UPDATE seal_data SET mark = (SELECT seal(block) FROM words_data WHERE words_data.id = seal_data.id) WHERE mark IS NULL;
DELETE FROM seal_data WHERE mark IS NULL;
UPDATE seal_docsize SET mark = (SELECT seal(sz, origin) FROM words_docsize WHERE words_docsize.id = seal_docsize.id) WHERE mark IS NULL;
DELETE FROM seal_docsize WHERE mark IS NULL
