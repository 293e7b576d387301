-- SPDX-License-Identifier: Apache-2.0
-- 操作記録の月の満了: a month of the log ends by two officers; then its key is destroyed.

CREATE TABLE log_end_proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    month TEXT NOT NULL CHECK (length(month) = 7),
    catalogue TEXT NOT NULL CHECK (length(catalogue) = 64),
    proposer TEXT NOT NULL
) STRICT;
-- append-only: log_end_proposal

CREATE TABLE log_end_decision (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES log_end_proposal(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('承認','差戻し')),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: log_end_decision
