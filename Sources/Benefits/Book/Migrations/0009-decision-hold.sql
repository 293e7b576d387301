-- SPDX-License-Identifier: Apache-2.0
-- 償還の決裁の保留: a head puts a proposal aside, with a reason and the day to look again; the last row
-- of a proposal counts. A proposal that is held is not approved.
CREATE TABLE reimbursement_proposal_hold (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES reimbursement_proposal(id),
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
    reason TEXT NOT NULL,
    look_again_on TEXT CHECK (length(look_again_on) = 10),
    officer TEXT NOT NULL,
    CHECK ((is_held = 1) = (look_again_on IS NOT NULL))
) STRICT;
-- append-only: reimbursement_proposal_hold
CREATE INDEX reimbursement_proposal_hold_proposal ON reimbursement_proposal_hold (proposal_id, id);
