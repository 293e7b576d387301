-- SPDX-License-Identifier: Apache-2.0
-- 鍵とバックアップ: what happened to the keys and what was backed up.
-- A backup that was written, restored beside the data and compared.
CREATE TABLE backup_made (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    recipient TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    entry_count INTEGER NOT NULL,
    compared_records INTEGER NOT NULL,
    opened_cells INTEGER NOT NULL
) STRICT;
-- append-only: backup_made
-- A change of keys: a new version, the end of wrapping anew, a retired version, a
-- new custody.
CREATE TABLE key_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    system TEXT NOT NULL,
    event TEXT NOT NULL
        CHECK (event IN ('rotated','rewrapped','retired','split','joined')),
    key_class TEXT,
    version INTEGER,
    detail TEXT NOT NULL
) STRICT;
-- append-only: key_event
