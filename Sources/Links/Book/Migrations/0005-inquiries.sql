-- SPDX-License-Identifier: Apache-2.0
-- 情報照会 as System 1 sees it: what was asked about whom, why, and how it went. 宛名番号 only; no 符号,
-- no 団体内統合宛名番号 ever stands here.

-- One row an inquiry, over the network or by letter (照会書). Titles are copied at the time of asking.
CREATE TABLE inquiry (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    inquiry_number TEXT NOT NULL UNIQUE,
    way TEXT NOT NULL CHECK (way IN ('network','letter')),
    subject INTEGER NOT NULL,
    child INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('registration','change','benefit')),
    procedure_code TEXT NOT NULL,
    procedure_title TEXT NOT NULL,
    item_code TEXT NOT NULL,
    item_title TEXT NOT NULL,
    legal_basis TEXT NOT NULL CHECK (length(legal_basis) > 0),
    -- Number and digest of the catalogue that allowed it.
    catalogue TEXT NOT NULL,
    -- Whom it goes to: who provides, or the municipality that the letter is sent to.
    counterpart TEXT NOT NULL,
    -- 基準日: the day that the answer is about.
    about_on TEXT NOT NULL CHECK (length(about_on) = 10),
    -- What shows the consent, where one is needed: number of the paper, never a name.
    consent TEXT,
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL,
    due_on TEXT CHECK (length(due_on) = 10),
    CHECK (way <> 'letter' OR due_on IS NOT NULL)
) STRICT;
-- append-only: inquiry
CREATE INDEX inquiry_subject ON inquiry (subject, id);
CREATE INDEX inquiry_child ON inquiry (child, id);

-- Its course. `happened_at` is when the other side says it happened, `recorded_at` when we learned it.
CREATE TABLE inquiry_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    inquiry_id INTEGER NOT NULL REFERENCES inquiry(id),
    event TEXT NOT NULL CHECK (event IN ('requested','accepted','sent','permitted','answered',
        'stored','confirmed','refused','withdrawal-asked','withdrawn','expired','discarded',
        'reminded')),
    happened_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    -- Why, or the source of a written answer; no value about a person.
    reason TEXT,
    due_on TEXT CHECK (length(due_on) = 10),
    CHECK (event NOT IN ('refused','withdrawal-asked','withdrawn','discarded') OR reason IS NOT NULL)
) STRICT;
-- append-only: inquiry_event
CREATE INDEX inquiry_event_inquiry ON inquiry_event (inquiry_id, id);

-- How each inquiry stands: a read model, rebuilt from the events at any time.
CREATE TABLE inquiry_status (
    inquiry_id INTEGER PRIMARY KEY REFERENCES inquiry(id),
    status TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    due_on TEXT CHECK (length(due_on) = 10),
    -- System 2 still has to be told or asked.
    is_under_way INTEGER NOT NULL CHECK (is_under_way IN (0, 1))
) STRICT;
CREATE INDEX inquiry_status_open ON inquiry_status (is_open, due_on);

-- 照会の結果, item by item; a value rests sealed in its own row. It belongs to an inquiry and so to its
-- purpose: nothing is stored without one.
CREATE TABLE inquiry_result (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    inquiry_id INTEGER NOT NULL REFERENCES inquiry(id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    provided_value BLOB NOT NULL,
    UNIQUE (inquiry_id, position)
) STRICT;
-- append-only: inquiry_result
