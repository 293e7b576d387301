-- SPDX-License-Identifier: Apache-2.0
-- 審査支払機関から戻る額: how an accepted invoice below zero is settled. It is carried into the invoice of the
-- next month, or the body pays it back; then the money comes on a day. The newest row is how it stands; a row
-- that takes back an earlier one says why. No person stands in it.
CREATE TABLE agency_credit (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES agency_invoice(id),
    event TEXT NOT NULL CHECK (event IN ('carried','repaid','received')),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    reason TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: agency_credit
CREATE INDEX agency_credit_invoice ON agency_credit (invoice_id, id);
CREATE INDEX agency_credit_day ON agency_credit (event, event_on, invoice_id);
