-- Only what follows from the record is made anew; the record stays as it is.
DROP TABLE words;
DROP TABLE position;
DROP TABLE statement;
DROP TABLE name;
DROP TABLE retracted;
DROP TABLE report;

-- mark: the first four bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page); name: those of the hash of its id. day: day number, -1 for none.
-- state: 0 counts, 1 a later version counts, 2 retracted. reading: number of the reading that counts, 0 for none. positions, statements: what it tells, packed (StatementPack.cs).
CREATE TABLE report (
  entry      INTEGER PRIMARY KEY,
  reading    INTEGER NOT NULL,
  mark       INTEGER NOT NULL,
  name       INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  positions  BLOB NOT NULL,
  statements BLOB NOT NULL
);
CREATE INDEX report_mark ON report (mark);
CREATE INDEX report_name ON report (name);
CREATE INDEX report_day ON report (day);
CREATE TABLE retracted (entry INTEGER PRIMARY KEY);

-- Names of parties (0), actors (1), proposals (2), issues (3); shown: the name it counts as; left_out: 1 where people said that it is none; mark: of the name for comparing, as for reports.
CREATE TABLE name (
  id       INTEGER PRIMARY KEY,
  kind     INTEGER NOT NULL,
  mark     INTEGER NOT NULL,
  text     TEXT NOT NULL,
  shown    INTEGER NOT NULL,
  left_out INTEGER NOT NULL
);
CREATE INDEX name_mark ON name (mark);
CREATE INDEX name_shown ON name (shown) WHERE shown <> id;

-- Each word of a report once: with a sign before it where a statement tells it. Further signs before the numbers of the names that its statements and positions name.
CREATE VIRTUAL TABLE words USING fts5 (word, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0');
