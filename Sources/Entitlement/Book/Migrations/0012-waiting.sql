-- SPDX-License-Identifier: Apache-2.0
-- What waits, kept as lists of what waits: the first page counts it at every call, and the history
-- behind it only grows.

-- 交付待ち: decisions that call for a certificate, are the newest under their number and have none; a
-- read model of entitlement_history and certificate.
CREATE TABLE certificate_waiting (
    history_id INTEGER PRIMARY KEY REFERENCES entitlement_history(id),
    child INTEGER NOT NULL,
    recipient_number TEXT NOT NULL
) STRICT;
CREATE INDEX certificate_waiting_child ON certificate_waiting (child);
INSERT INTO certificate_waiting (history_id, child, recipient_number)
    SELECT h.id, h.child, h.recipient_number FROM entitlement_history h
    WHERE (h.result IN ('1', '6')
        OR (h.result = '3' AND h.reason IN ('R11', 'R12', 'R16', '80', '81')))
    AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.history_id = h.id)
    AND NOT EXISTS (SELECT 1 FROM entitlement_history n
        WHERE n.child = h.child AND n.recipient_number = h.recipient_number AND n.id > h.id);

-- 発送簿: rows of envelopes that speak of several children; the others are one row each, so letters
-- can be counted by counting rows.
ALTER TABLE letter_open ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));
UPDATE letter_open SET shared = 1 WHERE EXISTS (SELECT 1 FROM letter_open o
    WHERE o.envelope = letter_open.envelope AND o.about <> letter_open.about);
CREATE INDEX letter_open_shared ON letter_open (envelope) WHERE shared = 1;
