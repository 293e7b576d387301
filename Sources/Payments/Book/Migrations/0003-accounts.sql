-- SPDX-License-Identifier: Apache-2.0
-- 窓口払・給与振込, 返還の分納・充当・納入通知・不納欠損, 遡及の精算, 市の会計.

-- 支払処理の種類 -----------------------------------------------------------------------------

-- How a run pays: 種別コード of its file, or cash. A run without a row is a bulk transfer (総合振込).
CREATE TABLE payment_run_kind (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL UNIQUE REFERENCES payment_run(id),
    kind TEXT NOT NULL CHECK (kind IN ('11','12','71','72','cash'))
) STRICT;
-- append-only: payment_run_kind

-- 窓口払 -------------------------------------------------------------------------------------

-- What one recipient gets at the counter in one run.
CREATE TABLE cash_voucher (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    recipient INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    items INTEGER NOT NULL CHECK (items > 0),
    UNIQUE (run_id, recipient),
    UNIQUE (run_id, sequence)
) STRICT;
-- append-only: cash_voucher
CREATE INDEX cash_voucher_recipient ON cash_voucher (recipient, id);

CREATE TABLE cash_voucher_item (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    voucher_id INTEGER NOT NULL REFERENCES cash_voucher(id),
    item_id INTEGER NOT NULL REFERENCES payment_item(id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    UNIQUE (run_id, item_id)
) STRICT;
-- append-only: cash_voucher_item
CREATE INDEX cash_voucher_item_voucher ON cash_voucher_item (voucher_id);
CREATE INDEX cash_voucher_item_item ON cash_voucher_item (item_id, id);

-- Who stood at the counter, how the officer knew, and the receipt that was signed. The name of an
-- agent stands on the receipt, not here. A second look is a further row; the newest counts.
CREATE TABLE cash_identification (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    voucher_id INTEGER NOT NULL REFERENCES cash_voucher(id),
    receiver TEXT NOT NULL CHECK (receiver IN ('recipient','agent')),
    document TEXT NOT NULL,
    authority TEXT,
    receipt TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((receiver = 'agent') = (authority IS NOT NULL))
) STRICT;
-- append-only: cash_identification
CREATE INDEX cash_identification_voucher ON cash_identification (voucher_id, id);

-- One end a voucher: handed over by a second officer, or not fetched.
CREATE TABLE cash_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    voucher_id INTEGER NOT NULL UNIQUE REFERENCES cash_voucher(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('paid','unclaimed')),
    outcome_on TEXT NOT NULL CHECK (length(outcome_on) = 10),
    identification_id INTEGER REFERENCES cash_identification(id),
    officer TEXT NOT NULL,
    CHECK ((outcome = 'paid') = (identification_id IS NOT NULL))
) STRICT;
-- append-only: cash_outcome
CREATE INDEX cash_outcome_identification ON cash_outcome (identification_id);

-- 返還 ---------------------------------------------------------------------------------------

-- 分納, 充当 and 不納欠損 are proposed by one officer and decided by another.
CREATE TABLE recovery_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    kind TEXT NOT NULL CHECK (kind IN ('plan','offset','write-off')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    item_id INTEGER,
    basis TEXT,
    agreed_on TEXT CHECK (length(agreed_on) = 10),
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK ((kind = 'offset') = (item_id IS NOT NULL)),
    CHECK ((kind = 'write-off') = (basis IS NOT NULL)),
    CHECK (kind = 'write-off' OR agreed_on IS NOT NULL)
) STRICT;
-- append-only: recovery_request
CREATE INDEX recovery_request_recovery ON recovery_request (recovery_id, id);
CREATE INDEX recovery_request_item ON recovery_request (item_id);

CREATE TABLE recovery_instalment (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES recovery_request(id),
    number INTEGER NOT NULL CHECK (number >= 1),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    amount INTEGER NOT NULL CHECK (amount > 0),
    UNIQUE (request_id, number)
) STRICT;
-- append-only: recovery_instalment

