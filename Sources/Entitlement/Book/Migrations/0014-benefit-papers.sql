-- SPDX-License-Identifier: Apache-2.0
-- 不足書類のお知らせ（償還） and 支給決定通知書: letter_out and letter_hold take two more kinds of paper; their
-- rows are taken over as they are, with their ids, so that the log still proves them; the counters of PostgreSQL go on behind
-- the rows that were taken over.
CREATE TABLE letter_out_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('certificate', 'notice', 'refusal', 'payment',
        'awaiting', 'cancellation', 'returned', 'renewal', 'papers', 'benefit-papers',
        'invitation', 'mandate', 'statement', 'recovery', 'demand', 'dunning', 'cover', 'form')),
    recipient INTEGER NOT NULL,
    about INTEGER NOT NULL,
    hold_id INTEGER
) STRICT;
INSERT INTO letter_out_next
    (id, operation_id, recorded_at, envelope, paper, recipient, about, hold_id)
    SELECT id, operation_id, recorded_at, envelope, paper, recipient, about, hold_id
    FROM letter_out;
DROP TABLE letter_out;
ALTER TABLE letter_out_next RENAME TO letter_out;
CREATE INDEX letter_out_envelope ON letter_out (envelope);
CREATE INDEX letter_out_recipient ON letter_out (recipient, id);
CREATE INDEX letter_out_about ON letter_out (about, id);

CREATE TABLE letter_hold_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('certificate', 'notice', 'refusal', 'payment',
        'awaiting', 'cancellation', 'returned', 'renewal', 'papers', 'benefit-papers',
        'invitation', 'mandate', 'statement', 'recovery', 'demand', 'dunning', 'cover', 'form')),
    reference INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    about INTEGER NOT NULL,
    version TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
INSERT INTO letter_hold_next
    (id, operation_id, recorded_at, paper, reference, recipient, about, version, officer)
    SELECT id, operation_id, recorded_at, paper, reference, recipient, about, version, officer
    FROM letter_hold;
CREATE TABLE letter_hold_outcome_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    hold_id INTEGER NOT NULL REFERENCES letter_hold_next(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('released', 'refused', 'printed', 'overtaken')),
    officer TEXT NOT NULL,
    reason TEXT,
    envelope TEXT,
    UNIQUE (hold_id, outcome)
) STRICT;
INSERT INTO letter_hold_outcome_next
    (id, operation_id, recorded_at, hold_id, outcome, officer, reason, envelope)
    SELECT id, operation_id, recorded_at, hold_id, outcome, officer, reason, envelope
    FROM letter_hold_outcome;
DROP TABLE letter_hold_outcome;
DROP TABLE letter_hold;
ALTER TABLE letter_hold_next RENAME TO letter_hold;
ALTER TABLE letter_hold_outcome_next RENAME TO letter_hold_outcome;
CREATE INDEX letter_hold_recipient ON letter_hold (recipient, id);
CREATE INDEX letter_hold_paper ON letter_hold (paper, reference);
DELETE FROM append_only_table
    WHERE table_name IN ('letter_out', 'letter_hold', 'letter_hold_outcome');
-- append-only: letter_out
-- append-only: letter_hold
-- append-only: letter_hold_outcome
-- postgres-only: DO $$ BEGIN PERFORM setval(pg_get_serial_sequence('letter_out', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM letter_out), false); END $$
-- postgres-only: DO $$ BEGIN PERFORM setval(pg_get_serial_sequence('letter_hold', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM letter_hold), false); END $$
-- postgres-only: DO $$ BEGIN PERFORM setval(pg_get_serial_sequence('letter_hold_outcome', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM letter_hold_outcome), false); END $$
