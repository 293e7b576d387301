-- SPDX-License-Identifier: Apache-2.0
-- 返還の請求の決裁: a claim that an officer registers by hand stands when another officer has decided
-- about it. recovery_request takes that kind too; its rows, and those that follow them, are taken over
-- as they are, with their ids, so that the log still proves them. Claims without such a request were
-- decided by two officers before, or registered before this version: they stand.
CREATE TABLE recovery_request_next (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    kind TEXT NOT NULL CHECK (kind IN ('plan','offset','write-off','claim')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    item_id INTEGER,
    basis TEXT,
    agreed_on TEXT CHECK (length(agreed_on) = 10),
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK ((kind = 'offset') = (item_id IS NOT NULL)),
    CHECK ((kind = 'write-off') = (basis IS NOT NULL)),
    CHECK (kind IN ('write-off','claim') OR agreed_on IS NOT NULL)
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
DELETE FROM append_only_table
    WHERE table_name IN ('recovery_request', 'recovery_instalment', 'recovery_request_outcome');
-- append-only: recovery_request
-- append-only: recovery_instalment
-- append-only: recovery_request_outcome

-- 現物給付の返還: the claim in kind (レセプト) that a family gives back, where it is one.
ALTER TABLE recovery ADD COLUMN claim_id INTEGER;
CREATE INDEX recovery_claim ON recovery (claim_id);