CREATE TABLE recovery_request_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES recovery_request(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    approver TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: recovery_request_outcome

-- 納入通知書 and 督促状: what was asked for, until when.
CREATE TABLE recovery_demand (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    demand_key TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    kind TEXT NOT NULL CHECK (kind IN ('demand','dunning')),
    instalment INTEGER CHECK (instalment >= 1),
    amount INTEGER NOT NULL CHECK (amount > 0),
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    officer TEXT NOT NULL
) STRICT;
-- append-only: recovery_demand
CREATE INDEX recovery_demand_recovery ON recovery_demand (recovery_id, id);

-- Double entry for what is no movement of a payment item: claims, receipts, netting, loss. The
-- postings of an entry add up to zero, and each entry happens once.
CREATE TABLE fund_posting (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    entry_key TEXT NOT NULL,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    movement TEXT NOT NULL CHECK (movement IN ('claimed','received','offset','written-off',
        'withdrawn')),
    account TEXT NOT NULL CHECK (account IN ('obligation','netted','reclaimable','claimed',
        'recovered','set-off','lost')),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    UNIQUE (entry_key, account)
) STRICT;
-- append-only: fund_posting
CREATE INDEX fund_posting_recovery ON fund_posting (recovery_id, id);

-- 遡及の精算 ---------------------------------------------------------------------------------

-- What an entitlement that was lost or gained in the past changes, as it was shown to the one who
-- decides: the digest is compared with what is true on the day of the decision.
CREATE TABLE retroactive_proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_key TEXT NOT NULL UNIQUE,
    child INTEGER NOT NULL,
    history_id INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    effects INTEGER NOT NULL CHECK (effects > 0),
    recover INTEGER NOT NULL CHECK (recover >= 0),
    stop INTEGER NOT NULL CHECK (stop >= 0),
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: retroactive_proposal
CREATE INDEX retroactive_proposal_child ON retroactive_proposal (child, id);

CREATE TABLE retroactive_effect (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES retroactive_proposal(id),
    position INTEGER NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL,
    about_id INTEGER NOT NULL,
    recipient INTEGER,
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    is_partial INTEGER NOT NULL CHECK (is_partial IN (0, 1)),
    is_chosen INTEGER NOT NULL CHECK (is_chosen IN (0, 1)),
    UNIQUE (proposal_id, position)
) STRICT;
-- append-only: retroactive_effect

CREATE TABLE retroactive_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES retroactive_proposal(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back','overtaken')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome <> 'sent-back' OR reason IS NOT NULL)
) STRICT;
-- append-only: retroactive_outcome

-- 市の会計 -----------------------------------------------------------------------------------

-- 予算: every change of what may be spent under an account in a fiscal year.
CREATE TABLE budget_entry (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    entry_key TEXT NOT NULL UNIQUE,
    fiscal_year INTEGER NOT NULL,
    account TEXT NOT NULL,
    account_title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('initial','supplement','transfer','reserve','correction')),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    document TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: budget_entry
CREATE INDEX budget_entry_year ON budget_entry (fiscal_year, account, id);

-- 支出負担行為兼支出命令: what the treasurer is asked to pay. One a run and budget year.
CREATE TABLE expenditure (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    expenditure_key TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    budget_year INTEGER NOT NULL,
    origin_year INTEGER NOT NULL,
    account TEXT NOT NULL,
    account_title TEXT NOT NULL,
    run_id INTEGER REFERENCES payment_run(id),
    reference TEXT,
    title TEXT NOT NULL,
    pay_on TEXT NOT NULL CHECK (length(pay_on) = 10),
    payees INTEGER NOT NULL CHECK (payees > 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    proposer TEXT NOT NULL,
    CHECK ((run_id IS NULL) <> (reference IS NULL)),
    CHECK (origin_year <= budget_year)
) STRICT;
-- append-only: expenditure
CREATE INDEX expenditure_run ON expenditure (run_id);
CREATE INDEX expenditure_year ON expenditure (budget_year, account, id);

CREATE TABLE expenditure_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    expenditure_id INTEGER NOT NULL REFERENCES expenditure(id),
    event TEXT NOT NULL CHECK (event IN ('proposed','approved','sent-back','handed-over',
        'accepted','returned','cancelled')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (event NOT IN ('sent-back','returned','cancelled') OR reason IS NOT NULL)
) STRICT;
-- append-only: expenditure_event
CREATE INDEX expenditure_event_expenditure ON expenditure_event (expenditure_id, id);

-- Where an order stands now: a read model of expenditure_event.
CREATE TABLE expenditure_status (
    expenditure_id INTEGER PRIMARY KEY REFERENCES expenditure(id),
    about TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('proposed','approved','sent-back','handed-over',
        'accepted','returned','cancelled')),
    last_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX expenditure_status_status ON expenditure_status (status, expenditure_id);
-- One live order a run or invoice and year, whatever two clerks do at once.
CREATE UNIQUE INDEX expenditure_one_live ON expenditure_status (about)
    WHERE status IN ('proposed','approved','handed-over','accepted');

-- What was handed to the accounting system: no person stands in it, no order goes twice.
CREATE TABLE accounting_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    audience TEXT NOT NULL CHECK (audience IN ('realPeer','trial')),
    layout TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    orders INTEGER NOT NULL CHECK (orders > 0),
    total INTEGER NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: accounting_file

CREATE TABLE accounting_file_order (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES accounting_file(id),
    expenditure_id INTEGER NOT NULL UNIQUE REFERENCES expenditure(id),
    position INTEGER NOT NULL
) STRICT;
-- append-only: accounting_file_order
CREATE INDEX accounting_file_order_file ON accounting_file_order (file_id, position);
