-- SPDX-License-Identifier: Apache-2.0
-- 情報照会 of System 2: what System 1 asked, the course of each question, and the work that waits. The
-- record of 番号法23条 (inquiry_record) and the state of the 符号 (provision_code) stand in the tables of
-- 宛名. What was provided is not kept here: it goes from the intermediate server to System 1.

CREATE TABLE inquiry_order (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    inquiry_number TEXT NOT NULL UNIQUE,
    addressee INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('registration','change','benefit')),
    procedure_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    about_on TEXT NOT NULL CHECK (length(about_on) = 10),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL,
    -- Version and digest of the catalogue that allowed it.
    catalogue TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
-- append-only: inquiry_order

-- One row a step; the rows of an order are its course. Each step happens once.
CREATE TABLE inquiry_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    order_id INTEGER NOT NULL REFERENCES inquiry_order(id),
    phase TEXT NOT NULL CHECK (phase IN ('requested','converted','sending','sent','permitted',
        'answered','stored','confirmed','refused','withdrawal-asked','withdrawn','expired')),
    happened_at INTEGER NOT NULL,
    -- Number of the receipt or of the permit.
    detail TEXT,
    reason TEXT,
    UNIQUE (order_id, phase),
    CHECK (phase NOT IN ('refused','withdrawal-asked','withdrawn') OR reason IS NOT NULL)
) STRICT;
-- append-only: inquiry_step

-- Which orders are to be worked on, and when: rebuilt from the steps at any time. A run that takes work
-- moves `due_at` on, so that no other run takes the same.
CREATE TABLE inquiry_work (
    order_id INTEGER PRIMARY KEY REFERENCES inquiry_order(id),
    purpose TEXT NOT NULL,
    is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
    due_at INTEGER NOT NULL,
    -- Attempts without news, and what the last one met.
    attempts INTEGER NOT NULL,
    trouble TEXT
) STRICT;
CREATE INDEX inquiry_work_due ON inquiry_work (is_over, purpose, due_at);

-- 符号の取得依頼 under a 処理通番 of our own. The 符号 itself never comes here.
CREATE TABLE provision_code_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    serial TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('registration','change','benefit'))
) STRICT;
-- append-only: provision_code_request
CREATE INDEX provision_code_request_person ON provision_code_request (person_id, id);

CREATE TABLE provision_code_work (
    request_id INTEGER PRIMARY KEY REFERENCES provision_code_request(id),
    purpose TEXT NOT NULL,
    is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    trouble TEXT
) STRICT;
CREATE INDEX provision_code_work_due ON provision_code_work (is_over, purpose, due_at);

CREATE INDEX provision_code_person ON provision_code (person_id, id);
