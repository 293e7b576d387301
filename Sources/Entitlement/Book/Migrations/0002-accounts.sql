-- SPDX-License-Identifier: Apache-2.0
-- 口座の確認 (R-08): an account that one officer recorded is paid to when a second one has compared it
-- with its proof, or has decided about the application that brought it.

CREATE TABLE account_confirmation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    use_id INTEGER NOT NULL UNIQUE REFERENCES account_use(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('confirmed','refused')),
    basis TEXT NOT NULL CHECK (basis IN ('officer','decision')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome <> 'refused' OR reason IS NOT NULL)
) STRICT;
-- append-only: account_confirmation

-- Which uses of accounts wait: a read model of account_use and account_confirmation. What was
-- recorded before this migration never waited.
CREATE TABLE account_waiting (
    use_id INTEGER PRIMARY KEY REFERENCES account_use(id),
    recipient INTEGER NOT NULL
) STRICT;
