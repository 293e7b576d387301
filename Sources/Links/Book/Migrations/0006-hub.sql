-- SPDX-License-Identifier: Apache-2.0
-- PMH: what of which entitlement waits to be sent by System 2, and what came back. 宛名番号 only; no
-- name, no 個人番号, no words of the peer.

-- A reason to send an entitlement as it stands: a decision (once each, 'd-<履歴>'), a change in the
-- resident register, a consent given or taken back, an officer who sends again.
CREATE TABLE hub_order (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    order_key TEXT NOT NULL UNIQUE,
    cause TEXT NOT NULL CHECK (cause IN ('decision','resident','consent','withdrawal','resend')),
    child INTEGER NOT NULL,
    recipient_number TEXT NOT NULL,
    history_id INTEGER REFERENCES entitlement_history(id)
) STRICT;
-- append-only: hub_order
CREATE INDEX hub_order_child ON hub_order (child, id);

-- 応答の記録: one row for each order of a request, and for what became of an order without one. Field
-- and rule are words of the published API.
CREATE TABLE hub_answer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    order_id INTEGER NOT NULL REFERENCES hub_order(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted','refused','failed','withheld',
        'not-needed','released','resent')),
    -- The operation that took the order out of the queue and told the rows.
    claim_operation INTEGER REFERENCES operation(id),
    request_id INTEGER,
    http_status INTEGER,
    field TEXT,
    rule TEXT
) STRICT;
-- append-only: hub_answer
CREATE INDEX hub_answer_order ON hub_answer (order_id, id);

-- Where an order stands: a read model of hub_order and hub_answer, and the claims of running jobs.
CREATE TABLE hub_order_status (
    order_id INTEGER PRIMARY KEY REFERENCES hub_order(id),
    child INTEGER NOT NULL,
    recipient_number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting','withheld','sending','done','refused',
        'not-needed')),
    attempts INTEGER NOT NULL,
    -- When it may be tried (again); of one that is being sent, when its claim ends.
    due_at INTEGER NOT NULL,
    -- The operation that took it, while it is being sent.
    claim INTEGER
) STRICT;
CREATE INDEX hub_order_status_state ON hub_order_status (state, due_at, order_id);
CREATE INDEX hub_order_status_number ON hub_order_status (recipient_number, state);

-- What PMH was told of a row (履歴キー), written before it is sent. Where no accepted answer names the
-- operation, PMH may have heard it or not.
CREATE TABLE hub_told (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    history_key TEXT NOT NULL,
    child INTEGER NOT NULL,
    recipient_number TEXT NOT NULL,
    setting TEXT NOT NULL CHECK (setting IN ('both','outpatient','inpatient')),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_through TEXT NOT NULL CHECK (length(valid_through) = 10),
    funder TEXT,
    is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1))
) STRICT;
-- append-only: hub_told
CREATE INDEX hub_told_key ON hub_told (history_key, id);

-- The newest of hub_told by 履歴キー, and whether PMH said yes to it: a read model of hub_told and
-- hub_answer.
CREATE TABLE hub_told_now (
    history_key TEXT PRIMARY KEY,
    told_id INTEGER NOT NULL REFERENCES hub_told(id),
    recipient_number TEXT NOT NULL,
    is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1))
) STRICT;
CREATE INDEX hub_told_now_number ON hub_told_now (recipient_number);

-- 突合: our valid list against what PMH says that it holds.
CREATE TABLE hub_reconciliation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    ours INTEGER NOT NULL,
    theirs INTEGER NOT NULL,
    same INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    extra INTEGER NOT NULL,
    different INTEGER NOT NULL
) STRICT;
-- append-only: hub_reconciliation

CREATE TABLE hub_difference (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reconciliation_id INTEGER NOT NULL REFERENCES hub_reconciliation(id),
    kind TEXT NOT NULL CHECK (kind IN ('missing','extra','different')),
    history_key TEXT NOT NULL,
    recipient_number TEXT NOT NULL,
    child INTEGER,
    fields TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_through TEXT NOT NULL CHECK (length(valid_through) = 10)
) STRICT;
-- append-only: hub_difference
CREATE INDEX hub_difference_reconciliation ON hub_difference (reconciliation_id, kind);
