-- SPDX-License-Identifier: Apache-2.0
-- 世帯合算と、保険者あての請求書・督促: on what a mandate rests unit by unit, what of it falls to each
-- child, and which letter asked an insurer for which mandate.

-- A unit of the month as it stood when the mandate was taken in; of a member of the household whom
-- the office does not know only the relation is written.
CREATE TABLE proxy_unit (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proxy_id INTEGER NOT NULL REFERENCES proxy_receipt(id),
    child INTEGER,
    relation TEXT,
    institution TEXT NOT NULL,
    institution_name TEXT NOT NULL,
    setting TEXT NOT NULL,
    total_cost INTEGER NOT NULL CHECK (total_cost >= 0),
    burden INTEGER NOT NULL CHECK (burden >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),
    CHECK ((child IS NULL) <> (relation IS NULL))
) STRICT;
-- append-only: proxy_unit
CREATE INDEX proxy_unit_proxy ON proxy_unit (proxy_id, id);

CREATE TABLE proxy_part (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proxy_id INTEGER NOT NULL REFERENCES proxy_receipt(id),
    child INTEGER NOT NULL,
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    UNIQUE (child, treatment_month)
) STRICT;
-- append-only: proxy_part
CREATE INDEX proxy_part_proxy ON proxy_part (proxy_id, id);

CREATE TABLE insurer_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('claim','reminder')),
    first_id INTEGER REFERENCES insurer_request(id),
    insurer TEXT NOT NULL,
    insurer_name TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    address TEXT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    officer TEXT NOT NULL,
    CHECK ((kind = 'claim') = (first_id IS NULL))
) STRICT;
-- append-only: insurer_request
CREATE INDEX insurer_request_insurer ON insurer_request (insurer, id);
CREATE INDEX insurer_request_first ON insurer_request (first_id, id);

CREATE TABLE insurer_request_item (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES insurer_request(id),
    proxy_id INTEGER NOT NULL REFERENCES proxy_receipt(id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    UNIQUE (request_id, proxy_id)
) STRICT;
-- append-only: insurer_request_item
CREATE INDEX insurer_request_item_proxy ON insurer_request_item (proxy_id, request_id);
