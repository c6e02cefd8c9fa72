-- Only what follows from the record is made anew; the record stays as it is.
DROP TABLE words, position, statement, name, retracted, report;
DROP FUNCTION reports_with(text, integer);

-- mark: the first four bytes of the hash that tells reports apart (of the original bytes, or of what is the report in a page); name: those of the hash of its id. day: day number, -1 for none.
-- state: 0 counts, 1 a later version counts, 2 retracted. reading: number of the reading that counts, 0 for none. positions, statements: what it tells, packed (StatementPack.cs): a row each would be head for the most part.
CREATE TABLE report (
  entry      bigint PRIMARY KEY,
  reading    bigint NOT NULL,
  mark       integer NOT NULL,
  name       integer NOT NULL,
  day        integer NOT NULL,
  state      smallint NOT NULL,
  positions  bytea NOT NULL,
  statements bytea NOT NULL
);
CREATE INDEX report_mark ON report (mark);
CREATE INDEX report_name ON report (name);
CREATE INDEX report_day ON report (day, entry);
CREATE TABLE retracted (entry bigint PRIMARY KEY);

-- Names of parties (0), actors (1), proposals (2), issues (3); shown: the name it counts as; left_out: 1 where people said that it is none; mark: of the name for comparing, as for reports.
CREATE TABLE name (
  id       integer PRIMARY KEY,
  kind     integer NOT NULL,
  mark     integer NOT NULL,
  text     text NOT NULL,
  shown    integer NOT NULL,
  left_out integer NOT NULL
);
CREATE INDEX name_mark ON name (mark);
CREATE INDEX name_shown ON name (shown) WHERE shown <> id;

-- Words of many reports, each with a number that stands for a character (WordCodes.cs).
CREATE TABLE word (
  number integer PRIMARY KEY,
  text   text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX word_text ON word (text);

-- Each word of a report once: with a sign before it where a statement tells it. Further signs before the numbers of the names that its statements and positions name. coded: the characters of those that have one; word: the others.
CREATE TABLE words (
  report bigint PRIMARY KEY,
  coded  text NOT NULL,
  word   text NOT NULL
);
CREATE INDEX words_word ON words USING gin (array_to_tsvector(string_to_array(coded, NULL) || string_to_array(word, ' ')));
-- Nothing is planned by what is in them.
ALTER INDEX words_word ALTER COLUMN 1 SET STATISTICS 0;
ALTER TABLE words ALTER COLUMN coded SET STATISTICS 0, ALTER COLUMN word SET STATISTICS 0;
ALTER TABLE report ALTER COLUMN positions SET STATISTICS 0, ALTER COLUMN statements SET STATISTICS 0;

-- Reports that have words, by the index: making the words of all reports anew takes longer than it seems to the server.
CREATE FUNCTION reports_with(wanted text, most integer) RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
  AS $$ SELECT report FROM words WHERE array_to_tsvector(string_to_array(coded, NULL) || string_to_array(word, ' ')) @@ CAST(wanted AS tsquery) LIMIT most $$;
