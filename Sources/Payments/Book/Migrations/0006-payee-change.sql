-- SPDX-License-Identifier: Apache-2.0
-- 支払先の変更: a payment that is decided goes to somebody else, because its recipient died or is
-- another one now. One officer proposes it with what was seen, another decides; the old item is then
-- followed by a new one (payment_item.replaces_id), which the outcome names.
CREATE TABLE payee_change (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    change_key TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES payment_item(id),
    payee INTEGER NOT NULL,
    ground TEXT NOT NULL CHECK (ground IN ('death','recipient-change','other')),
    evidence TEXT NOT NULL,
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: payee_change
CREATE INDEX payee_change_item ON payee_change (item_id, id);
CREATE INDEX payee_change_payee ON payee_change (payee, id);

CREATE TABLE payee_change_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    change_id INTEGER NOT NULL UNIQUE REFERENCES payee_change(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    item_id INTEGER REFERENCES payment_item(id),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    approver TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL),
    CHECK ((outcome = 'approved') = (item_id IS NOT NULL))
) STRICT;
-- append-only: payee_change_outcome
CREATE INDEX payee_change_outcome_item ON payee_change_outcome (item_id) WHERE item_id IS NOT NULL;
