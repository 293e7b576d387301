-- SPDX-License-Identifier: Apache-2.0
-- 照会書 about a family under a protection measure: nothing is printed before a second officer has
-- looked at it. What tells a place (the other municipality's address of the person) rests sealed.
CREATE TABLE inquiry_hold (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    child INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('registration','change','benefit')),
    procedure_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    about_on TEXT CHECK (length(about_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    -- Counterpart, its postal code and address, the person's address there.
    sealed_content BLOB NOT NULL,
    -- What the protection of the family stood on.
    version TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: inquiry_hold
CREATE INDEX inquiry_hold_subject ON inquiry_hold (subject, id);
CREATE INDEX inquiry_hold_child ON inquiry_hold (child, id);

CREATE TABLE inquiry_hold_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    hold_id INTEGER NOT NULL REFERENCES inquiry_hold(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('released', 'refused', 'printed', 'overtaken')),
    officer TEXT NOT NULL,
    reason TEXT,
    inquiry_number TEXT,
    UNIQUE (hold_id, outcome),
    CHECK ((outcome = 'printed') = (inquiry_number IS NOT NULL))
) STRICT;
-- append-only: inquiry_hold_outcome
