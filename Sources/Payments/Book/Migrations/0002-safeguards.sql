-- SPDX-License-Identifier: Apache-2.0
-- 専決区分 and 緊急停止.

-- Every approval of a run; the last one that the amount needs makes it approved.
CREATE TABLE payment_run_consent (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES payment_run(id),
    officer TEXT NOT NULL,
    grade TEXT NOT NULL,
    rank INTEGER,
    amount INTEGER NOT NULL,
    rules TEXT,
    UNIQUE (run_id, officer)
) STRICT;
-- append-only: payment_run_consent

-- 緊急停止: pressed by one officer, ended by another. The gate reads these two before every payment
-- and every letter, in the same transaction.
CREATE TABLE work_stop (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    area TEXT NOT NULL CHECK (area IN ('payments','letters','all')),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: work_stop

CREATE TABLE work_stop_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    stop_id INTEGER NOT NULL UNIQUE REFERENCES work_stop(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: work_stop_end
