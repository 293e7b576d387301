-- SPDX-License-Identifier: Apache-2.0
-- 利用者・権限: facts of who may work here. A person's data never stand in these tables.
CREATE TABLE officer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department TEXT NOT NULL
) STRICT;
-- append-only: officer

-- One role for a period, half-open. It ends by itself, at the latest with the fiscal year.
CREATE TABLE officer_grant (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    role TEXT NOT NULL
        CHECK (role IN ('counter', 'payment', 'head', 'administrator', 'auditor')),
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    CHECK (from_date < until_date)
) STRICT;
-- append-only: officer_grant
CREATE INDEX officer_grant_by_officer ON officer_grant (officer);

CREATE TABLE officer_grant_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    grant_id INTEGER NOT NULL UNIQUE REFERENCES officer_grant (id)
) STRICT;
-- append-only: officer_grant_end

-- 停止・再開: the last row of an officer counts.
CREATE TABLE officer_stop (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    is_stopped INTEGER NOT NULL CHECK (is_stopped IN (0, 1))
) STRICT;
-- append-only: officer_stop
CREATE INDEX officer_stop_by_officer ON officer_stop (officer);

-- Registers, not facts: an old password hash must not outlive the password.
CREATE TABLE credential (
    officer TEXT PRIMARY KEY REFERENCES officer (officer),
    hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1))
) STRICT;

CREATE TABLE login_session (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    officer TEXT NOT NULL REFERENCES officer (officer),
    terminal TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    end_cause TEXT,
    CHECK ((ended_at IS NULL) = (end_cause IS NULL))
) STRICT;
CREATE INDEX login_session_by_officer ON login_session (officer, ended_at);

-- Keyed by a digest of what was typed, so that a password typed as a user id is not kept.
CREATE TABLE login_failure (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT;

-- Idempotency: a key is used once.
CREATE TABLE operation_key (
    key TEXT PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;
-- append-only: operation_key
