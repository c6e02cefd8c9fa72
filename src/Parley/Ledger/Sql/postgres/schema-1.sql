-- The record: nothing below this table is known that does not follow from it and from "text".
CREATE TABLE entry (
  number  bigint PRIMARY KEY CHECK (number > 0),
  kind    text NOT NULL CHECK (kind IN ('report', 'reading', 'decision', 'retraction')),
  at      text NOT NULL,
  author  text NOT NULL,
  subject bigint NOT NULL,
  hash    bytea NOT NULL CHECK (length(hash) = 32),
  body    bytea NOT NULL
);
CREATE INDEX entry_subject ON entry (subject, kind);
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'entries and texts are never changed or deleted'; END $$;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION never();

-- Texts of reports as they were decoded; the original bytes only where they are not just the text in UTF-8.
CREATE TABLE text (
  report   bigint PRIMARY KEY,
  text     text NOT NULL,
  original bytea
);
CREATE TRIGGER text_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON text FOR EACH STATEMENT EXECUTE FUNCTION never();

-- What follows from the record. state: 0 counts, 1 a later version counts, 2 retracted. mark: the first eight bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page). day: day number, -1 for none.
CREATE TABLE report (
  entry   bigint PRIMARY KEY,
  id      text NOT NULL,
  mark    bigint NOT NULL,
  day     integer NOT NULL,
  state   integer NOT NULL,
  reading bigint NOT NULL
);
CREATE INDEX report_id ON report USING hash (id);
CREATE INDEX report_mark ON report (mark);
CREATE INDEX report_day ON report (day DESC, entry DESC);
CREATE TABLE retracted (entry bigint PRIMARY KEY);

-- Names of parties (0), actors (1), proposals (2), issues (3); shown: the name it counts as; left_out: 1 where people said that it is none; mark: of the name for comparing, as for reports.
CREATE TABLE name (
  id       bigint PRIMARY KEY,
  kind     integer NOT NULL,
  mark     bigint NOT NULL,
  text     text NOT NULL,
  shown    bigint NOT NULL,
  left_out bigint NOT NULL
);
CREATE INDEX name_mark ON name (mark);
CREATE INDEX name_shown ON name (shown) WHERE shown <> id;

-- id: number of the report's entry * 2^20 + ordinal.
CREATE TABLE statement (
  id         bigint PRIMARY KEY,
  speaker    bigint,
  party      bigint,
  act        integer NOT NULL,
  day        integer NOT NULL,
  confidence integer NOT NULL,
  author     integer NOT NULL,
  reviewer   integer NOT NULL,
  first      integer NOT NULL,
  last       integer NOT NULL
);
CREATE INDEX statement_day ON statement (day DESC, id DESC);
CREATE INDEX statement_party ON statement (party, day DESC, id DESC) WHERE party IS NOT NULL;
CREATE INDEX statement_speaker ON statement (speaker, day DESC, id DESC) WHERE speaker IS NOT NULL;
CREATE TABLE position (
  id         bigint PRIMARY KEY,
  statement  bigint NOT NULL,
  holder     bigint NOT NULL,
  target     bigint NOT NULL,
  stance     integer NOT NULL,
  voice      integer NOT NULL,
  confidence integer NOT NULL,
  day        integer NOT NULL
);
CREATE INDEX position_cell ON position (target, holder, voice, day, stance, confidence);
CREATE TABLE words (
  report bigint PRIMARY KEY,
  word   tsvector NOT NULL
);
CREATE INDEX words_word ON words USING gin (word);
CREATE TABLE ledger (version integer NOT NULL);
