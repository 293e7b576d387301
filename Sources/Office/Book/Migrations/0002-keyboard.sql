-- SPDX-License-Identifier: Apache-2.0
-- 鍵盤: which key carries out which action, and how Enter works for an officer. The newest row
-- counts.
CREATE TABLE desk_keys (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    -- Only what differs from the standard: F4=F8 F8=F4; empty is the standard.
    mapping TEXT NOT NULL
) STRICT;
-- append-only: desk_keys
CREATE TABLE officer_desk (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    enter_moves INTEGER NOT NULL CHECK (enter_moves IN (0, 1))
) STRICT;
-- append-only: officer_desk
