-- SPDX-License-Identifier: Apache-2.0
-- The keyed digest by which equal accounts are found, apart from the facts: facts are never
-- rewritten, and its key has to be renewed. From here on account_register.account_index is empty;
-- accounts of before keep what they had.

-- How far the key is renewed: every digest rests under "settled" or a later version; what is written
-- now rests under "target".
CREATE TABLE index_key (
    name TEXT PRIMARY KEY,
    settled INTEGER NOT NULL,
    target INTEGER NOT NULL,
    CHECK (settled <= target)
) STRICT;
INSERT INTO index_key (name, settled, target) VALUES ('accountIndex', 1, 1);

CREATE TABLE account_index (
    id INTEGER PRIMARY KEY REFERENCES account_register(id),
    value BLOB NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX account_index_value ON account_index(value);
CREATE INDEX account_index_version ON account_index(version);
INSERT INTO account_index (id, value, version)
    SELECT id, account_index, 1 FROM account_register WHERE account_index IS NOT NULL;
