-- 連携: which files of peers were taken in, by name and digest of their bytes. The newest file of a
-- layout says what number and what moment the next one must follow.

CREATE TABLE link_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    layout TEXT NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('full','difference')),
    sequence INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    -- Rows about persons that this office has no business with; nothing of them is kept (R-23).
    not_needed INTEGER NOT NULL,
    -- Facts that were new.
    recorded INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    -- Why an officer let a file in although one before it is missing.
    gap_reason TEXT,
    UNIQUE (digest, name)
) STRICT;
-- append-only: link_file
CREATE INDEX link_file_layout ON link_file (layout, id);

-- 誤り一覧. No value about a person stands here.
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
