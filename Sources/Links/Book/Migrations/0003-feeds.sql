-- SPDX-License-Identifier: Apache-2.0
-- 連携: consents; what peers said last, in any order of arrival; how old what they say may be; tax
-- of persons who consented; masters.

CREATE INDEX link_file_made ON link_file (layout, made_at);

-- 同意と撤回. A withdrawal ends whatever was recorded before it about the same person, child and
-- matter, from the day it was said.
CREATE TABLE consent_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('given','withdrawn')),
    matter TEXT NOT NULL CHECK (matter IN ('tax','hub','receiving-account')),
    subject INTEGER NOT NULL,
    child INTEGER NOT NULL,
    giver INTEGER NOT NULL,
    said_on TEXT NOT NULL CHECK (length(said_on) = 10),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_until TEXT CHECK (length(valid_until) = 10),
    evidence TEXT NOT NULL CHECK (evidence IN ('application','paper','counter','electronic')),
    -- Number of the paper; never a name.
    reference TEXT NOT NULL
) STRICT;
-- append-only: consent_fact
CREATE INDEX consent_fact_child ON consent_fact (child, id);

-- 資格の行: what a peer said last of one insurance of a child, and in which file it stood last. A
-- register, no fact: it only ever moves forward in the peer's own time. What was said is a fact of
-- 保険情報.
CREATE TABLE feed_row (
    layout TEXT NOT NULL,
    child INTEGER NOT NULL,
    insurer TEXT NOT NULL,
    acquired_on TEXT NOT NULL CHECK (length(acquired_on) = 10),
    -- When the file was made that said it, and on which line.
    made_at INTEGER NOT NULL,
    line INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 32),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    -- The newest file that had the row at all.
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (child, layout, insurer, acquired_on)
) STRICT;
CREATE INDEX feed_row_open ON feed_row (layout, seen_at) WHERE is_open = 1;

-- 生活保護の開始と廃止, as reported; the periods follow from all of them together.
CREATE TABLE welfare_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('began','ended')),
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    UNIQUE (child, event, occurred_on)
) STRICT;
-- append-only: welfare_event

-- 照会: up to which moment the files of a peer were asked about a child. A register.
CREATE TABLE peer_reading (
    child INTEGER NOT NULL,
    layout TEXT NOT NULL,
    read_until INTEGER NOT NULL,
    PRIMARY KEY (child, layout)
) STRICT;

-- 欠番の承認: numbers that the office lets be missing.
CREATE TABLE feed_gap (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    layout TEXT NOT NULL,
    first_number INTEGER NOT NULL CHECK (first_number BETWEEN 1 AND 999),
    last_number INTEGER NOT NULL CHECK (last_number BETWEEN 1 AND 999),
    reason TEXT NOT NULL
) STRICT;
-- append-only: feed_gap

-- 古い連携での発行の許可: letters may go on although a feed is too old.
CREATE TABLE feed_allowance (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    layout TEXT NOT NULL,
    -- The first day on which letters stop again.
    valid_until TEXT NOT NULL CHECK (length(valid_until) = 10),
    reason TEXT NOT NULL
) STRICT;
-- append-only: feed_allowance

-- 個人住民税: only of persons in an open case of a scheme with an income rule, who consented.
CREATE TABLE tax_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    -- The case it was let in for.
    child INTEGER NOT NULL,
    tax_year INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('1','2','3','4')),
    income INTEGER,
    income_levy INTEGER,
    per_capita_levy INTEGER,
    dependants INTEGER,
    -- When the file was made that said it.
    made_at INTEGER NOT NULL
) STRICT;
-- append-only: tax_fact
CREATE INDEX tax_fact_child ON tax_fact (child, subject, tax_year, id);

-- マスタの版: one official list, applied on a day.
CREATE TABLE master_edition (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    master TEXT NOT NULL CHECK (master IN ('banks','postal-codes','insurers')),
    name TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    row_count INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    ended INTEGER NOT NULL
) STRICT;
-- append-only: master_edition

-- 金融機関店舗・郵便番号・保険者: the newest row of a key counts; a row that ended says so.
CREATE TABLE master_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    master TEXT NOT NULL CHECK (master IN ('banks','postal-codes','insurers')),
    code TEXT NOT NULL,
    -- The columns of the layout behind the code, joined by U+001F.
    content TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    is_ended INTEGER NOT NULL CHECK (is_ended IN (0, 1))
) STRICT;
-- append-only: master_fact
CREATE INDEX master_fact_code ON master_fact (master, code, id);
