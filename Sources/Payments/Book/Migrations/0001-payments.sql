-- SPDX-License-Identifier: Apache-2.0
-- 支払: scheduled amounts, runs, bank transfers, results, recoveries.
-- A payment item is one attempt to pay one approved decision. An attempt that came back is followed
-- by another item that replaces it: (decision_id, attempt) and replaces_id are unique, money_posting
-- lets each movement of an item happen once. So no interleaving of two clerks pays twice.
-- Tables named *_status are read models of *_event, rebuilt from it by a test.

-- 支給予定 -----------------------------------------------------------------------------------

CREATE TABLE payment_item (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    replaces_id INTEGER UNIQUE REFERENCES payment_item(id),
    reimbursement_id INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    branch INTEGER NOT NULL,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    institution_name TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    method TEXT NOT NULL CHECK (method IN ('0','1','2','3','4','5')),
    completed_on TEXT NOT NULL CHECK (length(completed_on) = 10),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    planned_on TEXT NOT NULL CHECK (length(planned_on) = 10),
    warning TEXT,
    UNIQUE (decision_id, attempt),
    CHECK ((attempt = 0) = (replaces_id IS NULL))
) STRICT;
-- append-only: payment_item
CREATE INDEX payment_item_child ON payment_item (child, id);
CREATE INDEX payment_item_recipient ON payment_item (recipient, id);
CREATE INDEX payment_item_decided ON payment_item (decided_on);

CREATE TABLE payment_item_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES payment_item(id),
    event TEXT NOT NULL CHECK (event IN ('scheduled','held','released','extracted','sent-back',
        'sent','paid','returned','rescheduled','cancelled')),
    run_id INTEGER,
    reason_code TEXT,
    reason TEXT,
    officer TEXT NOT NULL,
    CHECK (event NOT IN ('held','returned','cancelled') OR reason_code IS NOT NULL),
    CHECK (event NOT IN ('extracted','sent-back','sent','paid','returned') OR run_id IS NOT NULL)
) STRICT;
-- append-only: payment_item_event
CREATE INDEX payment_item_event_item ON payment_item_event (item_id, id);

-- Where an item stands now: a read model of payment_item_event.
CREATE TABLE payment_item_status (
    item_id INTEGER PRIMARY KEY REFERENCES payment_item(id),
    decision_id INTEGER NOT NULL,
    planned_on TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('scheduled','held','extracted','sent','paid','returned',
        'rescheduled','cancelled')),
    run_id INTEGER,
    reason_code TEXT,
    reason TEXT,
    last_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_item_status_plan ON payment_item_status (status, planned_on);
CREATE INDEX payment_item_status_run ON payment_item_status (run_id, status);
-- One live or paid attempt a decision, whatever two clerks do at once.
CREATE UNIQUE INDEX payment_item_one_live ON payment_item_status (decision_id)
    WHERE status IN ('scheduled','held','extracted','sent','paid');

-- 出納 ---------------------------------------------------------------------------------------

-- Double entry: the postings of a movement add up to zero, and each movement of an item happens
-- once in its life.
CREATE TABLE money_posting (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES payment_item(id),
    movement TEXT NOT NULL CHECK (movement IN ('scheduled','sent','paid','returned','recalled',
        'rescheduled','cancelled','written-off')),
    account TEXT NOT NULL CHECK (account IN ('obligation','scheduled','transit','paid',
        'returned')),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    UNIQUE (item_id, movement, account)
) STRICT;
-- append-only: money_posting

-- 支払処理 -----------------------------------------------------------------------------------

CREATE TABLE payment_run (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_key TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    payment_day TEXT NOT NULL CHECK (length(payment_day) = 10),
    items INTEGER NOT NULL CHECK (items > 0),
    transfers INTEGER NOT NULL CHECK (transfers > 0),
    total INTEGER NOT NULL CHECK (total > 0),
    warnings INTEGER NOT NULL,
    previous_run_id INTEGER REFERENCES payment_run(id),
    article TEXT,
    scheme TEXT,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: payment_run
CREATE INDEX payment_run_day ON payment_run (payment_day, id);

CREATE TABLE payment_run_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    event TEXT NOT NULL CHECK (event IN ('proposed','approved','sent-back','written','settled')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (event <> 'sent-back' OR reason IS NOT NULL)
) STRICT;
-- append-only: payment_run_event
CREATE INDEX payment_run_event_run ON payment_run_event (run_id, id);

-- Where a run stands now: a read model of payment_run_event.
CREATE TABLE payment_run_status (
    run_id INTEGER PRIMARY KEY REFERENCES payment_run(id),
    status TEXT NOT NULL CHECK (status IN ('proposed','approved','sent-back','written','settled')),
    approver TEXT,
    last_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_run_status_status ON payment_run_status (status, run_id);

-- One record of the bank file: the items of one account in one run, the account copied. Number and
-- payee rest sealed (TransferCells.swift).
CREATE TABLE bank_transfer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 999999),
    bank_code TEXT NOT NULL CHECK (length(bank_code) = 4),
    bank_name_kana TEXT NOT NULL,
    branch_code TEXT NOT NULL CHECK (length(branch_code) = 3),
    branch_name_kana TEXT NOT NULL,
    account_type TEXT NOT NULL CHECK (account_type IN ('1','2','4','9')),
    account_number BLOB NOT NULL,
    payee BLOB NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    items INTEGER NOT NULL CHECK (items > 0),
    recipient INTEGER NOT NULL,
    is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
    warning TEXT,
    UNIQUE (run_id, sequence)
) STRICT;
-- append-only: bank_transfer
CREATE INDEX bank_transfer_branch ON bank_transfer (bank_code, branch_code);
CREATE INDEX bank_transfer_recipient ON bank_transfer (recipient, id);

