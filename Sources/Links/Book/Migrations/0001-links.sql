-- 連携: which outside files were taken in, what was wrong with them, and how far each link was read.

-- A file that was taken in, by the digest of its bytes: the same file twice changes nothing.
CREATE TABLE link_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    layout TEXT NOT NULL,
    name TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    -- Rows about persons that this office has no business with; nothing of them is kept (R-23).
    not_needed INTEGER NOT NULL
) STRICT;
-- append-only: link_file

CREATE TABLE link_error (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES link_file(id),
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
-- append-only: link_error
CREATE INDEX link_error_file ON link_error (file_id, line);

-- How far the outbox of a peer was read. A register, no fact: it only ever moves forward, in the
-- transaction that files what was read.
CREATE TABLE link_cursor (
    link TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    moved_at INTEGER NOT NULL
) STRICT;
