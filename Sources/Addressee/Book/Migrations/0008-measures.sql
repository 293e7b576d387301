-- SPDX-License-Identifier: Apache-2.0
-- A protection measure (支援措置) that two officers registered, by the reference of their decision.
CREATE TABLE protection_measure (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    measure_until TEXT,
    reference TEXT NOT NULL
) STRICT;
-- append-only: protection_measure
CREATE INDEX protection_measure_addressee ON protection_measure(addressee);

-- The end of what was known of until then: rows of the feed up to a change number and measures up
-- to an id. What comes later is not touched by it.
CREATE TABLE protection_lift (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    feed_change INTEGER NOT NULL,
    measure_id INTEGER NOT NULL,
    reference TEXT NOT NULL
) STRICT;
-- append-only: protection_lift
CREATE INDEX protection_lift_addressee ON protection_lift(addressee);

-- Who is protected now: a read model of flagged rows of the feed (settled, waiting or refused),
-- measures and lifts. A test rebuilds it from them.
CREATE TABLE protection_now (
    addressee INTEGER PRIMARY KEY,
    feed_change INTEGER NOT NULL,
    feed_until TEXT,
    measure_id INTEGER NOT NULL,
    measure_until TEXT,
    lifted_change INTEGER NOT NULL,
    lifted_measure INTEGER NOT NULL
) STRICT;

INSERT INTO protection_now (addressee, feed_change, feed_until, measure_id, measure_until,
    lifted_change, lifted_measure)
SELECT n.addressee, f.change_number, f.protection_until, 0, CAST(NULL AS TEXT), 0, 0
FROM resident_now n JOIN resident_fact f ON f.id = n.fact_id WHERE f.protection = 1;

INSERT INTO protection_now (addressee, feed_change, feed_until, measure_id, measure_until,
    lifted_change, lifted_measure)
SELECT w.addressee, MAX(w.change_number), MAX(w.protection_until), 0, CAST(NULL AS TEXT), 0, 0
FROM resident_waiting w WHERE w.protection = 1
    AND NOT EXISTS (SELECT 1 FROM protection_now p WHERE p.addressee = w.addressee)
GROUP BY w.addressee;

INSERT INTO protection_now (addressee, feed_change, feed_until, measure_id, measure_until,
    lifted_change, lifted_measure)
SELECT s.addressee, MAX(s.change_number), MAX(s.protection_until), 0, CAST(NULL AS TEXT), 0, 0
FROM protection_notice s
WHERE NOT EXISTS (SELECT 1 FROM protection_now p WHERE p.addressee = s.addressee)
    AND NOT EXISTS (SELECT 1 FROM resident_now n
        WHERE n.addressee = s.addressee AND n.change_number >= s.change_number)
GROUP BY s.addressee;
