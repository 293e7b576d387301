-- SPDX-License-Identifier: Apache-2.0
-- Keyed digests of 個人番号 apart from the facts: facts are never rewritten, and the key of the
-- digests has to be renewed. From here on the columns blind_index and fingerprint of facts say
-- nothing about a number; of rows that are older they keep what they had.

-- How far the key is renewed: every digest rests under "settled" or a later version; what is written
-- now rests under "target".
CREATE TABLE index_key (
    name TEXT PRIMARY KEY,
    settled INTEGER NOT NULL,
    target INTEGER NOT NULL,
    CHECK (settled <= target)
) STRICT;
INSERT INTO index_key (name, settled, target) VALUES ('blindIndex', 1, 1);

-- By which a person is found from a 個人番号.
CREATE TABLE number_index (
    id INTEGER PRIMARY KEY REFERENCES person_number(id),
    value BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX number_index_version ON number_index(version);
INSERT INTO number_index (id, value, version) SELECT id, blind_index, 1 FROM person_number;

-- The number that a question of the work queue came with.
CREATE TABLE match_index (
    id INTEGER PRIMARY KEY REFERENCES match_case(id),
    value BLOB NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX match_index_value ON match_index(value);
CREATE INDEX match_index_version ON match_index(version);
INSERT INTO match_index (id, value, version)
    SELECT id, blind_index, 1 FROM match_case WHERE blind_index IS NOT NULL;

-- What a peer asked under its key, to tell a repeated request from another one.
CREATE TABLE request_print (
    id INTEGER PRIMARY KEY REFERENCES peer_request(id),
    value BLOB NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX request_print_version ON request_print(version);
INSERT INTO request_print (id, value, version) SELECT id, fingerprint, 1 FROM peer_request;

-- What a row of the feed says that waits.
CREATE TABLE waiting_print (
    id INTEGER PRIMARY KEY REFERENCES resident_waiting(id),
    value BLOB NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_print_version ON waiting_print(version);
INSERT INTO waiting_print (id, value, version)
    SELECT id, fingerprint, 1 FROM resident_waiting WHERE fingerprint IS NOT NULL;
UPDATE resident_waiting SET blind_index = NULL, fingerprint = NULL;
