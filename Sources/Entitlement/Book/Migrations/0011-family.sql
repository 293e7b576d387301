-- SPDX-License-Identifier: Apache-2.0
-- 所得の書類・保険者番号の承継・審査請求.

-- 所得の書類: what officers read from certificates of taxation, where the book of the city asks about
-- income; the newest row of (person, year) counts.
CREATE TABLE income_paper (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1990 AND 9999),
    is_declared INTEGER NOT NULL CHECK (is_declared IN (0, 1)),
    is_exempt INTEGER NOT NULL CHECK (is_exempt IN (0, 1)),
    income INTEGER CHECK (income >= 0),
    income_levy INTEGER CHECK (income_levy >= 0),
    dependants INTEGER CHECK (dependants >= 0),
    paper TEXT NOT NULL,
    seen_on TEXT NOT NULL CHECK (length(seen_on) = 10),
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
    officer TEXT NOT NULL
) STRICT;
-- append-only: income_paper
CREATE INDEX income_paper_subject ON income_paper (subject, id);

-- 保険者番号の承継: an insurer goes on under another number from a day (merger, renumbering). What one
-- officer proposes and another approves; the children whom it carries over stand beside it, as they
-- stood at the proposal and as they were carried.
CREATE TABLE insurer_succession (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    old_insurer TEXT NOT NULL CHECK (length(old_insurer) IN (6, 8)),
    new_insurer TEXT NOT NULL CHECK (length(new_insurer) IN (6, 8)),
    new_name TEXT NOT NULL,
    effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
    keeps_symbols INTEGER NOT NULL CHECK (keeps_symbols IN (0, 1)),
    basis TEXT NOT NULL,
    expected INTEGER NOT NULL CHECK (expected >= 0),
    digest TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK (old_insurer <> new_insurer)
) STRICT;
-- append-only: insurer_succession
CREATE INDEX insurer_succession_old ON insurer_succession (old_insurer, effective_on, id);

CREATE TABLE insurer_succession_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    succession_id INTEGER NOT NULL UNIQUE REFERENCES insurer_succession(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    carried INTEGER NOT NULL CHECK (carried >= 0),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: insurer_succession_outcome

CREATE TABLE insurer_succession_child (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    succession_id INTEGER NOT NULL REFERENCES insurer_succession(id),
    child INTEGER NOT NULL,
    acquired_on TEXT NOT NULL CHECK (length(acquired_on) = 10),
    stage TEXT NOT NULL CHECK (stage IN ('proposed','carried','left-out')),
    reason TEXT,
    CHECK ((stage = 'left-out') = (reason IS NOT NULL))
) STRICT;
-- append-only: insurer_succession_child
CREATE INDEX insurer_succession_child_of ON insurer_succession_child (succession_id, id);
CREATE INDEX insurer_succession_child_child ON insurer_succession_child (child, id);

-- 審査請求: somebody asks for a review of a decision; the course of it, one row an event. What the
-- person writes rests with the papers of the case (1180), sealed.
CREATE TABLE appeal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    appellant INTEGER NOT NULL,
    against TEXT NOT NULL,
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    known_on TEXT NOT NULL CHECK (length(known_on) = 10),
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    late_reason TEXT,
    officer TEXT NOT NULL,
    CHECK (known_on >= decided_on AND received_on >= decided_on)
) STRICT;
-- append-only: appeal
CREATE INDEX appeal_child ON appeal (child, id);
CREATE INDEX appeal_appellant ON appeal (appellant, id);

CREATE TABLE appeal_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    appeal_id INTEGER NOT NULL REFERENCES appeal(id),
    event TEXT NOT NULL CHECK (event IN ('explanation','hearing','consultation','withdrawn','ruled')),
    happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
    ruling TEXT CHECK (ruling IN ('inadmissible','dismissed','upheld','partly-upheld')),
    note TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((event = 'ruled') = (ruling IS NOT NULL))
) STRICT;
-- append-only: appeal_event
CREATE INDEX appeal_event_appeal ON appeal_event (appeal_id, id);
