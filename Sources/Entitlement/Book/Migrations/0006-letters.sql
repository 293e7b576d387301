-- SPDX-License-Identifier: Apache-2.0
-- 通知: every kind of letter goes through the same register, is numbered, printed, posted, and comes
-- back by the same way. letter_out and letter_hold take the further kinds of paper: their rows are
-- taken over as they are, with their ids, so that the log still proves them.
CREATE TABLE letter_out_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('certificate', 'notice', 'refusal', 'payment',
        'returned', 'renewal', 'papers', 'invitation', 'mandate', 'statement', 'recovery',
        'demand', 'dunning', 'cover', 'form')),
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
        'returned', 'renewal', 'papers', 'invitation', 'mandate', 'statement', 'recovery',
        'demand', 'dunning', 'cover', 'form')),
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

-- 通知の台帳: what each letter said, without names and addresses: these are looked up when it is
-- printed. A number of a fiscal year (文書番号) is given once and none is left out.
CREATE TABLE letter_issue (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    paper TEXT NOT NULL,
    reference INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    dated_on TEXT NOT NULL CHECK (length(dated_on) = 10),
    fiscal_year INTEGER NOT NULL,
    serial INTEGER CHECK (serial >= 1),
    document_number TEXT NOT NULL,
    wording TEXT NOT NULL,
    contents TEXT NOT NULL,
    reprint_of TEXT,
    reprint_reason TEXT,
    UNIQUE (fiscal_year, serial),
    CHECK ((reprint_of IS NULL) = (reprint_reason IS NULL)),
    CHECK (reprint_of IS NULL OR serial IS NULL)
) STRICT;
-- append-only: letter_issue
CREATE INDEX letter_issue_reference ON letter_issue (paper, reference);
CREATE INDEX letter_issue_recipient ON letter_issue (recipient, id);
CREATE INDEX letter_issue_number ON letter_issue (document_number);
CREATE INDEX letter_issue_reprint ON letter_issue (reprint_of);

-- 一括発行: how many were expected, how many came out, and what was left out and why.
CREATE TABLE letter_batch (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    paper TEXT NOT NULL,
    dated_on TEXT NOT NULL CHECK (length(dated_on) = 10),
    expected INTEGER NOT NULL CHECK (expected >= 0),
    produced INTEGER NOT NULL CHECK (produced >= 0),
    officer TEXT NOT NULL
) STRICT;
-- append-only: letter_batch

CREATE TABLE letter_left_out (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES letter_batch(id),
    reference INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
-- append-only: letter_left_out
CREATE INDEX letter_left_out_batch ON letter_left_out (batch_id, id);
CREATE INDEX letter_left_out_recipient ON letter_left_out (recipient, id);

-- 返戻: letters that came back, and what was done about each.
CREATE TABLE letter_return (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL UNIQUE,
    recipient INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('unknown-address', 'moved', 'not-collected', 'refused',
        'no-such-address', 'other')),
    returned_on TEXT NOT NULL CHECK (length(returned_on) = 10),
    note TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: letter_return
CREATE INDEX letter_return_recipient ON letter_return (recipient, id);

CREATE TABLE letter_return_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    return_id INTEGER NOT NULL UNIQUE REFERENCES letter_return(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('resent', 'handed-over', 'published', 'kept')),
    envelope TEXT,
    note TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: letter_return_outcome
