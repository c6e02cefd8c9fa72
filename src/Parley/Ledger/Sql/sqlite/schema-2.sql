-- Only what follows from the record is made anew; the record stays as it is.
DROP TABLE words;
DROP TABLE position;
DROP TABLE statement;
DROP TABLE name;
DROP TABLE retracted;
DROP TABLE report;

-- mark: the first eight bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page); name: those of the hash of its id. day: day number, -1 for none.
-- state: 0 counts, 1 a later version counts, 2 retracted. reading: number of the reading that counts, 0 for none.
CREATE TABLE report (
  entry   INTEGER PRIMARY KEY,
  mark    INTEGER NOT NULL,
  name    INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  state   INTEGER NOT NULL,
  reading INTEGER NOT NULL
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

-- id: number of the report's entry * 2^20 + ordinal. speaker, party: numbers of names, 0 for none.
CREATE TABLE statement (
  id         INTEGER PRIMARY KEY,
  speaker    INTEGER NOT NULL,
  party      INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  act        INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  author     INTEGER NOT NULL,
  reviewer   INTEGER NOT NULL
);
CREATE INDEX statement_party ON statement (party, day) WHERE party > 0;
CREATE INDEX statement_speaker ON statement (speaker, day) WHERE speaker > 0;

-- id: as of statements; statement: ordinal of the one that tells it.
CREATE TABLE position (
  id         INTEGER PRIMARY KEY,
  statement  INTEGER NOT NULL,
  holder     INTEGER NOT NULL,
  target     INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  stance     INTEGER NOT NULL,
  voice      INTEGER NOT NULL,
  confidence INTEGER NOT NULL
);
CREATE INDEX position_cell ON position (target, holder, voice, day, stance, confidence);

-- Each word of a report once: with a sign before it where a statement tells it.
CREATE VIRTUAL TABLE words USING fts5 (word, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0');
