-- SPDX-License-Identifier: Apache-2.0
-- 自由抽出の定義: a question that is kept under a name. No person stands in it.
CREATE TABLE extraction_definition (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    is_personal INTEGER NOT NULL CHECK (is_personal IN (0, 1)),
    officer TEXT NOT NULL
) STRICT;
-- append-only: extraction_definition

-- Whether others may use it: asked for, agreed to by a second officer, refused, ended.
CREATE TABLE extraction_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    definition_id INTEGER NOT NULL REFERENCES extraction_definition (id),
    step TEXT NOT NULL CHECK (step IN ('asked', 'shared', 'refused', 'ended')),
    officer TEXT NOT NULL,
    reason TEXT
) STRICT;
-- append-only: extraction_step
CREATE INDEX extraction_step_definition ON extraction_step (definition_id, id);
