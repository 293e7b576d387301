-- SPDX-License-Identifier: Apache-2.0
-- 人ごとの帳: periods and reasons of what officers keep about persons, memos, the rules of
-- insurers, and where entitlements come from that another system decided.

-- 福祉世帯 and 健康保険: why a row was written; a membership that never was has an empty period.
ALTER TABLE welfare_household_fact ADD COLUMN reason TEXT;
ALTER TABLE insurance_fact ADD COLUMN reason TEXT;
ALTER TABLE insurance_fact ADD COLUMN evidence TEXT;

-- 口座・送付先・居住地: a correction takes the place of an earlier row; one that was recorded by
-- mistake is replaced by a row with an empty period. The column names a row of its own table and
-- has no foreign key: both rows go together when retention ends, the earlier one first.
ALTER TABLE account_use ADD COLUMN replaces_id INTEGER;
ALTER TABLE account_use ADD COLUMN source TEXT;
ALTER TABLE account_use ADD COLUMN reason TEXT;
ALTER TABLE mailing_address_fact ADD COLUMN replaces_id INTEGER;
ALTER TABLE mailing_address_fact ADD COLUMN reason TEXT;
ALTER TABLE residence_fact ADD COLUMN effective_until TEXT;
ALTER TABLE residence_fact ADD COLUMN replaces_id INTEGER;
ALTER TABLE residence_fact ADD COLUMN reason TEXT;

-- メモ: what the next officer must know about a child or a welfare household; the words rest sealed
-- under the key of the person.
CREATE TABLE memo (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('person','household')),
    importance TEXT NOT NULL CHECK (importance IN ('warning','notice','note')),
    sealed_note BLOB NOT NULL,
    shown_until TEXT CHECK (length(shown_until) = 10),
    author TEXT NOT NULL,
    replaces_id INTEGER,
    is_ended INTEGER NOT NULL CHECK (is_ended IN (0, 1)),
    CHECK (is_ended = 0 OR replaces_id IS NOT NULL)
) STRICT;
-- append-only: memo
CREATE INDEX memo_subject ON memo (subject, id);

-- 保険者の附加給付: what one officer proposes and another approves; the newest approved rule that
-- has begun counts. No person stands in it.
CREATE TABLE insurer_rule (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    insurer TEXT NOT NULL CHECK (length(insurer) IN (6, 8)),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    pays INTEGER NOT NULL CHECK (pays IN (0, 1)),
    deduct INTEGER NOT NULL CHECK (deduct >= 0),
    minimum INTEGER NOT NULL CHECK (minimum >= 0),
    unit INTEGER NOT NULL CHECK (unit >= 1),
    despite_subsidy INTEGER NOT NULL CHECK (despite_subsidy IN (0, 1)),
    basis TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: insurer_rule
CREATE INDEX insurer_rule_insurer ON insurer_rule (insurer, valid_from, id);

CREATE TABLE insurer_rule_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    rule_id INTEGER NOT NULL UNIQUE REFERENCES insurer_rule(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: insurer_rule_outcome

-- 移行: decisions that the system used before has made. They stand in entitlement_history with the
-- day on which we learned of them; here stands what that system called them.
CREATE TABLE entitlement_origin (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    history_id INTEGER NOT NULL UNIQUE REFERENCES entitlement_history(id),
    source_key TEXT NOT NULL UNIQUE,
    source_officer TEXT
) STRICT;
-- append-only: entitlement_origin
