-- SPDX-License-Identifier: Apache-2.0
-- What the explanations of many claims have in common, stored once: labels and articles under one
-- text of the book. A claim keeps the numbers (form_numbers) that belong into its form; older
-- claims have a row of computation instead.
CREATE TABLE computation_form (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    scheme TEXT NOT NULL,
    unconfirmed TEXT,
    template TEXT NOT NULL
) STRICT;
-- append-only: computation_form

ALTER TABLE claim ADD COLUMN form_id INTEGER REFERENCES computation_form(id);
ALTER TABLE claim ADD COLUMN form_numbers TEXT;

-- What an accepted objection takes back from the examining body, in yen and in which month of
-- billing; older results take the whole claim back in the month of the result.
ALTER TABLE claim_objection ADD COLUMN offset_yen INTEGER CHECK (offset_yen >= 0);
ALTER TABLE claim_objection ADD COLUMN offset_month TEXT CHECK (length(offset_month) = 7);
CREATE INDEX claim_objection_offset ON claim_objection (offset_month);

-- 審査支払機関の請求書: what an examining body asks of the city for a month of billing. 概算 is an
-- estimate that a later 精算 settles.
CREATE TABLE agency_invoice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    agency TEXT NOT NULL CHECK (agency IN ('1','2')),
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('estimate','final','regular')),
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    invoiced_on TEXT NOT NULL CHECK (length(invoiced_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    total INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    officer TEXT NOT NULL,
    UNIQUE (agency, number)
) STRICT;
-- append-only: agency_invoice
CREATE INDEX agency_invoice_month ON agency_invoice (billing_month, agency, id);
CREATE INDEX agency_invoice_digest ON agency_invoice (digest);

CREATE TABLE agency_invoice_line (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES agency_invoice(id),
    line INTEGER NOT NULL,
    item TEXT NOT NULL CHECK (item IN ('benefit','fee','offset','advance')),
    treatment_month TEXT CHECK (length(treatment_month) = 7),
    data_kind TEXT,
    claims INTEGER NOT NULL CHECK (claims >= 0),
    unit_price INTEGER,
    amount INTEGER NOT NULL
) STRICT;
-- append-only: agency_invoice_line
CREATE INDEX agency_invoice_line_invoice ON agency_invoice_line (invoice_id, line);

-- 検収: accepted or sent back, by another officer; differences that stood are named by a reason.
CREATE TABLE agency_invoice_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL UNIQUE REFERENCES agency_invoice(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted','returned')),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    differences INTEGER NOT NULL CHECK (differences >= 0),
    difference_yen INTEGER NOT NULL,
    reason TEXT,
    officer TEXT NOT NULL,
    CHECK (reason IS NOT NULL OR (outcome = 'accepted' AND differences = 0))
) STRICT;
-- append-only: agency_invoice_outcome
