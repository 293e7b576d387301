-- SPDX-License-Identifier: Apache-2.0
-- 認証器: the second factor of an officer. A public key, nothing of the officer's body.
CREATE TABLE passkey (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    credential BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    model BLOB NOT NULL,
    is_attested INTEGER NOT NULL CHECK (is_attested IN (0, 1)),
    label TEXT NOT NULL
) STRICT;
-- append-only: passkey
CREATE INDEX passkey_by_officer ON passkey (officer);

CREATE TABLE passkey_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    passkey_id INTEGER NOT NULL UNIQUE REFERENCES passkey (id)
) STRICT;
-- append-only: passkey_end

-- A register: the authenticator's own count, which must only go up.
CREATE TABLE passkey_count (
    passkey_id INTEGER PRIMARY KEY REFERENCES passkey (id),
    counter INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;

-- 登録票: two officers let a third register an authenticator, once, in person. Only the hash of the
-- words on the ticket is kept.
CREATE TABLE passkey_ticket (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    proposer TEXT NOT NULL,
    ticket_hash BLOB NOT NULL UNIQUE,
    valid_until INTEGER NOT NULL
) STRICT;
-- append-only: passkey_ticket

CREATE TABLE passkey_ticket_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES passkey_ticket (id),
    step TEXT NOT NULL CHECK (step IN ('確認', '使用', '取消')),
    officer TEXT NOT NULL,
    UNIQUE (ticket_id, step)
) STRICT;
-- append-only: passkey_ticket_step

-- A log-in that has passed the password and waits for the authenticator; also the challenge of a
-- session that is to be unlocked or confirmed. A register: a challenge is used once and forgotten.
CREATE TABLE login_step (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    officer TEXT NOT NULL REFERENCES officer (officer),
    terminal TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    challenge BLOB
) STRICT;

-- When the officer last proved with the authenticator; NULL where the installation asks for none.
ALTER TABLE login_session ADD COLUMN proved_at INTEGER;
