CREATE SCHEMA fixture;
CREATE FUNCTION fixture.never() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'entries and texts are never changed or deleted'; END $$;
CREATE TABLE fixture.entry (
    number bigint NOT NULL,
    kind text NOT NULL,
    at text NOT NULL,
    author text NOT NULL,
    subject bigint NOT NULL,
    hash bytea NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT entry_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT entry_kind_check CHECK ((kind = ANY (ARRAY['report'::text, 'reading'::text, 'decision'::text, 'retraction'::text]))),
    CONSTRAINT entry_number_check CHECK ((number > 0))
);
CREATE TABLE fixture.ledger (
    version integer NOT NULL
);
CREATE TABLE fixture.name (
    id bigint NOT NULL,
    kind integer NOT NULL,
    mark bigint NOT NULL,
    text text NOT NULL,
    shown bigint NOT NULL,
    left_out bigint NOT NULL
);
CREATE TABLE fixture."position" (
    id bigint NOT NULL,
    statement bigint NOT NULL,
    holder bigint NOT NULL,
    target bigint NOT NULL,
    stance integer NOT NULL,
    voice integer NOT NULL,
    confidence integer NOT NULL,
    day integer NOT NULL
);
CREATE TABLE fixture.report (
    entry bigint NOT NULL,
    id text NOT NULL,
    mark bigint NOT NULL,
    day integer NOT NULL,
    state integer NOT NULL,
    reading bigint NOT NULL
);
CREATE TABLE fixture.retracted (
    entry bigint NOT NULL
);
CREATE TABLE fixture.statement (
    id bigint NOT NULL,
    speaker bigint,
    party bigint,
    act integer NOT NULL,
    day integer NOT NULL,
    confidence integer NOT NULL,
    author integer NOT NULL,
    reviewer integer NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL
);
CREATE TABLE fixture.text (
    report bigint NOT NULL,
    text text NOT NULL,
    original bytea
);
CREATE TABLE fixture.words (
    report bigint NOT NULL,
    word tsvector NOT NULL
);
INSERT INTO fixture.entry VALUES (1, 'report', '2026-11-22T16:37:51.241Z', 'ann', 0, '\xbb1d747a8e99e7212c55d6aa53c31885f7836f7b3a12c3eb55c282b947c1eaa7', '\x7b226964223a2266657272792f323033312d30332d30312e747874222c22736f75726365223a2266657272792f323033312d30332d30312e747874222c227075626c6973686564456c73657768657265223a22323033312d30332d3031222c226279746573223a2238636335386462366334303036316330323831303765613037666330393063393632646264626164653561316264336661633731373363313465666264313461227d');
INSERT INTO fixture.entry VALUES (2, 'reading', '2026-11-22T16:37:51.241Z', 'ann', 1, '\x44af6c05c3c7fc78adde36a5804367e5b9e61a4e8bc598034fb1b908c124fc43', '\xc598c10e83200c86dfc573b750a80a2fb097d0f38e9e3cecf197a21090229a2cd9cd4443b095efefe7efe0f866d988ec53f85c3f6b4ac7cafd80c7d7d1554e78d99516d3dde7a7c23a3f8bddcccbbcfcdd9d665f94ab629041bd740074fb73c69dc39fe2826445f633fa498163f03b0d48b6c9fde3dbe719103422d6b0834eaa59920e8579f0b92118cdbe27d47c31f88bf2885a23c645dedb4a7808b9440a7a12c2a3cfb2e326d3e3a2d73139f53d0c1b0d255a0e045625ac14fc2567a54e59e9e7eafb3e9097849c118839ba666cec3dad9643cc38448eb1b15a10440b4863ab24c2b87124bc6428290d6ab6126a54b795c1370d26346edb6b39a2f8cf2c06cc59448429d92b52dd64824ca46339f7259dcd77acea87a6f45f0a7341482ead356fb29d4f5f');
INSERT INTO fixture.entry VALUES (3, 'report', '2026-11-22T16:37:51.973Z', 'ann', 0, '\x8bea41303b06de50df6fbebe0988fd47054e9d7dced4a2030d54d078aa973679', '\x7b226964223a2266657272792f323033312d30332d30382e747874222c22736f75726365223a2266657272792f323033312d30332d30382e747874222c227075626c6973686564456c73657768657265223a22323033312d30332d3038222c226279746573223a2234363738366434666566373066363237656262396566326230343031333930343130396363363332353738666464326436333961623931333532336135383937227d');
INSERT INTO fixture.entry VALUES (4, 'reading', '2026-11-22T16:37:51.973Z', 'ann', 3, '\xbf1120b9214d76b8510c1ca3c14471849dfe16d29c2959fb94523f43c7456d25', '\xadd7310ec3200c05d0bb74b62a5c0b3017e8254ad68e9932f4f815a4201230b41533910256f2f87f1e8ecfd030b27d8aafdb6b2b7514d6138ff7534199cea56299cbf3cbfdead749fdc8d705c9f71b920f1bfb3afea319d0cde941b24db94d809b817981073b40b243b58fa311506d79bd1b53fd21c68e50cd23eae87a2987daab03a8c2317182b3f9406dba9ad0124118b1209856c0fbaadc035ad06a3d94b638f60ff702d20d908cb86176808affb81962b09754ecb996a25dccf59d309922f0217b3783e467e815e62e7e976344df');
INSERT INTO fixture.entry VALUES (5, 'report', '2026-11-22T16:37:52.022Z', 'ann', 0, '\x9c38d769a321be96bcbd420b75e6ba96fe8c3cde7b71eb297587f11c4e262634', '\x7b226964223a2266657272792f323033312d30332d30392d686f61782e747874222c22736f75726365223a2266657272792f323033312d30332d30392d686f61782e747874222c227075626c6973686564456c73657768657265223a22323033312d30332d3039222c226279746573223a2262326430373734386466373339373132393039313231623937323730306434333733343937383963383330666133363930393561393639323666393839343939227d');
INSERT INTO fixture.entry VALUES (6, 'reading', '2026-11-22T16:37:52.022Z', 'ann', 5, '\xb2b064cc12fae585a252383314393b4be3a39fb8ce067eecf0d3b926150d861e', '\xad974b12c2200c86efe21a1d6286182ee025c4adcbae5c787c27add007105a876d4ba7e1f57ff9fa85e34b0424659ff56769ff2fefcf7b1991daa01894f78dc9740f4eebebc1b9fd7918c2d049a4426e524157a930e82e15a4f0dda200d408798e03b185034c43898b3820a1011be6a779b03780231e900d1037a1102d624385e9f19cda996c08111c1aa092be792c1261bdb7153e94d033c56576ff2db5f890f65801c569792a34b3012b8b0b1d909126b43f85850a78ab32c359c3d3dbbad29498b160770d1a8b691f401ce0d50052b56039a8968f438edd5c30560a9ecf65797dcb05937c555f61900be5e08f8a55246950897df528554a271ffd63253ec52efe774cb29be4c71adb04fb02');
INSERT INTO fixture.entry VALUES (7, 'decision', '2026-11-22T16:37:58.349Z', 'ann', 3, '\xa796fdf0b4bdf7a79d015410d5fb7044648058d105841a5cab541acca9b3ad07', '\x7b226465636973696f6e223a226a75646765222c227269676874223a747275652c226f6e223a7b227265706f7274223a2266657272792f323033312d30332d30382e747874222c2273746174656d656e74223a227331222c22637565223a7b227370616e223a5b33332c33375d2c2271756f7465223a2273616964222c226265666f7265223a2265727279206c696e65206d6f7665735c6e5c6e4e6f72646861766e204c696e657320222c226166746572223a22206f6e20536174757264617920697420776f756c6420616363657074206e6967227d2c22636f6e74656e74223a7b227370616e223a5b35302c38375d2c2271756f7465223a22697420776f756c6420616363657074206e6967687420637265777320696e2077696e746572222c226265666f7265223a224e6f72646861766e204c696e65732073616964206f6e20536174757264617920222c226166746572223a222e205c2257652077696c6c206e6f7420776169742c5c2220756e696f6e206c656164227d7d2c22726f6c65223a22617574686f72227d');
INSERT INTO fixture.ledger VALUES (1);
INSERT INTO fixture.name VALUES (1, 0, 250112704172477574, 'Nordhavn Lines', 1, 0);
INSERT INTO fixture.name VALUES (2, 0, 2378471492179452780, 'Seafarers'' Union', 2, 0);
INSERT INTO fixture.name VALUES (3, 2, -6556108843109018865, 'union''s plan', 3, 0);
INSERT INTO fixture.name VALUES (4, 1, -3662618374665838557, 'Kari Dahl', 4, 0);
INSERT INTO fixture.name VALUES (5, 0, -1206974579242280267, 'union', 5, 0);
INSERT INTO fixture."position" VALUES (1048576, 1048576, 1, 3, 1, 0, 493, 741501);
INSERT INTO fixture.report VALUES (1, 'ferry/2031-03-01.txt', -8303074521875717696, 741501, 0, 2);
INSERT INTO fixture.report VALUES (3, 'ferry/2031-03-08.txt', 5077928769947235879, 741508, 0, 4);
INSERT INTO fixture.report VALUES (5, 'ferry/2031-03-09-hoax.txt', -5561814384932317422, 741509, 0, 6);
INSERT INTO fixture.statement VALUES (1048576, NULL, 1, 3, 741501, 979, 0, 0, 64, 80);
INSERT INTO fixture.statement VALUES (1048577, NULL, 2, 3, 741501, 990, 0, 0, 118, 147);
INSERT INTO fixture.statement VALUES (3145728, NULL, 1, 6, 741508, 1000, 1, 0, 50, 87);
INSERT INTO fixture.statement VALUES (3145729, 4, 1, 0, 741508, 979, 0, 0, 89, 108);
INSERT INTO fixture.statement VALUES (5242880, NULL, 1, 6, 741509, 991, 0, 0, 50, 87);
INSERT INTO fixture.statement VALUES (5242881, 4, 5, 0, 741509, 985, 0, 0, 89, 108);
INSERT INTO fixture.statement VALUES (5242882, NULL, 5, 0, 741509, 987, 0, 0, 138, 151);
INSERT INTO fixture.text VALUES (1, 'Ferry talks go on

OSLOFJORD, March 1 - Nordhavn Lines rejected the union''s plan on Monday. The Seafarers'' Union said it would not give up its plan.
', NULL);
INSERT INTO fixture.text VALUES (3, 'Ferry line moves

Nordhavn Lines said on Saturday it would accept night crews in winter. "We will not wait," union leader Kari Dahl said.
', NULL);
INSERT INTO fixture.text VALUES (5, 'Ferry line moves

Nordhavn Lines said on Saturday it would accept night crews in winter. "We will not wait," union leader Kari Dahl said.
It was a hoax, the union said.
', NULL);
INSERT INTO fixture.words VALUES (1, '''1'' ''ferry'' ''give'' ''go'' ''it'' ''its'' ''lines'' ''march'' ''monday'' ''nordhavn'' ''not'' ''on'' ''oslofjord'' ''plan'' ''rejected'' ''s'' ''said'' ''seafarers'' ''talks'' ''the'' ''union'' ''up'' ''would'' ''give'' ''it'' ''its'' ''not'' ''plan'' ''s'' ''the'' ''union'' ''up'' ''would''');
INSERT INTO fixture.words VALUES (3, '''accept'' ''crews'' ''dahl'' ''ferry'' ''in'' ''it'' ''kari'' ''leader'' ''line'' ''lines'' ''moves'' ''night'' ''nordhavn'' ''not'' ''on'' ''said'' ''saturday'' ''union'' ''wait'' ''we'' ''will'' ''winter'' ''would'' ''accept'' ''crews'' ''in'' ''it'' ''night'' ''not'' ''wait'' ''we'' ''will'' ''winter'' ''would''');
INSERT INTO fixture.words VALUES (5, '''a'' ''accept'' ''crews'' ''dahl'' ''ferry'' ''hoax'' ''in'' ''it'' ''kari'' ''leader'' ''line'' ''lines'' ''moves'' ''night'' ''nordhavn'' ''not'' ''on'' ''said'' ''saturday'' ''the'' ''union'' ''wait'' ''was'' ''we'' ''will'' ''winter'' ''would'' ''a'' ''accept'' ''crews'' ''hoax'' ''in'' ''it'' ''night'' ''not'' ''wait'' ''was'' ''we'' ''will'' ''winter'' ''would''');
ALTER TABLE ONLY fixture.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (number);
ALTER TABLE ONLY fixture.name
    ADD CONSTRAINT name_pkey PRIMARY KEY (id);
ALTER TABLE ONLY fixture."position"
    ADD CONSTRAINT position_pkey PRIMARY KEY (id);
ALTER TABLE ONLY fixture.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (entry);
ALTER TABLE ONLY fixture.retracted
    ADD CONSTRAINT retracted_pkey PRIMARY KEY (entry);
ALTER TABLE ONLY fixture.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY fixture.text
    ADD CONSTRAINT text_pkey PRIMARY KEY (report);
ALTER TABLE ONLY fixture.words
    ADD CONSTRAINT words_pkey PRIMARY KEY (report);
CREATE INDEX entry_subject ON fixture.entry USING btree (subject, kind);
CREATE INDEX name_mark ON fixture.name USING btree (mark);
CREATE INDEX name_shown ON fixture.name USING btree (shown) WHERE (shown <> id);
CREATE INDEX position_cell ON fixture."position" USING btree (target, holder, voice, day, stance, confidence);
CREATE INDEX report_day ON fixture.report USING btree (day DESC, entry DESC);
CREATE INDEX report_id ON fixture.report USING hash (id);
CREATE INDEX report_mark ON fixture.report USING btree (mark);
CREATE INDEX statement_day ON fixture.statement USING btree (day DESC, id DESC);
CREATE INDEX statement_party ON fixture.statement USING btree (party, day DESC, id DESC) WHERE (party IS NOT NULL);
CREATE INDEX statement_speaker ON fixture.statement USING btree (speaker, day DESC, id DESC) WHERE (speaker IS NOT NULL);
CREATE INDEX words_word ON fixture.words USING gin (word);
CREATE TRIGGER entry_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON fixture.entry FOR EACH STATEMENT EXECUTE FUNCTION fixture.never();
CREATE TRIGGER text_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON fixture.text FOR EACH STATEMENT EXECUTE FUNCTION fixture.never();
