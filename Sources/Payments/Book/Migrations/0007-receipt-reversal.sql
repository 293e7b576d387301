-- SPDX-License-Identifier: Apache-2.0
-- 納付の取消し: a receipt of a claim (返還) that was recorded wrongly is taken back, with a reason, by
-- another officer than who recorded it. The receipt stays as it was written; it counts no more, and the
-- ledger (fund_posting) gets the opposite entry. The right receipt is recorded anew.
CREATE TABLE recovery_reversal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    recovery_id INTEGER NOT NULL REFERENCES recovery(id),
    event_id INTEGER NOT NULL UNIQUE REFERENCES recovery_event(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: recovery_reversal
CREATE INDEX recovery_reversal_recovery ON recovery_reversal (recovery_id, id);
