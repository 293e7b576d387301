-- SPDX-License-Identifier: Apache-2.0
-- 専決区分: approvals of reimbursements that need more than one officer.

CREATE TABLE reimbursement_consent (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES reimbursement_proposal(id),
    officer TEXT NOT NULL,
    grade TEXT NOT NULL,
    rank INTEGER,
    amount INTEGER NOT NULL,
    rules TEXT,
    UNIQUE (proposal_id, officer)
) STRICT;
-- append-only: reimbursement_consent

CREATE INDEX reimbursement_proposal_recipient ON reimbursement_proposal (recipient, id);
