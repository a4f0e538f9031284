-- A corpus as version 1 of its tables had it: written once, and never changed, as such files are out there.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mined_by TEXT NOT NULL,                -- the mining version
  packed BLOB NOT NULL                   -- the whole report
);
CREATE TABLE files (
  path TEXT PRIMARY KEY,                 -- below the corpus's own folder: relative to it
  document INTEGER REFERENCES documents ON DELETE CASCADE,
  size INTEGER, changed INTEGER,         -- as last seen (changed: nanoseconds); NULL: look again
  tried_by TEXT,
  reason TEXT                            -- why the file as it is now cannot be read
) WITHOUT ROWID;
CREATE INDEX files_of_document ON files (document);
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  place TEXT NOT NULL,                   -- '' its own report, '0' its first appendix, '0.1' that one's second
  kind TEXT NOT NULL, authority TEXT, title TEXT, publisher TEXT NOT NULL,
  starts TEXT, ends TEXT, published TEXT,
  day TEXT,                              -- by which it is put in order: the inspection's last, else that of publication
  address TEXT,
  UNIQUE (document, place)
);
CREATE INDEX reports_of_authority ON reports (authority);
CREATE INDEX reports_by_day ON reports (day);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY,                -- tells report, position, themes, part, polarity: see `numbers.py`
  report INTEGER GENERATED ALWAYS AS (id >> 43) VIRTUAL,
  part TEXT NOT NULL,                    -- finding, recommendation, quote
  position INTEGER NOT NULL,             -- its place among the report's, from 0
  item TEXT,                             -- its id in the report
  page INTEGER, paragraph, section TEXT,
  polarity TEXT, change TEXT, extent TEXT, refers_back INTEGER, cue TEXT,
  kind TEXT, addressee TEXT,             -- of recommendations
  attributed_to TEXT, claimed_page INTEGER, claimed_paragraph INTEGER, -- of quotes
  themes TEXT NOT NULL,                  -- JSON list
  starts INTEGER, ends INTEGER,          -- characters of the document's text
  text TEXT NOT NULL
);
CREATE VIEW findings AS
  SELECT id, report, position, item, text, polarity, change, refers_back, extent, themes, section, paragraph, page,
    starts, ends, cue FROM passages WHERE part = 'finding';
CREATE VIEW recommendations AS
  SELECT id, report, position, item, text, section AS heading, kind, addressee, themes, paragraph, page, starts, ends
  FROM passages WHERE part = 'recommendation';
CREATE VIEW quotes AS
  SELECT id, report, position, text, attributed_to, claimed_page, claimed_paragraph, paragraph, page, starts, ends
  FROM passages WHERE part = 'quote';
CREATE VIEW themes AS
  SELECT passages.id AS passage, json_each.value AS theme FROM passages, json_each(passages.themes);
