-- SPDX-License-Identifier: Apache-2.0
-- 受給者番号 of entitlements that were erased at the end of retention: the number alone, so that it
-- is never given out again.
CREATE TABLE retired_recipient_number (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    serial INTEGER NOT NULL UNIQUE CHECK (serial BETWEEN 0 AND 999999),
    recipient_number TEXT NOT NULL UNIQUE CHECK (length(recipient_number) = 7)
) STRICT;
-- append-only: retired_recipient_number
