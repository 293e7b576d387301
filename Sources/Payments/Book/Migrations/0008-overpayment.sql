-- SPDX-License-Identifier: Apache-2.0
-- 過誤納 and its 還付・充当: what a family paid above what it owed, what was decided to do with it, and
-- how it left the house. A refund is decided like every other act about a claim (recovery_request), so
-- that table and the ledger take more kinds; their rows, and those that follow them, are taken over as
-- they are, with their ids, so that the log still proves them.
CREATE TABLE recovery_request_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    kind TEXT NOT NULL CHECK (kind IN ('plan','offset','write-off','claim','refund','credit')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    item_id INTEGER,
    basis TEXT,
    agreed_on TEXT CHECK (length(agreed_on) = 10),
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK ((kind = 'offset') = (item_id IS NOT NULL)),
    CHECK ((kind = 'write-off') = (basis IS NOT NULL)),
    CHECK (kind IN ('write-off','claim','refund','credit') OR agreed_on IS NOT NULL)
) STRICT;
INSERT INTO recovery_request_next
    (id, operation_id, recorded_at, request_key, recovery_id, kind, amount, item_id, basis,
    agreed_on, explanation, proposer)
    SELECT id, operation_id, recorded_at, request_key, recovery_id, kind, amount, item_id, basis,
    agreed_on, explanation, proposer FROM recovery_request;

CREATE TABLE recovery_instalment_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES recovery_request_next(id),
    number INTEGER NOT NULL CHECK (number >= 1),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    amount INTEGER NOT NULL CHECK (amount > 0),
    UNIQUE (request_id, number)
) STRICT;
INSERT INTO recovery_instalment_next
    (id, operation_id, recorded_at, request_id, number, due_on, amount)
    SELECT id, operation_id, recorded_at, request_id, number, due_on, amount
    FROM recovery_instalment;

CREATE TABLE recovery_request_outcome_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES recovery_request_next(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    approver TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
INSERT INTO recovery_request_outcome_next
    (id, operation_id, recorded_at, request_id, outcome, decided_on, approver, reason)
    SELECT id, operation_id, recorded_at, request_id, outcome, decided_on, approver, reason
    FROM recovery_request_outcome;

DROP TABLE recovery_request_outcome;
DROP TABLE recovery_instalment;
DROP TABLE recovery_request;
ALTER TABLE recovery_request_next RENAME TO recovery_request;
ALTER TABLE recovery_instalment_next RENAME TO recovery_instalment;
ALTER TABLE recovery_request_outcome_next RENAME TO recovery_request_outcome;
CREATE INDEX recovery_request_recovery ON recovery_request (recovery_id, id);
CREATE INDEX recovery_request_item ON recovery_request (item_id);

-- The ledger of claims: the excess (過誤納) has places of its own, the payer on the other side.
CREATE TABLE fund_posting_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    entry_key TEXT NOT NULL,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    movement TEXT NOT NULL CHECK (movement IN ('claimed','received','offset','written-off',
        'withdrawn','overpaid','refund-sent','refund-paid','refund-returned','credited')),
    account TEXT NOT NULL CHECK (account IN ('obligation','netted','reclaimable','claimed',
        'recovered','set-off','lost','payer','excess','refunding','refunded','credited')),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    UNIQUE (entry_key, account)
) STRICT;
INSERT INTO fund_posting_next
    (id, operation_id, recorded_at, entry_key, recovery_id, movement, account, amount)
    SELECT id, operation_id, recorded_at, entry_key, recovery_id, movement, account, amount
    FROM fund_posting;
DROP TABLE fund_posting;
ALTER TABLE fund_posting_next RENAME TO fund_posting;
CREATE INDEX fund_posting_recovery ON fund_posting (recovery_id, id);
DELETE FROM append_only_table WHERE table_name IN ('recovery_request', 'recovery_instalment',
    'recovery_request_outcome', 'fund_posting');
-- append-only: recovery_request
-- append-only: recovery_instalment
-- append-only: recovery_request_outcome
-- append-only: fund_posting

-- The slip that a receipt was paid by (納付書・領収済通知書の番号): the same one is not recorded twice.
ALTER TABLE recovery_event ADD COLUMN slip TEXT;

