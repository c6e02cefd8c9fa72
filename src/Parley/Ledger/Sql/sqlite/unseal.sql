DELETE FROM seal_idx;
DELETE FROM seal_data;
INSERT INTO seal_data SELECT id, NULL FROM words_data;
DELETE FROM seal_docsize;
INSERT INTO seal_docsize SELECT id, NULL FROM words_docsize
