-- Rejected statements are kept with the others, so rows are made anew. seal: of number, kind and wording of a name, of which the record may have several.
DROP TABLE name;
CREATE TABLE name (
  id       INTEGER PRIMARY KEY,
  kind     INTEGER NOT NULL,
  mark     INTEGER NOT NULL,
  text     TEXT NOT NULL,
  shown    INTEGER NOT NULL,
  left_out INTEGER NOT NULL,
  seal     INTEGER NOT NULL
);
CREATE INDEX name_mark ON name (mark);
CREATE INDEX name_shown ON name (shown) WHERE shown <> id;

-- What FTS5 keeps the index of words in, sealed row by row, words_idx segment by segment (RowSeal.cs): FTS5 cannot tell all damage to its tables itself. mark: null until the end of the transaction that wrote or
-- deleted the row (seal.sql). Triggers only note which: one that calls a function or can fail makes FTS5 first write all that it gathered, and that without end.
CREATE TABLE seal_data (
  id   INTEGER PRIMARY KEY,
  mark INTEGER
);
CREATE INDEX seal_data_open ON seal_data (mark) WHERE mark IS NULL;
CREATE TRIGGER words_data_written AFTER INSERT ON words_data BEGIN REPLACE INTO seal_data VALUES (new.id, NULL); END;
CREATE TRIGGER words_data_deleted AFTER DELETE ON words_data BEGIN REPLACE INTO seal_data VALUES (old.id, NULL); END;
CREATE TABLE seal_docsize (
  id   INTEGER PRIMARY KEY,
  mark INTEGER
);
CREATE INDEX seal_docsize_open ON seal_docsize (mark) WHERE mark IS NULL;
CREATE TRIGGER words_docsize_written AFTER INSERT ON words_docsize BEGIN REPLACE INTO seal_docsize VALUES (new.id, NULL); END;
CREATE TRIGGER words_docsize_deleted AFTER DELETE ON words_docsize BEGIN REPLACE INTO seal_docsize VALUES (old.id, NULL); END;
CREATE TABLE seal_idx (
  segid INTEGER PRIMARY KEY,
  mark  INTEGER
);