-- 過誤納: paid above what was outstanding, with the slip it was paid by; or what had come in for a claim
-- that was withdrawn. event_id is the receipt that it was paid with, or that it was.
CREATE TABLE overpayment (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    receipt_key TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    origin TEXT NOT NULL CHECK (origin IN ('paid','withdrawn')),
    event_id INTEGER REFERENCES recovery_event(id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    slip TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK (origin <> 'withdrawn' OR event_id IS NOT NULL)
) STRICT;
-- append-only: overpayment
CREATE INDEX overpayment_recovery ON overpayment (recovery_id, id);
CREATE INDEX overpayment_event ON overpayment (event_id) WHERE event_id IS NOT NULL;

-- 過誤納の取消し: it was recorded wrongly.
CREATE TABLE overpayment_reversal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    overpayment_id INTEGER NOT NULL UNIQUE REFERENCES overpayment(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: overpayment_reversal

-- What a request about an excess proposes: by transfer, at the counter, or for another claim of the same
-- debtor (充当), with consent or by notice.
CREATE TABLE recovery_refund (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES recovery_request(id),
    overpayment_id INTEGER NOT NULL REFERENCES overpayment(id),
    way TEXT NOT NULL CHECK (way IN ('transfer','counter','credit')),
    target_id INTEGER,
    basis TEXT CHECK (basis IN ('consent','notice')),
    CHECK ((way = 'credit') = (target_id IS NOT NULL)),
    CHECK ((way = 'credit') = (basis IS NOT NULL))
) STRICT;
-- append-only: recovery_refund
CREATE INDEX recovery_refund_overpayment ON recovery_refund (overpayment_id, id);
CREATE INDEX recovery_refund_target ON recovery_refund (target_id) WHERE target_id IS NOT NULL;

-- A decided refund that is not paid is given up: the excess is free again.
CREATE TABLE refund_cancellation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES recovery_request(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: refund_cancellation

-- Who stood at the counter, as for a voucher (cash_identification).
CREATE TABLE refund_identification (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES recovery_request(id),
    receiver TEXT NOT NULL CHECK (receiver IN ('recipient','agent')),
    document TEXT NOT NULL,
    authority TEXT,
    receipt TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((receiver = 'agent') = (authority IS NOT NULL))
) STRICT;
-- append-only: refund_identification
CREATE INDEX refund_identification_request ON refund_identification (request_id, id);

-- What was handed to the bank for refunds. The bytes come again from refund_payout and this order.
CREATE TABLE refund_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    value_date TEXT NOT NULL CHECK (length(value_date) = 10),
    audience TEXT NOT NULL CHECK (audience IN ('realPeer','trial')),
    framing TEXT NOT NULL CHECK (framing IN ('crlf','none')),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    bytes INTEGER NOT NULL,
    records INTEGER NOT NULL CHECK (records > 0),
    total INTEGER NOT NULL CHECK (total > 0),
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
-- append-only: refund_file

-- One attempt to give money back, or the set-off, with the year and the account that it is charged to:
-- income of an open year (戻出) or expenditure of the running one (過年度還付). The account of a transfer is
-- copied; number and payee rest sealed.
CREATE TABLE refund_payout (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES recovery_request(id),
    attempt INTEGER NOT NULL CHECK (attempt >= 1),
    way TEXT NOT NULL CHECK (way IN ('transfer','counter','credit')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
    charge TEXT NOT NULL CHECK (charge IN ('income','expenditure')),
    fiscal_year INTEGER NOT NULL,
    account TEXT NOT NULL,
    identification_id INTEGER REFERENCES refund_identification(id),
    file_id INTEGER REFERENCES refund_file(id),
    sequence INTEGER CHECK (sequence BETWEEN 1 AND 999999),
    bank_code TEXT,
    bank_name_kana TEXT,
    branch_code TEXT,
    branch_name_kana TEXT,
    account_type TEXT,
    account_number BLOB,
    payee BLOB,
    officer TEXT NOT NULL,
    UNIQUE (request_id, attempt),
    UNIQUE (file_id, sequence),
    CHECK ((way = 'transfer') = (file_id IS NOT NULL)),
    CHECK ((way = 'transfer') = (account_number IS NOT NULL)),
    CHECK ((way = 'counter') = (identification_id IS NOT NULL))
) STRICT;
-- append-only: refund_payout
CREATE INDEX refund_payout_identification ON refund_payout (identification_id)
    WHERE identification_id IS NOT NULL;

-- What became of a transfer; what was taken for paid may still come back (組戻).
CREATE TABLE refund_result (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    payout_id INTEGER NOT NULL REFERENCES refund_payout(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('paid','returned')),
    outcome_on TEXT NOT NULL CHECK (length(outcome_on) = 10),
    reason TEXT,
    officer TEXT NOT NULL,
    UNIQUE (payout_id, outcome),
    CHECK ((outcome = 'returned') = (reason IS NOT NULL))
) STRICT;
-- append-only: refund_result
