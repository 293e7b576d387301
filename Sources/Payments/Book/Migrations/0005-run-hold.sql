-- SPDX-License-Identifier: Apache-2.0
-- 支払処理の決裁の保留: a head puts a run aside, with a reason and the day to look again; the last row of
-- a run counts. A run that is held is not approved.
CREATE TABLE payment_run_hold (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
    reason TEXT NOT NULL,
    look_again_on TEXT CHECK (length(look_again_on) = 10),
    officer TEXT NOT NULL,
    CHECK ((is_held = 1) = (look_again_on IS NOT NULL))
) STRICT;
-- append-only: payment_run_hold
CREATE INDEX payment_run_hold_run ON payment_run_hold (run_id, id);
