-- SPDX-License-Identifier: Apache-2.0
-- One row per operation: who did what, when, for which purpose. Facts point here.
CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    code TEXT NOT NULL,
    officer TEXT NOT NULL,
    session TEXT NOT NULL,
    terminal TEXT NOT NULL,
    purpose TEXT NOT NULL,
    reason TEXT
) STRICT;
-- append-only: operation
CREATE INDEX operation_by_officer ON operation (officer, recorded_at);
CREATE INDEX operation_by_time ON operation (recorded_at);

-- The persons whose data an operation showed or changed.
CREATE TABLE operation_subject (
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    subject INTEGER NOT NULL,
    PRIMARY KEY (operation_id, subject)
) STRICT;
-- append-only: operation_subject
CREATE INDEX operation_subject_by_subject ON operation_subject (subject, operation_id);

-- The leaves of the tree: leaf n has the id n + 1 and is the entry of the operation of that id.
CREATE TABLE ledger_entry (
    id INTEGER PRIMARY KEY REFERENCES operation (id),
    body BLOB NOT NULL
) STRICT;
-- append-only: ledger_entry

-- Signed heads of the tree, one per group of operations; the frontier lets the tree grow.
CREATE TABLE ledger_checkpoint (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL UNIQUE,
    next_fact INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    note TEXT NOT NULL
) STRICT;
-- append-only: ledger_checkpoint