CREATE TABLE judgements (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  area TEXT NOT NULL, grade TEXT, level TEXT, page INTEGER, starts INTEGER, ends INTEGER,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TABLE actions (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL, owner TEXT, due TEXT, answers TEXT, progress TEXT, rag TEXT,
  paragraph, page INTEGER, starts INTEGER, ends INTEGER,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  text, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_out AFTER DELETE ON reports BEGIN
  DELETE FROM passages WHERE id BETWEEN old.id << 43 AND ((old.id + 1) << 43) - 1;
END;
CREATE TRIGGER passage_in AFTER INSERT ON passages BEGIN
  INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passage_out AFTER DELETE ON passages BEGIN
  INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;
INSERT INTO documents (id, sha256, name, mined_by, packed)
  VALUES (1, 'f80105efab6d863fd8fc243d269094469e2277e8f12e5a0a9f401e88494f7b4b', 'letter.pdf', 'rules of then', X'789CBD57596EDB3010BD8AC06FC59014076872807C17F9E88F6B189438965853A44A5171DC20400ED25E2E27E90C656DAEB3160E6048E2909CE5CDEA7BB636B6E48E5DC52113266B4AD0B8B8679A97C0AE164C817360679558B365C81CDC39A27E555CD7015E0DB2422A614107DC42E064096A37FBAEBFC95ABABAA5191398B5C3138A3B0803AE45F0F4F85B9BD4885DB0D1665B07DB62F7F4F807EF918C8AE750A39045B20C518FA64CC1E2320E63DC543C05451A4816EA4629246DA57005922E2E2FA2280ADB17D20B907941DA7E9927B481AF0BBF513B6E891E857362095AE0621ED3EA01D7A932D966506023FD3EAA65796E7955B070F44DEC2AAE09B181EDF9C0F61C1542B6AD55BD1525B71B6FD42B40A2A88F21497AF5C8114E1D580A6E3D7E514848A44691926BAE6A08FD93EC91BF48D356D5451C2368A17F2E71F32EA22D7F7B41EB0C94EA29F7CCF154D165DCB166DB7E644635A5A66F8FAEB9837F6522C63EEE16D10C39CD227F748D2053380EBE780162CF99DCD0031D75EA46335CCCE8883315AE7D34246D90DCC5C4814C3C6F832335CE999202824ED183BCB73556D403281D47AFA6858A4BEB773B54B4713021ACA5CEC156567A2319B94749BD999C918E2B994D48C6CA5CEABD0B490F9465ACCFCF2E2CA5E27807CFF2C61578DEED887A0D562BD8F99495CEBBE4B550F35EA82BC89CF7CF221E03CE922849CEA20BFCB11EF8099190A89A54C9BA68EF773628E062B5E76C7CCC7F3CA47B365D489C308150DC8F46E4308D4064C34F9CB75858C45B1CF63F3226D5A8AB09FBE066B93102B9FBD7B22F70FBED97EB9C0F831A5D248D1E402B300430013E09B771B93B6A675B1ADE6355D899B07A2F167DA718D0D8F7D0B19A7DA966F3598C20CC67091B80FCCC58784B336B8B5E664A4C0DC1A7AE96BE30DC901137C96862185BFB39E1D017C8B2B2E6D6A731F21BAFA8680A9459D770EA7C73058A1C3510C240391A25F61FCB43470C230651920FA421F61C82F9D037D7E49BEBE77C5319C5BB26B205BED1880E9EEF3FA99F175CE7A309A1C3540CF0B675C3C21A6CBD4A79B6E91BBEB30DF57B14DCF6FB8E07C73122F4CFE5015CBECA03B76AB72A4055786AB2585BA3DD4A186C2DCB4F4C9943E7BC3B8910C7E6B4514731F0B3E92691E74A0F77CECAB4C1A6BF72E6C4B0658A2317B17A36D07DE1EBCBDFE4D87077383EB6E37DE57CAC490B8F8F33BC1C9E11876302EBF1E4EB994842ED4825EC461F7ED0078FC06FB6FAE47F04441B68EDB47689ACBA2F5251D75BF0E3D4B868BF12DF98E33995CD13EB8D3A9004EB2B0B3D3F50047955215166707C3E3FF90839FCA58EFB6ED3CFF30F7F01FF0C2961');
INSERT INTO files (path, document, size, changed, tried_by, reason)
  VALUES ('empty.pdf', NULL, 0, 1, 'rules of then', 'The file is empty. Download it again.');
INSERT INTO files (path, document, size, changed, tried_by, reason)
  VALUES ('letter.pdf', 1, 6, 1, 'rules of then', NULL);
INSERT INTO reports (id, document, place, kind, authority, title, publisher, starts, ends, published, day, address)
  VALUES (1, 1, '', 'ilacs', 'Fernley', 'Plans for children are timely.', 'Ofsted', '2022-05-05', '2022-05-05', NULL, '2022-05-05', NULL);
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796093022224, 'quote', 0, NULL, 1, '4.2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Plans for children are timely.', 1, NULL, '[]', 0, 30, 'Plans for children are timely.');
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796093022242, 'finding', 0, 'F1', 1, 1, 'Plans for children are timely.', 'weakness', 'improved', 'all', 0, 'Plans for children are timely.', NULL, NULL, NULL, NULL, NULL, '["early_help"]', 0, 30, 'Plans for children are timely.');
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796093054984, 'recommendation', 0, 'R1', 1, 1, 'Plans for children are timely.', NULL, NULL, NULL, NULL, NULL, 'improvement', 'Plans for children are timely.', NULL, NULL, NULL, '["health"]', 0, 30, 'Plans for children are timely.');
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796629893136, 'quote', 1, NULL, 1, '4.2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Visits are too often late, and “nobody knows why”.', 1, NULL, '[]', 31, 81, 'Visits are too often late, and “nobody knows why”.');
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796629893218, 'finding', 1, 'F2', 1, 2, 'Visits are too often late, and “nobody knows why”.', 'weakness', 'improved', 'all', 1, 'Visits are too often late, and “nobody knows why”.', NULL, NULL, NULL, NULL, NULL, '["early_help","front_door"]', 31, 81, 'Visits are too often late, and “nobody knows why”.');
INSERT INTO passages (id, part, position, item, page, paragraph, section, polarity, change, extent, refers_back, cue, kind, addressee, attributed_to, claimed_page, claimed_paragraph, themes, starts, ends, text)
  VALUES (8796629925896, 'recommendation', 1, 'R2', 1, 2, 'Visits are too often late, and “nobody knows why”.', NULL, NULL, NULL, NULL, NULL, 'improvement', 'Visits are too often late, and “nobody knows why”.', NULL, NULL, NULL, '["health"]', 31, 81, 'Visits are too often late, and “nobody knows why”.');
INSERT INTO judgements (report, position, area, grade, level, page, starts, ends)
  VALUES (1, 0, 'Plans for children are timely.', 'Plans for children are timely.', 'good', 1, 0, 30);
INSERT INTO judgements (report, position, area, grade, level, page, starts, ends)
  VALUES (1, 1, 'Visits are too often late, and “nobody knows why”.', 'Visits are too often late, and “nobody knows why”.', 'good', 1, 31, 81);
INSERT INTO actions (report, position, text, owner, due, answers, progress, rag, paragraph, page, starts, ends)
  VALUES (1, 0, 'Plans for children are timely.', 'Plans for children are timely.', '2022-09', 'R1', 'Plans for children are timely.', 'red', 1, 1, 0, 30);
INSERT INTO actions (report, position, text, owner, due, answers, progress, rag, paragraph, page, starts, ends)
  VALUES (1, 1, 'Visits are too often late, and “nobody knows why”.', 'Visits are too often late, and “nobody knows why”.', '2022-09', 'R2', 'Visits are too often late, and “nobody knows why”.', 'red', 2, 1, 31, 81);
PRAGMA application_id = 1868985197;
PRAGMA user_version = 1;
