-- SPDX-License-Identifier: Apache-2.0
-- The order of the resident feed: how far it has come, what waits, and which gaps were accepted.
-- From here on rows that nothing ties for certain open a case in match_case; match_task is no
-- longer written.

-- Every 異動連番 up to through_number is settled. One row whenever that moved on, and by what:
-- the next changes came, a full file spoke for all before it, or an administrator accepted that
-- numbers are missing. The largest through_number counts.
CREATE TABLE feed_mark (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    feed TEXT NOT NULL,
    through_number INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('異動', '全件', '欠番承認')),
    gap_from INTEGER,
    gap_through INTEGER,
    reason TEXT,
    CHECK ((cause = '欠番承認') = (gap_from IS NOT NULL)),
    CHECK ((cause = '欠番承認') = (gap_through IS NOT NULL)),
    CHECK ((cause = '欠番承認') = (reason IS NOT NULL))
) STRICT;
-- append-only: feed_mark
CREATE INDEX feed_mark_feed ON feed_mark(feed, through_number);

-- Rows that cannot be settled yet: they came ahead of a gap (case_id NULL), or an officer decides
-- about them. A row leaves when it is settled; what it said is then a fact. Its words are sealed
-- for their row. Whether it speaks of a protection measure stands open: that counts at once,
-- before anything else of the row does. Of a row that was refused only the number stays, with
-- addressee 0.
CREATE TABLE resident_waiting (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    received_at INTEGER NOT NULL,
    line INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    protection INTEGER NOT NULL CHECK (protection IN (0, 1)),
    protection_until TEXT,
    words BLOB,
    number_cell BLOB,
    blind_index BLOB,
    fingerprint BLOB,
    case_id INTEGER REFERENCES match_case(id),
    UNIQUE (addressee, change_number),
    CHECK ((addressee = 0) = (words IS NULL))
) STRICT;
CREATE INDEX resident_waiting_order ON resident_waiting(case_id, change_number, addressee);

CREATE INDEX resident_waiting_operation ON resident_waiting(operation_id);

CREATE INDEX match_case_addressee ON match_case(addressee, source);
