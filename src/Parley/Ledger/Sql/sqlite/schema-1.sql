-- The record: nothing below this table is known that does not follow from it and from "text".
CREATE TABLE entry (
  number  INTEGER PRIMARY KEY CHECK (number > 0),
  kind    TEXT NOT NULL CHECK (kind IN ('report', 'reading', 'decision', 'retraction')),
  at      TEXT NOT NULL,
  author  TEXT NOT NULL,
  subject INTEGER NOT NULL,
  hash    BLOB NOT NULL CHECK (length(hash) = 32),
  body    BLOB NOT NULL
);
CREATE INDEX entry_subject ON entry (subject, kind);
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

-- Texts of reports as they were decoded, findable in the file; the original bytes only where they are not just the text in UTF-8.
CREATE TABLE text (
  report   INTEGER PRIMARY KEY,
  text     TEXT NOT NULL,
  original BLOB
);
CREATE TRIGGER text_is_never_changed BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;
CREATE TRIGGER text_is_never_deleted BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'texts are never deleted'); END;

-- What follows from the record. state: 0 counts, 1 a later version counts, 2 retracted. mark: the first eight bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page). day: day number, -1 for none.
CREATE TABLE report (
  entry   INTEGER PRIMARY KEY,
  id      TEXT NOT NULL,
  mark    INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  state   INTEGER NOT NULL,
  reading INTEGER NOT NULL
);
CREATE INDEX report_id ON report (id);
CREATE INDEX report_mark ON report (mark);
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

-- id: number of the report's entry * 2^20 + ordinal.
CREATE TABLE statement (
  id         INTEGER PRIMARY KEY,
  speaker    INTEGER,
  party      INTEGER,
  act        INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  author     INTEGER NOT NULL,
  reviewer   INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL
);
CREATE INDEX statement_day ON statement (day);
CREATE INDEX statement_party ON statement (party, day) WHERE party IS NOT NULL;
CREATE INDEX statement_speaker ON statement (speaker, day) WHERE speaker IS NOT NULL;
CREATE TABLE position (
  id         INTEGER PRIMARY KEY,
  statement  INTEGER NOT NULL,
  holder     INTEGER NOT NULL,
  target     INTEGER NOT NULL,
  stance     INTEGER NOT NULL,
  voice      INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  day        INTEGER NOT NULL
);
CREATE INDEX position_cell ON position (target, holder, voice, day, stance, confidence);
CREATE VIRTUAL TABLE words USING fts5 (word, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0');