-- The payment row of 償還情報詳細履歴 (items 23 and 25 to 36), the account copied, never joined.
CREATE TABLE payment_row (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    item_id INTEGER NOT NULL REFERENCES payment_item(id),
    transfer_id INTEGER NOT NULL REFERENCES bank_transfer(id),
    paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
    method TEXT NOT NULL CHECK (method IN ('1','2')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    bank_code TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bank_code_registered TEXT NOT NULL,
    bank_name_kana TEXT NOT NULL,
    branch_name_kana TEXT NOT NULL,
    branch_name TEXT NOT NULL,
    branch_code TEXT NOT NULL,
    account_type TEXT NOT NULL,
    holder_kana BLOB NOT NULL,
    account_number BLOB NOT NULL,
    UNIQUE (run_id, item_id)
) STRICT;
-- append-only: payment_row
CREATE INDEX payment_row_item ON payment_row (item_id, id);
CREATE INDEX payment_row_transfer ON payment_row (transfer_id);

-- What was handed to the bank: once a run. The bytes come again from the rows and this order.
CREATE TABLE transfer_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL UNIQUE REFERENCES payment_run(id),
    name TEXT NOT NULL UNIQUE,
    audience TEXT NOT NULL CHECK (audience IN ('realPeer','trial')),
    framing TEXT NOT NULL CHECK (framing IN ('crlf','none')),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    bytes INTEGER NOT NULL,
    records INTEGER NOT NULL,
    total INTEGER NOT NULL,
    requester_code TEXT NOT NULL CHECK (length(requester_code) = 10),
    requester_name TEXT NOT NULL,
    bank_code TEXT NOT NULL,
    bank_name_kana TEXT NOT NULL,
    branch_code TEXT NOT NULL,
    branch_name_kana TEXT NOT NULL,
    account_type TEXT NOT NULL,
    account_number TEXT NOT NULL,
    written_by TEXT NOT NULL
) STRICT;
-- append-only: transfer_file

-- 結果 ---------------------------------------------------------------------------------------

CREATE TABLE bank_result_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    layout TEXT NOT NULL,
    rows INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    total INTEGER NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: bank_result_file

CREATE TABLE bank_return (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES bank_result_file(id),
    line INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    transfer_id INTEGER NOT NULL UNIQUE REFERENCES bank_transfer(id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason IN ('01','02','03','04','05','99')),
    noted_on TEXT NOT NULL CHECK (length(noted_on) = 10)
) STRICT;
-- append-only: bank_return
CREATE INDEX bank_return_run ON bank_return (run_id);

-- 返還 ---------------------------------------------------------------------------------------

CREATE TABLE recovery (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    recovery_key TEXT NOT NULL UNIQUE,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    item_id INTEGER REFERENCES payment_item(id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason IN ('lapsed','double','high-cost','third-party','wrong',
        'other')),
    explanation TEXT NOT NULL,
    claimed_on TEXT NOT NULL CHECK (length(claimed_on) = 10),
    due_on TEXT CHECK (length(due_on) = 10),
    officer TEXT NOT NULL
) STRICT;
-- append-only: recovery
CREATE INDEX recovery_child ON recovery (child, id);
CREATE INDEX recovery_item ON recovery (item_id);

CREATE TABLE recovery_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    event_key TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    event TEXT NOT NULL CHECK (event IN ('received','withdrawn')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    officer TEXT NOT NULL
) STRICT;
-- append-only: recovery_event
CREATE INDEX recovery_event_recovery ON recovery_event (recovery_id, id);

-- 通知 ---------------------------------------------------------------------------------------

CREATE TABLE payment_notice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('payment','returned')),
    recipient INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    items INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    reissue_reason TEXT
) STRICT;
-- append-only: payment_notice
CREATE INDEX payment_notice_run ON payment_notice (run_id, kind, recipient);
