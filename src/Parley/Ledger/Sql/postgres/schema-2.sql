-- Only what follows from the record is made anew; the record stays as it is.
DROP TABLE words, position, statement, name, retracted, report;

-- mark: the first eight bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page); name: those of the hash of its id. day: day number, -1 for none.
-- state: 0 counts, 1 a later version counts, 2 retracted. reading: number of the reading that counts, 0 for none.
CREATE TABLE report (
  entry   bigint PRIMARY KEY,
  mark    bigint NOT NULL,
  name    bigint NOT NULL,
  reading bigint NOT NULL,
  day     integer NOT NULL,
  state   smallint NOT NULL
);
CREATE INDEX report_mark ON report USING hash (mark);
CREATE INDEX report_name ON report USING hash (name);
CREATE INDEX report_day ON report (day, entry);
CREATE TABLE retracted (entry bigint PRIMARY KEY);

-- Names of parties (0), actors (1), proposals (2), issues (3); shown: the name it counts as; left_out: 1 where people said that it is none; mark: of the name for comparing, as for reports.
CREATE TABLE name (
  id       integer PRIMARY KEY,
  kind     integer NOT NULL,
  mark     bigint NOT NULL,
  text     text NOT NULL,
  shown    integer NOT NULL,
  left_out integer NOT NULL
);
CREATE INDEX name_mark ON name (mark);
CREATE INDEX name_shown ON name (shown) WHERE shown <> id;

-- id: number of the report's entry * 2^20 + ordinal. speaker, party: numbers of names, 0 for none. An index on many rows of one report is much smaller than one on each row.
CREATE TABLE statement (
  id         bigint NOT NULL,
  speaker    integer NOT NULL,
  party      integer NOT NULL,
  day        integer NOT NULL,
  first      integer NOT NULL,
  last       integer NOT NULL,
  act        smallint NOT NULL,
  confidence smallint NOT NULL,
  author     smallint NOT NULL,
  reviewer   smallint NOT NULL
);
CREATE INDEX statement_report ON statement ((id >> 20));
CREATE INDEX statement_party ON statement (party, day) WHERE party > 0;
CREATE INDEX statement_speaker ON statement (speaker, day) WHERE speaker > 0;

-- id: as of statements; statement: ordinal of the one that tells it.
CREATE TABLE position (
  id         bigint NOT NULL,
  statement  integer NOT NULL,
  holder     integer NOT NULL,
  target     integer NOT NULL,
  day        integer NOT NULL,
  stance     smallint NOT NULL,
  voice      smallint NOT NULL,
  confidence smallint NOT NULL
);
CREATE INDEX position_report ON position ((id >> 20));
CREATE INDEX position_cell ON position (target, holder, voice, day, stance, confidence);

-- Each word of a report once: with a sign before it where a statement tells it.
CREATE TABLE words (
  report bigint PRIMARY KEY,
  word   text NOT NULL
);
CREATE INDEX words_word ON words USING gin (array_to_tsvector(string_to_array(word, ' ')));
-- How many reports have the commonest words is worth knowing; words of many reports need not be looked at for it.
ALTER INDEX words_word ALTER COLUMN 1 SET STATISTICS 20;
ALTER TABLE words ALTER COLUMN report SET STATISTICS 20, ALTER COLUMN word SET STATISTICS 0;

-- Reports that have words, by the index: making the words of all reports anew takes longer than it seems to the server.
CREATE FUNCTION reports_with(wanted text, most integer) RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
  AS $$ SELECT report FROM words WHERE array_to_tsvector(string_to_array(word, ' ')) @@ CAST(wanted AS tsquery) LIMIT most $$;
